"""Search: filters, marks, facets, files, links."""

import csv
import io
import json
import re

import pytest
from fastapi.testclient import TestClient

from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.workspace.workspace import Workspace
from tests.web.conftest import csrf_of

WORDS = {"words": "المرصد"}


def test_what_fits_is_shown_with_its_words_marked(desk_client: TestClient) -> None:
    page = desk_client.get("/search", params=WORDS).text
    assert "10 claims" in page
    assert "<mark>المرصد</mark>" in page
    assert "/sources/syrian-observatory" in page
    assert "/incidents/" in page
    assert "/reports/" in page


def test_filters_hold_together(desk_client: TestClient) -> None:
    both = desk_client.get("/search", params={"event": ["air_strike"], "stance": ["denies"]}).text
    assert "russian-ministry-of-defence" in both
    none = desk_client.get("/search", params={"event": ["aid"], "place": ["duma"]}).text
    assert "No claim fits" in none


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "soon"},
        {"number": "killed"},
        {"page": "0"},
        {"event": "strike!"},
        {"place": "لا مكان كهذا"},
    ],
)
def test_what_cannot_be_understood_is_said(desk_client: TestClient, wrong: dict[str, str]) -> None:
    for path in ("/search", "/search/facets", "/search.csv", "/search.json"):
        answer = desk_client.get(path, params=wrong)
        assert answer.status_code == 400
        assert "Traceback" not in answer.text


def test_empty_fields_of_the_form_leave_the_address(desk_client: TestClient) -> None:
    answer = desk_client.get("/search?words=%D9%82&event=&since=", follow_redirects=False)
    assert answer.headers["location"] == "/search?words=%D9%82"


def test_facets_count_and_narrow(desk_client: TestClient) -> None:
    part = desk_client.get("/search/facets", params=WORDS, headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert "event=air_strike" in part
    assert "source=syrian-observatory" in part
    assert "<html" in desk_client.get("/search/facets", params=WORDS).text


def test_the_table_has_every_claim_and_no_formula(desk_client: TestClient) -> None:
    answer = desk_client.get("/search.csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    everything = desk_client.get("/search.json").json()
    assert len(rows) == len(everything) == 26
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_the_json_is_that_of_the_command_line(desk_client: TestClient) -> None:
    found = desk_client.get("/search.json", params=WORDS)
    assert found.headers["content-type"].startswith("application/json")
    assert len(found.json()) == 10
    assert {"event", "trigger", "report", "source", "review"} <= set(found.json()[0])
    assert json.loads(desk_client.get("/search.json", params={"words": "zzzz"}).text) == []


def test_pages_and_order(desk_client: TestClient) -> None:
    second = desk_client.get("/search", params={"page": "2", "sort": "newest"}).text
    assert "21–26 of 26" in second
    assert 'rel="prev"' in second
    assert "No claim fits" in desk_client.get("/search?page=9").text


def test_hostile_words_are_only_words(desk_client: TestClient) -> None:
    page = desk_client.get(
        "/search", params={"words": '"><script>alert(1)</script>', "in_text": "' OR 1=1"}
    )
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_a_state_of_the_page_is_kept_under_a_name_and_forgotten(desk_client: TestClient) -> None:
    kept = {"name": "الضربات", "query": "event=air_strike&evil=1&words="}
    page = desk_client.post("/search/saved", data=kept, headers=csrf_of(desk_client)).text
    assert "الضربات" in page
    assert "/search?event=air_strike" in page
    assert "evil" not in page
    number = re.search(r'action="/search/saved/(\d+)/forget"', page)
    assert number
    gone = desk_client.post(f"/search/saved/{number[1]}/forget", headers=csrf_of(desk_client)).text
    assert "/search/saved/again?" in gone
    assert f"/search/saved/{number[1]}/forget" not in gone


def test_the_public_search_shows_no_text_and_nothing_unreviewed(workspace: Workspace) -> None:
    config = Config(public=True)
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        assert "أفاد" not in client.get("/search").text
        assert client.get("/search.json").json() == []
        assert client.get("/search?in_text=x").status_code == 400
        assert client.post("/search/saved", data={"name": "x"}).status_code == 403
    config = Config(public=True, unreviewed=True)
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        page = client.get("/search").text
        assert "Syrian Observatory" in page
        assert "الحلواني" not in page
        assert "Halwani" not in page
        assert 'class="words passage"' not in page
        for path in ("/search/facets", "/search.csv", "/search.json"):
            assert "الحلواني" not in client.get(path).text
