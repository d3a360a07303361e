"""The incident page: what it shows, what people say of it, and that all of it can be undone."""

import re

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page
from sqlalchemy import select

from riwaya.export.shown.incident_graph import Passing, drawn, told
from riwaya.export.shown.incident_tolls import OPEN, TICK, WIDE, bar_of
from riwaya.records.decision import Decision
from riwaya.store.fusion_tables import incidents
from riwaya.store.incident_search import claims_of_incident, incident_named
from riwaya.store.tables import reports
from riwaya.store.turns import turn
from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.workspace import judgements
from riwaya.workspace.keeping import decide
from riwaya.workspace.workspace import Workspace
from tests.web.conftest import Served, csrf_of


def ids(workspace: Workspace) -> list[str]:
    """The incidents, the most told first."""
    with workspace.engine.connect() as connection:
        query = select(incidents.c.id).order_by(
            incidents.c.reports.desc(), incidents.c.claims.desc(), incidents.c.id
        )
        return list(connection.execute(query).scalars())


def keys(workspace: Workspace, id_: str) -> list[str]:
    """The claims of an incident, as "report/claim"."""
    with workspace.engine.connect() as connection:
        row = incident_named(connection, id_)
        assert row is not None
        names = {r.n: r.id for r in connection.execute(select(reports.c.n, reports.c.id))}
        return [f"{names[c.report_n]}/{c.claim}" for c in claims_of_incident(connection, row.n)]


def seen(html: str) -> str:
    found = re.search(r'name="seen" value="(i\w+@\w+)"', html)
    assert found is not None
    return found[1]


@pytest.fixture
def market(workspace: Workspace) -> str:
    """The strike on the market, which four reports tell."""
    return ids(workspace)[0]


def test_accounts_tolls_origins_and_reports_are_there(desk_client: TestClient, market: str) -> None:
    html = desk_client.get(f"/incidents/{market}").text
    assert "Syrian Observatory for Human Rights" in html
    assert 'class="words" lang="ar"' in html
    assert "<mark>" in html
    assert 'class="graph"' in html
    assert "Range" in html
    assert "Majority" in html
    assert re.search(r"/reports/[\w-]+#c\d", html)
    assert "0 of" in html
    assert "style=" not in html.replace("stylesheet", "")


def test_arabic_is_mirrored_and_has_no_english_labels(desk_client: TestClient, market: str) -> None:
    desk_client.cookies.set("language", "ar")
    html = desk_client.get(f"/incidents/{market}").text
    assert 'dir="rtl"' in html
    assert "الروايات جنباً إلى جنب" in html
    assert "The accounts side by side" not in html
    assert "incident." not in re.sub(r"/static/[^\"]*", "", html)


def test_two_are_made_one_and_two_again(
    desk_client: TestClient, workspace: Workspace, market: str
) -> None:
    other = ids(workspace)[1]
    nearby = desk_client.get(f"/incidents/{market}/nearby", params={"q": other}).text
    theirs = re.search(r'name="other" value="([^"]+)"', nearby)
    assert theirs is not None
    before = set(keys(workspace, market)), set(keys(workspace, other))
    answer = desk_client.post(
        f"/incidents/{market}/judge/same",
        data={"seen": seen(nearby), "other": theirs[1], "note": "one market"},
        headers=csrf_of(desk_client), follow_redirects=False,
    )  # fmt: skip
    assert answer.status_code == 303
    there = answer.headers["location"]
    page = desk_client.get(there).text
    assert set(keys(workspace, there.rpartition("/")[2])) == before[0] | before[1]
    assert "They are one incident now." in page
    assert "one market" in page
    # The ids of both lead to the one that there is now.
    for id_ in (market, other):
        assert str(desk_client.get(f"/incidents/{id_}").url).endswith(there)
    undo = re.search(rf'action="({there}/undo/\w+)"', page)
    assert undo is not None
    desk_client.post(undo[1], headers=csrf_of(desk_client))
    assert (set(keys(workspace, market)), set(keys(workspace, other))) == before


def test_ticked_claims_are_split_off(
    desk_client: TestClient, workspace: Workspace, market: str
) -> None:
    every = keys(workspace, market)
    report = every[0].partition("/")[0]
    out = [key for key in every if key.startswith(f"{report}/")]
    mark = seen(desk_client.get(f"/incidents/{market}").text)
    answer = desk_client.post(
        f"/incidents/{market}/split", data={"seen": mark, "claim": out},
        headers=csrf_of(desk_client), follow_redirects=False,
    )  # fmt: skip
    assert answer.status_code == 303
    new = answer.headers["location"].rpartition("/")[2]
    assert sorted(keys(workspace, new)) == sorted(out)
    rest = next(i for i in ids(workspace) if set(keys(workspace, i)) == set(every) - set(out))
    assert rest != new


def test_a_whole_account_is_split_off(
    desk_client: TestClient, workspace: Workspace, market: str
) -> None:
    html = desk_client.get(f"/incidents/{market}").text
    account = re.search(r'name="account" value="([^"]+)"', html)
    assert account is not None
    count = len(ids(workspace))
    answer = desk_client.post(
        f"/incidents/{market}/split", data={"seen": seen(html), "account": account[1]},
        headers=csrf_of(desk_client),
    )  # fmt: skip
    assert answer.status_code == 200
    assert len(ids(workspace)) == count + 1


def test_what_changed_meanwhile_is_a_conflict(
    desk_client: TestClient, workspace: Workspace, market: str
) -> None:
    mark = seen(desk_client.get(f"/incidents/{market}").text)
    every = keys(workspace, market)
    with turn(workspace.engine) as connection:
        judgements.split(connection, market, every[:1], by="somebody else")
    from riwaya.workspace.fusing import fuse  # noqa: PLC0415

    fuse(workspace)
    answer = desk_client.post(
        f"/incidents/{market}/split", data={"seen": mark, "claim": every[1:2]},
        headers=csrf_of(desk_client),
    )  # fmt: skip
    assert answer.status_code == 409
    assert "look at it again" in answer.text


def test_nothing_ticked_is_said(desk_client: TestClient, market: str) -> None:
    mark = seen(desk_client.get(f"/incidents/{market}").text)
    answer = desk_client.post(
        f"/incidents/{market}/split", data={"seen": mark}, headers=csrf_of(desk_client)
    )
    assert answer.status_code == 400
    assert "choose some of them" in answer.text


def test_a_form_that_is_not_ours_is_refused(desk_client: TestClient, market: str) -> None:
    for path in ("split", "grade", "judge/same", "undo/abc"):
        assert desk_client.post(f"/incidents/{market}/{path}", data={}).status_code in {403, 422}


def test_a_grade_is_accepted_and_that_undone(desk_client: TestClient, market: str) -> None:
    html = desk_client.get(f"/incidents/{market}").text
    form = {
        name: re.search(rf'name="{name}" value="([^"]+)"', html)[1]  # type: ignore[index]
        for name in ("seen", "airwars", "admiralty")
    }
    page = desk_client.post(
        f"/incidents/{market}/grade", data=form, headers=csrf_of(desk_client)
    ).text
    assert "Accepted by tester" in page
    undo = re.search(rf'action="(/incidents/{market}/grade/undo/\w+)"', page)
    assert undo is not None
    page = desk_client.post(undo[1], headers=csrf_of(desk_client)).text
    assert "Accepted by" not in page
    stale = form | {"airwars": "confirmed" if form["airwars"] != "confirmed" else "weak"}
    answer = desk_client.post(
        f"/incidents/{market}/grade", data=stale, headers=csrf_of(desk_client)
    )
    assert answer.status_code == 409


def test_only_what_was_reviewed(desk_client: TestClient, workspace: Workspace, market: str) -> None:
    page = desk_client.get(f"/incidents/{market}", params={"reviewed": "1"}).text
    assert "Nothing of this incident has been reviewed" in page
    with workspace.engine.begin() as connection:
        row = incident_named(connection, market)
        assert row is not None
        claim = claims_of_incident(connection, row.n)[0]
        report = connection.execute(
            select(reports.c.id).where(reports.c.n == claim.report_n)
        ).scalar_one()
        decide(connection, [Decision(
            report=report, anchor=claim.anchor, verdict="accept", author="anna", made_at="2026",
        )])  # fmt: skip
    page = desk_client.get(f"/incidents/{market}", params={"reviewed": "1"}).text
    assert "1 of 1 claims reviewed" in page
    assert "anna" in desk_client.get(f"/incidents/{market}").text


def test_an_unknown_incident_says_so(desk_client: TestClient) -> None:
    answer = desk_client.get("/incidents/i000000000000")
    assert answer.status_code == 404
    assert "no such incident any more" in answer.text


def test_points_have_their_uncertainty(desk_client: TestClient, market: str) -> None:
    points = desk_client.get(f"/incidents/{market}/points").json()
    assert points[0]["id"] == market
    assert points[0]["km"] > 0


def test_in_public_no_text_no_claims_links_no_forms(workspace: Workspace, market: str) -> None:
    config = Config(port=8765, public=True, unreviewed=True)
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        page = client.get(f"/incidents/{market}")
        assert page.status_code == 200
        assert "blockquote" not in page.text
        assert "/reports/" not in page.text
        assert "<form" not in page.text.partition("<main")[2].partition("</main")[0]
        assert 'class="gloss"' in page.text
        assert client.get(f"/incidents/{market}/points").status_code == 200
        assert client.get(f"/incidents/{market}/nearby").status_code == 403
        assert client.post(f"/incidents/{market}/split").status_code in {403, 422}


def test_a_number_lies_on_its_scale_and_what_is_open_fades() -> None:
    whole = bar_of((10, 20), 20)
    assert whole is not None
    assert 0 < whole.x < whole.x + whole.width < WIDE
    one = bar_of((20, 20), 20)
    assert one is not None
    assert one.width == TICK
    least = bar_of((20, None), 20)
    assert least is not None
    assert (least.below, least.above) == (0, OPEN)
    assert bar_of((None, None), 20) is None


def test_who_passes_on_whom_is_drawn_both_ways() -> None:
    passing = Passing()
    passing.way("r1", (0, "a", "A"), (1, "m", "M"), (2, "x", "X"))
    passing.way("r2", (0, "a", "A"), (2, "y", "Y"))
    graph = drawn(passing, mirrored=False)
    at = {node.key: node.x for node in graph.nodes}
    assert at["a"] < at["m"] < at["x"] == at["y"]
    mirrored = {node.key: node.x for node in drawn(passing, mirrored=True).nodes}
    assert mirrored["a"] > mirrored["m"] > mirrored["x"]
    assert len(graph.lines) == 3
    assert told(passing)[0] == ("A", [("M", 1), ("Y", 1)])


def test_by_keyboard_and_mouse_in_a_browser(
    browser_page: Page, served: Served, workspace: Workspace
) -> None:
    """Tick an account, split it off, undo it from the message."""
    id_ = ids(workspace)[0]
    before = {i: set(keys(workspace, i)) for i in ids(workspace)}
    browser_page.goto(f"{served.url}/incidents/{id_}")
    browser_page.wait_for_selector("#incident-map .spot")
    assert browser_page.locator(".split button").is_disabled()
    browser_page.locator('input[name="account"]').first.check()
    assert "claims chosen" in browser_page.locator("#ticked").inner_text()
    browser_page.locator(".split button").click()
    browser_page.wait_for_selector("#said form")
    assert len(ids(workspace)) == len(before) + 1
    # The answer is a page of its own: its keys work once its scripts have run.
    browser_page.wait_for_load_state("load")
    browser_page.keyboard.press("u")
    browser_page.wait_for_url("**/incidents/*")
    browser_page.wait_for_selector("#said >> text=Taken back")
    assert {i: set(keys(workspace, i)) for i in ids(workspace)} == before


def test_another_incident_is_searched_for_and_put_together(
    browser_page: Page, served: Served, workspace: Workspace
) -> None:
    id_, other = ids(workspace)[:2]
    both = set(keys(workspace, id_)) | set(keys(workspace, other))
    browser_page.goto(f"{served.url}/incidents/{id_}")
    browser_page.locator("#judge").scroll_into_view_if_needed()
    browser_page.locator("#nearby-q").fill(f"{served.url}/incidents/{other}")
    browser_page.wait_for_selector(f"#nearby a[href='/incidents/{other}']")
    browser_page.locator("#nearby button", has_text="The same").click()
    browser_page.wait_for_selector("#said form")
    assert both in [set(keys(workspace, one)) for one in ids(workspace)]


def test_nothing_is_wider_than_a_small_screen(
    browser_page: Page, served: Served, workspace: Workspace
) -> None:
    browser_page.set_viewport_size({"width": 360, "height": 740})
    browser_page.goto(f"{served.url}/incidents/{ids(workspace)[0]}")
    browser_page.wait_for_selector(".switch [data-account='all']:not([hidden])")
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 360
    browser_page.locator(".switch a").nth(1).click()
    assert browser_page.locator(".account:visible").count() == 1
