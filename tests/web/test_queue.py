"""The queue in the browser's eyes: one key each, the next at once, nothing lost between people."""

import re
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from lxml.html import document_fromstring
from playwright.sync_api import Page, expect

from riwaya.store.turns import turn
from riwaya.workspace.desk_settings import DeskSettings, put_desk_settings
from tests.web.conftest import csrf_of

HTMX = {"hx-request": "true"}


def hand(page: str) -> dict[str, str]:
    """The fields of the claim at hand."""
    found = dict(re.findall(r'name="(report|anchor|seen)" value="([^"]+)"', page))
    assert set(found) == {"report", "anchor", "seen"}, page
    return found


def post(client: TestClient, path: str, data: dict[str, str], *, htmx: bool = True):
    headers = csrf_of(client) | (HTMX if htmx else {})
    return client.post(path, data=data, headers=headers, follow_redirects=False)


def left(page: str) -> int:
    return int(re.search(r"Claims left: ([\d,]+)", page)[1].replace(",", ""))


def test_the_claim_at_hand_comes_with_its_words_and_reasons(desk_client: TestClient) -> None:
    page = desk_client.get("/queue").text
    assert "No other claim of the incident gives a higher number" in page
    assert 'class="mark r-trigger"' in page
    assert 'data-hotkey="a"' in page
    assert "second" not in page.lower()


def test_a_decision_brings_the_next_and_undo_brings_it_back(desk_client: TestClient) -> None:
    page = desk_client.get("/queue").text
    first = hand(page)
    answer = post(desk_client, "/queue/accept", first)
    assert answer.status_code == 200
    assert "Accepted:" in answer.text
    assert left(answer.text) == left(page) - 1
    assert (
        hand(answer.text)["anchor"] + hand(answer.text)["report"]
        != first["anchor"] + first["report"]
    )
    assert "Yours today: 1" in answer.text
    undone = post(desk_client, "/queue/undo", {})
    assert hand(undone.text) == first
    assert left(undone.text) == left(page)
    again = post(desk_client, "/queue/undo", {})
    assert again.status_code == 400


def test_without_scripts_the_page_follows(desk_client: TestClient) -> None:
    answer = post(
        desk_client,
        "/queue/reject?event=kill",
        hand(desk_client.get("/queue?event=kill").text),
        htmx=False,
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/queue?event=kill"
    page = desk_client.get(answer.headers["location"]).text
    assert "Rejected:" in page
    assert 'action="/queue/undo"' in page


def test_skipped_claims_come_last(desk_client: TestClient) -> None:
    first = hand(desk_client.get("/queue").text)
    answer = post(desk_client, "/queue/skip", first)
    assert hand(answer.text) != first
    assert hand(desk_client.get("/queue").text) == hand(answer.text)


def test_what_others_decided_meanwhile_is_shown_and_kept(desk_client: TestClient) -> None:
    first = hand(desk_client.get("/queue").text)
    other = desk_client.post(
        f"/reports/{first['report']}/claims/{first['anchor']}/reject",
        data={"seen": first["seen"]},
        headers=csrf_of(desk_client),
        follow_redirects=False,
    )
    assert other.status_code in {200, 303}
    answer = post(desk_client, "/queue/accept", first)
    assert "meanwhile" in answer.text
    assert hand(answer.text)["anchor"] == first["anchor"]
    assert post(desk_client, "/queue/accept", first, htmx=False).status_code == 409


def test_the_list_leads_to_each_claim(desk_client: TestClient) -> None:
    page = desk_client.get("/queue/list").text
    links = re.findall(r'href="(/queue\?at=[^"]+)"', page)
    assert len(links) >= 10
    there = desk_client.get(links[3]).text
    fields = hand(there)
    assert f"{fields['report']}/{fields['anchor']}" in unquote(links[3])


def test_the_effect_of_rejecting(desk_client: TestClient) -> None:
    page = desk_client.get("/queue").text
    part = desk_client.get(re.search(r'hx-get="(/queue/effect[^"]+)"', page)[1]).text
    assert "Without it" in part
    assert 'class="moves"' in part
    assert "part of no incident" in desk_client.get("/queue/effect?claim=1").text


@pytest.mark.parametrize(
    "path",
    ["/queue?at=nothing", "/queue?at=a/b/c", "/queue?event=kill&page=3", "/queue/list?page=999"],
)
def test_odd_addresses_do_no_harm(desk_client: TestClient, path: str) -> None:
    assert desk_client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/queue?event=nonsense", "/queue/effect?claim=x", "/queue?since=never"]
)
def test_wrong_addresses_are_said_so(desk_client: TestClient, path: str) -> None:
    assert desk_client.get(path).status_code == 400


def test_nothing_is_left_when_all_is_decided(desk_client: TestClient) -> None:
    page = desk_client.get("/queue").text
    for _ in range(left(page)):
        page = post(desk_client, "/queue/accept", hand(page)).text
    assert "Nothing waits for review" in page


def test_with_one_reader_nothing_of_the_second_shows(desk_client: TestClient) -> None:
    for path in ("/queue/second", "/queue/agreement"):
        assert desk_client.get(path).status_code == 404


@pytest.fixture
def two(desk_client: TestClient) -> TestClient:
    """A desk where two people read each claim; another person has decided about one."""
    workspace = desk_client.app.state.office.workspace
    with turn(workspace.engine) as connection:
        put_desk_settings(connection, DeskSettings(readers=2))
    return desk_client


def decided_by(client: TestClient, name: str, verdict: str) -> dict[str, str]:
    """Another person decides about the first claim of the queue."""
    office = client.app.state.office
    fields = hand(client.get("/queue").text)
    mine, office.workspace.by = office.workspace.by, name
    try:
        assert post(client, f"/queue/{verdict}", fields).status_code == 200
    finally:
        office.workspace.by = mine
    return fields


def test_the_second_reader_is_blind(two: TestClient) -> None:
    fields = decided_by(two, "ben", "reject")
    page = two.get("/queue/second").text
    assert hand(page)["anchor"] == fields["anchor"]
    assert "ben" not in page
    assert not re.search(r"badge (rejected|accepted|corrected)", page)
    assert f"/reports/{fields['report']}" not in page
    own = decided_by(two, two.app.state.office.workspace.by, "accept")
    assert f'value="{own["anchor"]}"' not in two.get("/queue/second").text


def test_a_second_reading_is_kept_compared_and_settled(two: TestClient) -> None:
    decided_by(two, "ben", "reject")
    fields = hand(two.get("/queue/second").text)
    answer = post(two, "/queue/second/accept", fields)
    assert "Your reading is kept" in answer.text
    assert "No second reading waits" in answer.text
    page = two.get("/queue/agreement").text
    assert "Disagreements to settle: 1" in page
    assert "Cohen" in page
    second = re.search(r'name="second" value="([0-9a-f]{64})"', page)[1]
    assert (
        post(two, "/queue/settle", {"second": second, "whose": "second", "note": ""}).status_code
        == 400
    )
    done = post(
        two,
        "/queue/settle",
        {"second": second, "whose": "second", "note": "it is there"},
        htmx=False,
    )
    assert done.status_code == 303
    assert "All disagreements are settled" in two.get("/queue/agreement").text
    assert "accepted" in two.get(f"/reports/{fields['report']}").text


def test_a_second_reading_can_be_taken_back(two: TestClient) -> None:
    decided_by(two, "ben", "accept")
    fields = hand(two.get("/queue/second").text)
    post(two, "/queue/second/reject", fields)
    assert hand(post(two, "/queue/second/undo", {}).text) == fields


def test_a_second_reader_corrects_in_a_form(two: TestClient) -> None:
    decided_by(two, "ben", "accept")
    fields = hand(two.get("/queue/second").text)
    way = f"/queue/second/{fields['report']}/{fields['anchor']}"
    form = next(one for one in document_fromstring(two.get(way).text).forms if one.action == way)
    sent = dict(form.form_values())
    sent["polarity"] = "negated" if sent["polarity"] == "affirmed" else "affirmed"
    done = two.post(way, data=sent, headers=csrf_of(two), follow_redirects=False)
    assert done.status_code == 303, done.text
    page = two.get("/queue/agreement").text
    assert "Disagreements to settle: 1" in page
    assert "negated" in page
    assert two.get(way).status_code == 404  # it waits no more


def test_nobody_reads_their_own_claim_a_second_time(two: TestClient) -> None:
    fields = hand(two.get("/queue").text)
    post(two, "/queue/accept", fields)
    seen = fields | {"seen": fields["seen"].partition(".")[0]}
    assert post(two, "/queue/second/accept", seen).status_code == 400


def test_keys_in_the_browser(browser_page: Page) -> None:
    page = browser_page
    root = "/".join(page.url.split("/")[:3])
    page.goto(f"{root}/queue")
    start = int(re.search(r"\d+", page.locator(".tally b").inner_text())[0])
    expect(page.locator(".effect table")).to_be_visible()
    heading = page.locator("#hand-h")
    page.keyboard.press("a")
    expect(page.locator("#told")).to_contain_text("Accepted")
    expect(heading).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator("#told")).to_contain_text("Rejected")
    expect(page.locator(".tally b")).to_have_text(f"Claims left: {start - 2}")
    page.keyboard.press("u")
    expect(page.locator("#told")).to_contain_text("Taken back")
    expect(page.locator(".tally b")).to_have_text(f"Claims left: {start - 1}")
    page.keyboard.press("s")
    expect(page.locator("#told")).to_contain_text("Put off")
    page.keyboard.press("c")
    page.wait_for_url(re.compile(r".*/reports/.*"))
