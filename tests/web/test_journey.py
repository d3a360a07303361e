"""Somebody who has never seen the desk: three reports, one incident, a wrong toll, a link."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from riwaya.workspace.workspace import Workspace
from tests.web.conftest import Served
from tests.web.small import REPORTS

#: All three give the Observatory's account of one strike.
THREE = ("market-1.txt", "market-2.txt")
THIRD = (
    "مرصد الجنوب", "2016-03-12",
    (
        "مقتل 14 مدنياً بغارة جوية روسية على السوق الشعبي في معرة النعمان أمس الجمعة، وإصابة نحو "
        "30 آخرين، وفق المرصد السوري لحقوق الإنسان.\n"
    ),
)  # fmt: skip
SLOW = 60_000


@pytest.fixture
def newcomer(browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, Served]]:
    """A browser at the printed address of a new workspace, and its desk."""
    with (
        Workspace.create(tmp_path / "new", by="tester") as workspace,
        Served(workspace) as served,
        browser.new_context(
            locale="en-GB", permissions=["clipboard-read", "clipboard-write"]
        ) as context,
    ):
        page = context.new_page()
        page.goto(served.enter)
        yield page, served


def paste(page: Page, outlet: str, published: str, text: str) -> None:
    form = page.locator("form.text")
    form.locator('[name="text"]').fill(text)
    form.locator('[name="outlet"]').fill(outlet)
    form.locator('[name="published"]').fill(published)
    form.locator("button.main").click()
    expect(page.locator("#job")).to_contain_text("New reports: 1", timeout=SLOW)


def test_three_reports_are_one_incident_and_a_wrong_toll_is_put_right(
    newcomer: tuple[Page, Served],
) -> None:
    page, served = newcomer
    page.wait_for_url("**/add")  # an empty desk begins here
    for outlet, published, text in (*(REPORTS[name] for name in THREE), THIRD):
        paste(page, outlet, published, text)
    first = page.locator("#job .found .title").first
    expect(page.locator("#job .sum").first).to_contain_text("Reports: 3")
    expect(page.locator("#job .sum").first).to_contain_text("independent origins: 1")
    first.click()
    page.wait_for_url("**/incidents/*")
    address = page.url
    expect(page.locator("main")).to_contain_text("3 reports · 3 outlets · 1 origin")
    expect(page.locator("main")).to_contain_text("14")

    link = page.locator('a[href^="/reports/"]', has_text=re.compile(r"^c\d")).first
    link.click()
    page.wait_for_url("**/reports/*")
    page.locator("article.claim.active").wait_for()
    page.keyboard.press("c")
    number = page.locator('[name="quantities.0.number"]')
    # A number that no identifier and no clock on the page can hold.
    number.fill("4173")
    number.press("Enter")
    expect(page.locator("#said")).to_contain_text("Saved")
    colleague = page.context.new_page()
    colleague.goto(address)
    expect(colleague.locator("main")).to_contain_text("4,173")

    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("Taken back")
    colleague.reload()
    expect(colleague.locator("main")).not_to_contain_text("4,173")
    page.goto(f"{served.url}/audit")
    expect(page.locator("main")).to_contain_text("tester")
    # The address is the link that a colleague gets.
    assert re.fullmatch(rf"{re.escape(served.url)}/incidents/i[0-9a-f]+", address)
