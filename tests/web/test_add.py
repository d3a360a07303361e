"""Adding reports at the desk: what is given is read by a process beside the server."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from riwaya.web.job import Item, Job, make_job, progress_in
from tests.web.conftest import csrf_of

TEXT = (
    "حلب - قال الدفاع المدني إن طائرات حربية قصفت سوق الحراك يوم الثلاثاء، "
    "ما أدى إلى مقتل 9 مدنيين وإصابة 14 آخرين."
)


def send(client: TestClient, files: list | None = None, **fields: str) -> httpx.Response:
    """Send a form as a browser does, in parts."""
    parts = [(name, (None, value)) for name, value in fields.items()]
    return client.post(
        "/add", files=[*parts, *(files or [])], headers=csrf_of(client), follow_redirects=False
    )


def ended(client: TestClient, answer: httpx.Response) -> str:
    """The page part of a job once it has ended."""
    assert answer.status_code == 303, answer.text
    where = answer.headers["location"]
    for _ in range(600):
        page = client.get(f"{where}/progress").text
        if "hx-trigger" not in page:
            return page
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def until(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold within a while."""
    for _ in range(600):
        if holds():
            return True
        time.sleep(0.05)
    return False


def test_a_pasted_text_is_read_and_told_with_its_incident(desk_client: TestClient) -> None:
    sent = send(desk_client, way="text", text=TEXT, outlet="وكالة الحقل", published="2016-03-02")
    page = ended(desk_client, sent)
    assert "New reports: 1" in page
    report = re.search(r'href="(/reports/r[0-9a-f]+)"', page)
    assert report
    assert re.search(r'href="/incidents/[^"]+"', page)
    assert "independent origins: 1" in page


def test_the_same_text_again_is_known(desk_client: TestClient) -> None:
    ended(desk_client, send(desk_client, way="text", text=TEXT))
    page = ended(desk_client, send(desk_client, way="text", text=TEXT))
    assert "New reports: 0" in page
    assert "known already: 1" in page


def test_files_keep_their_names_but_not_their_folders(desk_client: TestClient) -> None:
    files = [
        ("files", ("../../etc/عاجل.txt", TEXT.encode(), "text/plain")),
        ("files", ("empty.txt", b"", "text/plain")),
        ("files", ("broken.pdf", b"%PDF-1.4 nothing", "application/pdf")),
    ]
    page = ended(desk_client, send(desk_client, files, way="files"))
    assert "New reports: 1" in page
    assert "empty.txt" in page
    assert "broken.pdf" in page
    workspace = desk_client.app.state.office.workspace
    with workspace.engine.connect() as connection:
        sources = set(connection.exec_driver_sql("select source from takes").scalars())
    assert "عاجل.txt" in sources
    place = workspace.folder.path / "desk" / "jobs"
    assert until(lambda: not list(place.glob("*/files")))


def test_a_page_of_a_private_address_is_not_fetched(desk_client: TestClient) -> None:
    page = ended(desk_client, send(desk_client, way="web", addresses="http://127.0.0.1:1/a"))
    assert "Nothing could be read" in page
    assert "127.0.0.1" in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"way": "text", "text": "  "}, "empty"),
        ({"way": "text", "text": TEXT, "published": "yesterday"}, "publication date"),
        ({"way": "text", "text": TEXT, "url": "javascript:alert(1)"}, "web address"),
        ({"way": "files"}, "nothing was given"),
        ({"way": "web", "addresses": "file:///etc/passwd"}, "only http"),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_form_is_kept(
    desk_client: TestClient, fields: dict[str, str], told: str
) -> None:
    answer = send(desk_client, **fields)
    assert answer.status_code == 400
    assert told in answer.text
    if fields.get("text", "").strip():
        assert TEXT[:40] in answer.text


def test_a_form_that_is_too_large_is_refused_unread(desk_client: TestClient) -> None:
    headers = csrf_of(desk_client) | {"content-length": str(10**10)}
    answer = desk_client.post("/add", content=b"", headers=headers)
    assert answer.status_code == 413


def test_titles_are_shown_as_text(desk_client: TestClient) -> None:
    page = ended(
        desk_client, send(desk_client, way="text", text=TEXT, title="<script>x()</script>")
    )
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_no_job_of_another_name_is_shown(desk_client: TestClient) -> None:
    for name in ("nothing", "..%2f..", "20260101T000000-aaaaaaaaaaaa"):
        assert desk_client.get(f"/add/{name}").status_code == 404


def test_a_job_that_a_killed_server_left_is_done_by_the_next(desk_client: TestClient) -> None:
    jobs = desk_client.app.state.office.background.jobs
    folder = jobs.new_folder()
    (folder / "files").mkdir()
    (folder / "files" / "0000.txt").write_text(TEXT, encoding="utf-8")
    item = Item(name="left.txt", file="files/0000.txt", locator="upload:left.txt")
    made = "2026-01-01T00:00:00+00:00"
    make_job(folder, Job(id=folder.name, by="anna", made_at=made, items=(item,)))
    jobs.resume()
    assert until(lambda: progress_in(folder).ended)
    result = progress_in(folder).result
    assert result is not None
    assert len(result.new) == 1


def test_three_reports_of_one_strike_in_the_browser(browser_page: Page, tmp_path: Path) -> None:
    page = browser_page
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/add")
    places = []
    for number in range(3):
        place = tmp_path / f"r{number}.txt"
        place.write_text(
            TEXT + f"\n{'وأضاف المصدر أن فرق الإسعاف وصلت.' * number}", encoding="utf-8"
        )
        places.append(place)
    page.set_input_files("input[type=file]", places)
    expect(page.locator(".chosen li")).to_have_count(3)
    page.get_by_role("button", name="Read these files").click()
    expect(page.locator("#job.done")).to_be_visible(timeout=30_000)
    expect(page.locator("#job")).to_contain_text("New reports: 3")
    expect(page.locator("#job .found").first).to_contain_text("Reports: 3")
    expect(page.locator("#job .found").first).to_contain_text("independent origins: 1")
