"""Hostile text that is stored shows as text in a real browser: nothing runs, nothing is fetched.

`browser_page` fails for errors of scripts, refusals of the policy, and requests that leave the desk.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from riwaya.store.tables import reports
from riwaya.store.turns import turn
from riwaya.workspace.desk_settings import DeskSettings, put_desk_settings
from riwaya.workspace.people import add_person
from riwaya.workspace.workspace import Workspace
from tests.cheap_passwords import PASSWORD, cheap_passwords
from tests.web.conftest import Served

SCRIPT = "</bdi></textarea></title><script>window.ran=1</script><img src=x onerror=window.ran=1>\"'><svg onload=window.ran=1>"
BIDI = "\u202eevil\u202c \u2067x\u2066"
TEXT = (
    f"دير الزور {SCRIPT} - قال المرصد السوري لحقوق الإنسان إن طائرات روسية شنت غارات على بلدة الميادين "
    f"يوم الجمعة، ما أدى إلى مقتل 12 مدنياً. {BIDI} {{{{7*191}}}} <b>خط</b>\n"
)
RAN = "window.ran"


@pytest.fixture
def hostile(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Before the desk is served: a hostile report, person, notice, and settings."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "<img src=x onerror=window.ran=1>.txt").write_text(TEXT, encoding="utf-8")
    added = workspace.add([folder], published="2016-03-12", outlet=SCRIPT, jobs=1)
    assert added.reports == 1
    with cheap_passwords():
        add_person(workspace.engine, "<svg onload=window.ran=1>", "admin", PASSWORD, by=SCRIPT)
    with turn(workspace.engine) as connection:
        put_desk_settings(connection, DeskSettings(readers=2, notice=SCRIPT, credit=SCRIPT))
    return workspace


def test_stored_text_shows_as_text(hostile: Workspace, served: Served, browser_page: Page) -> None:
    page = browser_page
    with hostile.engine.connect() as connection:
        id_ = connection.execute(select(reports.c.id).order_by(reports.c.n.desc())).scalar()
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    paths = [
        f"/reports/{id_}", "/reports", "/incidents", "/search", "/queue", "/sources", "/knowledge", "/people", "/settings",
        "/audit", "/me", f"/reports/{id_}/custody", f"/audit?person={SCRIPT}", f"/search?words={SCRIPT}", f"/knowledge?name={SCRIPT}",
        f"/reports?outlet={SCRIPT}", f"/incidents?words={SCRIPT}", f"/nothing/{SCRIPT}", f"/sources/{SCRIPT}",
    ]  # fmt: skip
    for path in paths:
        page.goto(served.url + path, wait_until="load")
        page.wait_for_timeout(150)
        assert page.evaluate(RAN) is None, path
        assert page.locator("main img[onerror], main svg[onload], main script").count() == 0, path
    page.goto(f"{served.url}/reports/{id_}")
    expect(page.locator("main")).to_contain_text("<script>window.ran=1</script>")
    expect(page.locator("main")).to_contain_text("{{7*191}}")


@pytest.mark.usefixtures("hostile")
def test_typed_text_shows_as_text(served: Served, browser_page: Page) -> None:
    page = browser_page
    page.goto(f"{served.url}/me")
    page.fill("input[name=name]", SCRIPT[:80])
    page.click("form[action='/me/keys'] button")
    expect(page.locator("main")).to_contain_text(SCRIPT[:80])
    page.goto(f"{served.url}/settings")
    page.fill("input[name=notice]", SCRIPT)
    page.fill("input[name=tiles]", "javascript:window.ran=1")
    page.click("main button.main")
    expect(page.locator("[role=alert].said")).to_be_visible()
    assert page.input_value("input[name=notice]") == SCRIPT
    page.goto(f"{served.url}/people")
    page.fill("form[action='/people/add'] input[name=name]", SCRIPT[:70])
    page.fill("form[action='/people/add'] input[name=password]", PASSWORD)
    page.click("form[action='/people/add'] button")
    expect(page.locator("main")).to_contain_text(SCRIPT[:70])
    expect(page.locator("#said")).to_contain_text(SCRIPT[:70])
    assert page.evaluate(RAN) is None
