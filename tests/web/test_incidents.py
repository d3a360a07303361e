"""The page of incidents: its list, its filters, what the map is told, kept filters."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from riwaya.store.desk_tables import saved_filters
from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.workspace.workspace import Workspace
from tests.web.conftest import csrf_of

PART = {"hx-request": "true"}


def links(html: str) -> list[str]:
    return re.findall(r'class="incident-link" href="([^"]+)"', html)


def heads(html: str) -> list[str]:
    found = re.findall(r'class="incident-link"[^>]*><bdi>(.*?)</bdi>', html)
    return [unescape(one) for one in found]


def shown(client: TestClient, query: str = "") -> str:
    answer = client.get(f"/incidents?{query}" if query else "/incidents")
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_row_says_what_where_when_and_how_many(desk_client: TestClient) -> None:
    html = shown(desk_client)
    assert "Air strikes in Maarat al-Numan" in heads(html)
    (row,) = re.findall(
        r'<li class="incident-row(?:(?!</li>).)*Maarat(?:(?!</li>).)*</li>', html, re.DOTALL
    )
    assert "14–21" in row
    assert "11 Mar 2016" in row
    assert "4 reports" in row
    assert "4 outlets" in row
    assert re.search(r"0 of \d+ claims reviewed", row)


def test_origins_and_grade_follow(desk_client: TestClient) -> None:
    first = links(shown(desk_client))[0].rpartition("/")[2]
    about = desk_client.get(f"/incidents/about/{first}", headers=PART).text
    assert "origins" in about
    assert "suggested" in about
    assert "<html" not in about
    assert desk_client.get("/incidents/about/nothing").status_code == 404


def test_the_arabic_interface_has_arabic_headings(desk_client: TestClient) -> None:
    desk_client.headers["accept-language"] = "ar"
    html = shown(desk_client)
    assert 'dir="rtl"' in html
    assert "غارة جوية – معرة النعمان" in heads(html)
    assert "Maarat" not in html


@pytest.mark.parametrize(("query", "wanted"), [
    ("event=protest", {"Nasiriyah"}),
    ("since=2016-05&until=2016-05", {"Al-Omar oil field"}),
    ("within=36,35,37,36", {"Maarat al-Numan"}),
    ("place=Manbij", {"Manbij"}),
    ("least=4", {"Maarat al-Numan"}),
    ("event=protest&within=36,35,37,36", set()),
])  # fmt: skip
def test_filters(desk_client: TestClient, query: str, wanted: set[str]) -> None:
    html = shown(desk_client, query)
    assert {head.partition(" in ")[2] for head in heads(html)} == wanted
    if not wanted:
        assert "No incident fits" in html


def test_orders(desk_client: TestClient) -> None:
    assert heads(shown(desk_client))[0] == "Air strikes in Maarat al-Numan"
    assert heads(shown(desk_client, "sort=oldest"))[0] == "Air strikes in Maarat al-Numan"
    assert "Nasiriyah" in heads(shown(desk_client, "sort=newest"))[0]
    assert heads(shown(desk_client, "sort=killed"))[0] == "Damage in Al-Omar oil field"


def test_what_is_wrong_is_said_and_the_form_keeps_it(desk_client: TestClient) -> None:
    answer = desk_client.get("/incidents?since=yesterday&event=protest")
    assert answer.status_code == 400
    assert "yesterday" in answer.text
    assert 'value="yesterday"' in answer.text
    assert 'name="event" value="protest"' in answer.text
    assert desk_client.get("/incidents/points?since=yesterday").status_code == 400


def test_empty_fields_lead_to_the_short_address(desk_client: TestClient) -> None:
    answer = desk_client.get("/incidents?event=&place=&since=2016&sort=", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/incidents?since=2016"


def test_the_script_gets_the_changing_part_alone(desk_client: TestClient) -> None:
    part = desk_client.get("/incidents?event=protest", headers=PART).text
    assert "<html" not in part
    assert part.count('id="asked"') == part.count('id="found"') == 1
    assert "in Nasiriyah" in part
    assert "Maarat" not in part


def test_only_what_was_reviewed(desk_client: TestClient) -> None:
    assert heads(shown(desk_client, "reviewed=1")) == []


def points(client: TestClient, query: str = "") -> dict[str, Any]:
    return client.get(f"/incidents/points?{query}").json()


def test_the_map_is_told_of_the_same_incidents(desk_client: TestClient) -> None:
    told = points(desk_client)
    titled = {
        told["heads"][p[9]][0].replace("{place}", told["places"][p[10]]) for p in told["points"]
    }
    assert titled <= set(heads(shown(desk_client)))
    (market,) = (p for p in told["points"] if told["places"][p[10]] == "Maarat al-Numan")
    assert market[4] == 4
    assert market[5] == "2016-03-11"
    assert market[1] == pytest.approx(35.64, abs=0.1)
    assert sum(count for _, count in told["times"]["counts"]) == len(heads(shown(desk_client)))


def test_map_and_timeline_show_what_could_be_chosen_instead(desk_client: TestClient) -> None:
    every = points(desk_client)
    told = points(desk_client, "within=36,35,37,36&since=2016-03&until=2016-03")
    assert len(told["points"]) == 1  # of any area, at that time
    assert len(heads(shown(desk_client, "within=36,35,37,36&since=2016-03&until=2016-03"))) == 1
    anywhere = points(desk_client, "within=36,35,37,36")
    assert anywhere["points"] == every["points"]
    anytime = points(desk_client, "since=2016-03&until=2016-03")
    assert anytime["times"] == every["times"]


@pytest.mark.parametrize("by", ["event", "place", "actor", "source", "outlet", "month"])
def test_facets_lead_to_their_values(desk_client: TestClient, by: str) -> None:
    html = desk_client.get(f"/incidents/facets/{by}?event=air_strike", headers=PART).text
    hrefs = [unescape(href) for href in re.findall(r'<a href="([^"]+)" data-part', html)]
    assert hrefs
    assert desk_client.get(hrefs[0]).status_code == 200
    whole = desk_client.get(f"/incidents/facets/{by}?event=air_strike").text
    assert "<html" in whole


def test_a_facets_value_in_force_can_be_let_go(desk_client: TestClient) -> None:
    html = desk_client.get("/incidents/facets/event?event=protest&since=2016", headers=PART).text
    assert '<a href="/incidents?since=2016" data-part aria-current="true">' in html
    assert desk_client.get("/incidents/facets/body").status_code == 404


def kept(workspace: Workspace) -> list[Any]:
    with workspace.engine.connect() as connection:
        return list(connection.execute(select(saved_filters)))


def test_a_view_is_kept_forgotten_and_had_back(
    desk_client: TestClient, workspace: Workspace
) -> None:
    name = "<b>Idlib</b> & more"
    sent = {"name": name, "query": "event=air_strike&page=3&evil=1&since=2016"}
    answer = desk_client.post(
        "/incidents/saved", data=sent, headers=csrf_of(desk_client), follow_redirects=False
    )
    assert answer.headers["location"] == "/incidents?event=air_strike&since=2016"
    (row,) = kept(workspace)
    assert (row.name, row.query) == (name, "event=air_strike&since=2016")
    html = shown(desk_client)
    assert "&lt;b&gt;Idlib&lt;/b&gt; &amp; more" in html
    assert name not in html
    gone = desk_client.post(f"/incidents/saved/{row.n}/forget", headers=csrf_of(desk_client))
    assert kept(workspace) == []
    undo = unescape(re.findall(r'action="(/incidents/saved/again[^"]+)"', gone.text)[0])
    desk_client.post(undo, headers=csrf_of(desk_client))
    assert [(r.name, r.query) for r in kept(workspace)] == [(name, "event=air_strike&since=2016")]


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "a\0b"])
def test_a_name_that_is_none_is_refused(desk_client: TestClient, name: str) -> None:
    answer = desk_client.post("/incidents/saved", data={"name": name}, headers=csrf_of(desk_client))
    assert answer.status_code in {400, 422}


def test_a_form_of_another_page_keeps_nothing(
    desk_client: TestClient, workspace: Workspace
) -> None:
    assert desk_client.post("/incidents/saved", data={"name": "x"}).status_code == 403
    assert kept(workspace) == []


@pytest.fixture
def public_client(workspace: Workspace) -> Iterator[TestClient]:
    config = Config(public=True, unreviewed=True)
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        client.headers["accept-language"] = "en"
        yield client


def test_the_published_view_tells_less(public_client: TestClient) -> None:
    html = shown(public_client)
    assert "Air strikes in Maarat al-Numan" in heads(html)
    assert "saved" not in html.partition("<main")[2].partition("</main>")[0].lower()
    assert public_client.get("/incidents?within=36,35,37,36").status_code == 400
    assert public_client.get("/incidents/points?within=36,35,37,36").status_code == 400
    assert public_client.get("/incidents/facets/source").status_code == 404
    assert public_client.post("/incidents/saved", data={"name": "x"}).status_code == 403
    assert points(public_client)["points"]


def test_nothing_unreviewed_is_published(workspace: Workspace) -> None:
    config = Config(public=True)
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        assert heads(shown(client)) == []
        assert points(client)["points"] == []
