"""Reports at the desk: the list, the text with its claims, decisions, versions, custody."""

import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from riwaya.store.tables import reports
from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.workspace.report_in_full import ReportInFull, Standing, report_in_full
from riwaya.workspace.workspace import Workspace
from tests.imports.tables import acled
from tests.web.conftest import csrf_of

TOLL = "مقتل 14 مدنياً"


def whole(workspace: Workspace, outlet: str = "صدى الشمال") -> ReportInFull:
    """The report of an outlet about the market."""
    with workspace.engine.connect() as connection:
        rows = connection.execute(reports.select().where(reports.c.outlet == outlet)).all()
        row = next(row for row in rows if "معرة النعمان" in (row.text or "معرة النعمان"))
        found = report_in_full(connection, workspace.archive, row.id)
    assert found is not None
    return found


def killing(report: ReportInFull) -> Standing:
    return next(one for one in report.claims if one.one.claim.event == "kill")


def way(report: ReportInFull, rest: str = "") -> str:
    return f"/reports/{report.row.id}{rest}"


def claim_way(report: ReportInFull, one: Standing, rest: str = "") -> str:
    return way(report, f"/claims/{one.one.anchor}{rest}")


def fields_of(client: TestClient, address: str) -> dict[str, str]:
    """The fields of the correction's form, as a browser without scripts would send them."""
    html = client.get(address).text
    form = re.search(r'<form class="correct".*?</form>', html, re.DOTALL)
    assert form is not None
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        name, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            sent[name[1]] = unescape(value[1]) if value else ""
    for name, body in re.findall(r'<select name="([^"]+)">(.*?)</select>', form[0], re.DOTALL):
        options = re.findall(r'<option value="([^"]*)"( selected)?', body)
        sent[name] = next((value for value, chosen in options if chosen), options[0][0])
    return sent


def test_the_list_is_filtered(desk_client: TestClient) -> None:
    everything = desk_client.get("/reports")
    assert everything.text.count("<tr>") == 11
    assert desk_client.get("/reports?outlet=صدى الشمال").text.count("<tr>") == 3
    assert desk_client.get("/reports?since=2016-06-01&until=2016-06-30").text.count("<tr>") == 2
    assert desk_client.get("/reports?until=2016-03-12").text.count("<tr>") == 3
    assert "معرة" in desk_client.get("/reports?words=سوق").text
    assert "No report fits" in desk_client.get("/reports?words=xyzzy").text
    assert desk_client.get("/reports?since=tomorrow").status_code == 400
    assert desk_client.get("/reports?page=0").status_code == 400
    assert desk_client.get("/reports?words=%25' OR 1=1--").status_code == 200


def test_the_text_stands_in_runs_that_know_their_offsets(
    desk_client: TestClient, workspace: Workspace
) -> None:
    report = whole(workspace)
    html = desk_client.get(way(report)).text
    assert report.text is not None
    runs = re.findall(r'data-s="(\d+)"[^>]*>([^<]*)<', html)
    assert len(runs) > 5
    for start, said in runs:
        words = unescape(said)
        assert report.text[int(start) :].startswith(words)
    for one in report.claims:
        assert f'id="{one.one.claim.id}"' in html
        assert f'id="{one.one.claim.id}-words"' in html


def test_reports_that_are_not_there(desk_client: TestClient, workspace: Workspace) -> None:
    report = whole(workspace)
    for path in (
        "/reports/r0", "/reports/r0/versions", "/reports/r0/custody",
        way(report, "/claims/1-2"), way(report, "/claims/1-2/details"), way(report, "/original/99"),
    ):  # fmt: skip
        assert desk_client.get(path).status_code == 404, path


def test_accept_reject_and_undo(desk_client: TestClient, workspace: Workspace) -> None:
    report = whole(workspace)
    one = killing(report)
    for verdict, review in (("accept", "accepted"), ("reject", "rejected")):
        now = killing(whole(workspace))
        answer = desk_client.post(
            claim_way(report, one, f"/{verdict}"),
            data={"seen": now.seen}, headers=csrf_of(desk_client),
        )  # fmt: skip
        assert answer.status_code == 200
        assert killing(whole(workspace)).one.review == review
        undo = re.search(r'action="(/reports/[^"]+/undo[^"]*)"', answer.text)
        assert undo is not None
        desk_client.post(unescape(undo[1]), headers=csrf_of(desk_client))
        assert killing(whole(workspace)).one.review == "open"


def test_a_script_gets_the_card_alone(desk_client: TestClient, workspace: Workspace) -> None:
    report = whole(workspace)
    answer = desk_client.post(
        claim_way(report, killing(report), "/accept"),
        data={"seen": killing(report).seen},
        headers=csrf_of(desk_client) | {"hx-request": "true"},
    )
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<article")
    assert "<html" not in answer.text
    assert "accepted" in answer.text


def test_a_wrong_toll_is_corrected_without_scripts(
    desk_client: TestClient, workspace: Workspace
) -> None:
    report = whole(workspace)
    one = killing(report)
    sent = fields_of(desk_client, claim_way(report, one))
    assert sent["quantities.0.number"] == "14"
    answer = desk_client.post(
        claim_way(report, one, "/correct"),
        data=sent | {"quantities.0.number": "50"}, headers=csrf_of(desk_client),
    )  # fmt: skip
    assert answer.status_code == 200
    assert "Saved:" in answer.text
    now = killing(whole(workspace))
    assert (now.one.claim.quantities[0].low, now.one.review) == (50, "corrected")
    assert now.one.claim.quantities[0].text == "14"
    assert now.one.claim.places == one.one.claim.places
    undo = re.search(r'action="(/reports/[^"]+/undo[^"]*)"', answer.text)
    assert undo is not None
    desk_client.post(unescape(undo[1]), headers=csrf_of(desk_client))
    assert killing(whole(workspace)).one.claim == one.one.claim


def test_a_form_left_alone_is_no_correction(desk_client: TestClient, workspace: Workspace) -> None:
    report = whole(workspace)
    for one in report.claims:
        sent = fields_of(desk_client, claim_way(report, one))
        answer = desk_client.post(
            claim_way(report, one, "/correct"), data=sent, headers=csrf_of(desk_client)
        )
        assert answer.status_code == 400
        assert "nothing was changed" in answer.text
    assert whole(workspace) == report


def test_what_is_wrong_is_said_and_the_form_kept(
    desk_client: TestClient, workspace: Workspace
) -> None:
    report = whole(workspace)
    one = killing(report)
    sent = fields_of(desk_client, claim_way(report, one))
    wrong = {"quantities.0.number": "many", "note": "<b>why</b>", "time.7.at": "9-3"}
    answer = desk_client.post(
        claim_way(report, one, "/correct"), data=sent | wrong, headers=csrf_of(desk_client)
    )
    assert answer.status_code == 400
    assert "&#39;many&#39; is no number" in answer.text
    assert "&lt;b&gt;why&lt;/b&gt;" in answer.text
    assert 'value="many"' in answer.text


def test_other_words_are_read_anew(desk_client: TestClient, workspace: Workspace) -> None:
    """The words of the number are moved, the number itself left alone: it is read from them."""
    report = whole(workspace)
    one = killing(report)
    assert report.text is not None
    start = report.text.index("30")
    sent = fields_of(desk_client, claim_way(report, one))
    desk_client.post(
        claim_way(report, one, "/correct"),
        data=sent | {"quantities.0.at": f"{start}-{start + 2}"}, headers=csrf_of(desk_client),
    )  # fmt: skip
    number = killing(whole(workspace)).one.claim.quantities[0]
    assert (number.start, number.low, number.high) == (start, 30, 30)


def test_a_missing_claim_is_added(desk_client: TestClient, workspace: Workspace) -> None:
    report = whole(workspace)
    assert report.text is not None
    start = report.text.index("سوقاً")
    address = way(report, "/claims/new")
    sent = fields_of(desk_client, f"{address}?start={start}&end={start + 5}")
    assert sent["trigger.0.words"] == "سوقاً"
    refused = desk_client.post(address, data=sent, headers=csrf_of(desk_client))
    assert refused.status_code == 400
    more = {"event": "damage", "agents.0.words": "روسية"}
    answer = desk_client.post(address, data=sent | more, headers=csrf_of(desk_client))
    assert "Added:" in answer.text
    added = next(one for one in whole(workspace).claims if one.one.anchor.startswith("added"))
    assert (added.one.claim.event, added.one.claim.trigger.start) == ("damage", start)
    assert added.one.claim.agents[0].entity == "russia"
    undo = re.search(r'action="(/reports/[^"]+/undo[^"]*)"', answer.text)
    assert undo is not None
    gone = desk_client.post(unescape(undo[1]), headers=csrf_of(desk_client))
    assert "the claim is gone again" in gone.text
    assert whole(workspace).claims == report.claims


def test_two_people_at_one_claim(desk_client: TestClient, workspace: Workspace) -> None:
    report = whole(workspace)
    one = killing(report)
    mine = fields_of(desk_client, claim_way(report, one)) | {"quantities.0.number": "15"}
    theirs = mine | {"quantities.0.number": "50", "stance": "confirms"}
    correct = claim_way(report, one, "/correct")
    assert desk_client.post(correct, data=theirs, headers=csrf_of(desk_client)).status_code == 200
    answer = desk_client.post(correct, data=mine, headers=csrf_of(desk_client))
    assert answer.status_code == 409
    for said in ("killed 14", "killed 50", "killed 15", "Put mine over it"):
        assert said in answer.text
    assert killing(whole(workspace)).one.claim.quantities[0].low == 50
    form = re.search(r'<form[^>]*class="over".*?</form>', answer.text, re.DOTALL)
    assert form is not None
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
    sent = {name: unescape(value) for name, value in hidden}
    assert desk_client.post(correct, data=sent, headers=csrf_of(desk_client)).status_code == 200
    now = killing(whole(workspace)).one.claim
    assert (now.quantities[0].low, now.stance) == (15, "confirms")


@pytest.mark.parametrize("verdict", ["accept", "reject", "reopen"])
def test_a_verdict_on_what_has_changed_meanwhile(
    desk_client: TestClient, workspace: Workspace, verdict: str
) -> None:
    report = whole(workspace)
    one = killing(report)
    sent = fields_of(desk_client, claim_way(report, one)) | {"quantities.0.number": "50"}
    desk_client.post(claim_way(report, one, "/correct"), data=sent, headers=csrf_of(desk_client))
    answer = desk_client.post(
        claim_way(report, one, f"/{verdict}"),
        data={"seen": one.seen}, headers=csrf_of(desk_client) | {"hx-request": "true"},
    )  # fmt: skip
    assert answer.status_code == 409
    assert "killed 50" in answer.text
    assert len(killing(whole(workspace)).one.decisions) == 1


def test_hostile_fields_are_refused_or_harmless(
    desk_client: TestClient, workspace: Workspace
) -> None:
    report = whole(workspace)
    one = killing(report)
    sent = fields_of(desk_client, claim_way(report, one))
    for hostile in (
        {"event": "<script>"}, {"agents.0.at": "0-999999999"}, {"agents.0.at": "x"},
        {"places.0.entity": "'; DROP TABLE claims;--"}, {"note": "\x00" * 9}, {"seen": "x" * 9000},
        {"quantities.0.number": "9" * 5000}, {"quantities.0.said": "}{"}, {"trigger.0.at": ""},
        {f"agents.{n}.words": "روسية" for n in range(99)}, {"time.0.days": "2016-13-45"},
    ):  # fmt: skip
        answer = desk_client.post(
            claim_way(report, one, "/correct"), data=sent | hostile, headers=csrf_of(desk_client)
        )
        assert answer.status_code in {200, 400, 409}, hostile
        assert "<script>alert" not in answer.text


def test_a_redacted_report_says_so(desk_client: TestClient, workspace: Workspace) -> None:
    report = whole(workspace)
    with workspace.engine.begin() as connection:
        connection.execute(update(reports).where(reports.c.n == report.row.n).values(text=None))
    desk_client.app.state.office.memory.forget()
    html = desk_client.get(way(report)).text
    assert "Redacted" in html
    assert "data-quick" not in html
    answer = desk_client.post(
        claim_way(report, killing(report), "/accept"),
        data={"seen": killing(report).seen}, headers=csrf_of(desk_client),
    )  # fmt: skip
    assert answer.status_code == 400


def test_the_original_is_only_ever_a_file(desk_client: TestClient, workspace: Workspace) -> None:
    report = whole(workspace)
    custody = desk_client.get(way(report, "/custody"))
    assert report.sightings[0].take.raw_sha256 in custody.text
    assert "take_in" in custody.text
    answer = desk_client.get(way(report, f"/original/{report.sightings[0].take.n}"))
    blob = workspace.archive.path(report.sightings[0].take.raw_sha256)
    assert answer.content == blob.read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert re.fullmatch(
        r'attachment; filename="[A-Za-z0-9._-]+\.original"', answer.headers["content-disposition"]
    )
    other = whole(workspace, "المرفأ")
    foreign = way(report, f"/original/{other.sightings[0].take.n}")
    assert desk_client.get(foreign).status_code == 404


def test_versions_are_compared(desk_client: TestClient, workspace: Workspace) -> None:
    report = whole(workspace)
    assert "Only one version" in desk_client.get(way(report, "/versions")).text
    source = Path(report.sightings[0].take.source)
    assert report.text is not None
    kept = source.read_text(encoding="utf-8")
    source.write_text(report.text.replace("14", "19"), encoding="utf-8")
    try:
        workspace.add([source], outlet="صدى الشمال", published="2016-03-12", jobs=1)
    finally:
        source.write_text(kept, encoding="utf-8")
    assert len(whole(workspace).versions) == 2
    html = desk_client.get(way(report, "/versions")).text
    assert re.search(r"<(del|ins)>(14|19)\s*</", html)
    assert "Claims that went or came" in html
    assert "Versions: 2" in desk_client.get("/reports?outlet=صدى الشمال").text


def test_nothing_of_it_is_published(workspace: Workspace) -> None:
    report = whole(workspace)
    config = Config(port=8766, public=True)
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        for path in ("", "/versions", "/custody", "/claims/new", "/original/1"):
            assert client.get(way(report, path)).status_code in {403, 404}
        assert client.get("/reports").status_code == 404
        one = killing(report)
        answer = client.post(claim_way(report, one, "/accept"), data={"seen": one.seen})
        assert answer.status_code in {403, 404}


def test_a_dataset_s_row_is_english_and_says_that_no_model_read_it(
    desk_client: TestClient, workspace: Workspace, tmp_path: Path
) -> None:
    table = tmp_path / "acled.csv"
    table.write_text(acled({}), "utf-8")
    workspace.add([table], jobs=1)
    with workspace.engine.connect() as connection:
        (id_,) = connection.execute(
            select(reports.c.id).where(reports.c.outlet == "ACLED")
        ).scalars()
    html = desk_client.get(f"/reports/{id_}").text
    assert 'id="text" lang="en" dir="ltr"' in html
    assert "claims come from the row&#39;s codes, not from the model" in html
    assert "Syrian Observatory for Human Rights" in html
