"""Every page in a real browser: both languages, a phone and a desk, light and dark, 200 % zoom.

With RIWAYA_SCREENSHOTS=FOLDER the pictures are kept there, to be looked at.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from riwaya.workspace.workspace import Workspace
from tests.web.conftest import Served, is_refusal
from tests.web.large import large_workspace
from tests.web.small import add_small

AXE = Path(__file__).parent / "axe" / "axe.min.js"
SIZES = {"phone": (360, 740), "desk": (1280, 900)}
LANGUAGES = ("en", "ar")
SERIOUS = {"serious", "critical"}


def pages_of(workspace: Workspace) -> dict[str, str]:
    """An address for each page of the desk, by name."""
    with workspace.engine.connect() as connection:
        first = connection.exec_driver_sql(
            "SELECT id FROM incidents ORDER BY reports DESC"
        ).scalar()
        # The last one came through the archive, with its bytes.
        report = connection.exec_driver_sql("SELECT id FROM reports ORDER BY n DESC").scalar()
    return {
        "incidents": "/incidents",
        "incident": f"/incidents/{first}",
        "reports": "/reports",
        "report": f"/reports/{report}",
        "queue": "/queue",
        "search": "/search",
        "searched": "/search?event=air_strike&sort=newest",
        "sources": "/sources",
        "knowledge": "/knowledge",
        "audit": "/audit",
        "settings": "/settings",
        "people": "/people",
        "me": "/me",
        "add": "/add",
        "problem": "/nothing-here",
    }


NAMES = (
    "incidents", "incident", "reports", "report", "queue", "search", "searched", "sources",
    "knowledge", "audit", "settings", "people", "me", "add", "problem",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One desk with more than 1,000 reports for all looks at it: nothing here writes."""
    path = tmp_path_factory.mktemp("looked-at") / "workspace"
    with large_workspace(path) as workspace:
        add_small(workspace)
        with Served(workspace) as served:
            yield served


@pytest.fixture(scope="module")
def signed_in(desk: Served, browser: Browser) -> dict[str, object]:
    """The browser's state after the printed address was opened."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(desk.enter)
    page.wait_for_url(re.compile(r".*/(incidents|add).*"))
    state = context.storage_state()
    context.close()
    return dict(state)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_sound(
    desk: Served,
    browser: Browser,
    signed_in: dict[str, object],
    name: str,
    size: str,
    language: str,
) -> None:
    width, height = SIZES[size]
    dark = (len(name) + (language == "ar") + (size == "desk")) % 2 == 0
    context = browser.new_context(
        storage_state=signed_in,  # type: ignore[arg-type]
        locale=language,
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
    )
    page = context.new_page()
    wrong = watched(page, desk.url)
    answer = page.goto(desk.url + pages_of(desk.workspace)[name])
    assert answer is not None
    assert answer.status == (404 if name == "problem" else 200)
    page.wait_for_load_state("networkidle")
    keep_picture(page, f"{name}-{size}-{language}{'-dark' if dark else ''}")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.locator("h1").count() == 1, "one heading says what the page is"
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 1, f"{overflow} px wider than the screen"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
    serious = [one for one in found if one["impact"] in SERIOUS]
    told = [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:4]]}" for one in serious]
    context.close()
    assert not told, "\n".join(told)
    assert not wrong, wrong


@pytest.mark.parametrize("name", NAMES)
def test_a_page_can_be_zoomed_to_twice_its_size(
    desk: Served, browser: Browser, signed_in: dict[str, object], name: str
) -> None:
    # 200 % on 1280 px is a window of 640 px, as browsers lay it out.
    context = browser.new_context(
        storage_state=signed_in,  # type: ignore[arg-type]
        locale="en", viewport={"width": 640, "height": 450}, device_scale_factor=2,
    )  # fmt: skip
    page = context.new_page()
    page.goto(desk.url + pages_of(desk.workspace)[name])
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 1
    context.close()


def watched(page: Page, url: str) -> list[str]:
    """What goes wrong on a page: scripts' errors, refused content, requests to elsewhere."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("console", lambda said: wrong.append(said.text) if is_refusal(said.text) else None)
    page.on(
        "request",
        lambda sent: (
            None if sent.url.startswith((url, "data:", "blob:")) else wrong.append(sent.url)
        ),
    )
    return wrong


def keep_picture(page: Page, name: str) -> None:
    folder = os.environ.get("RIWAYA_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
