"""The pages in Chromium: nothing is asked for, nothing fails, and they do what they offer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from riwaya.export.shown.language import LANGUAGES
from tests.export.pictures.conftest import subject, subjects_of
from tests.export.pictures.test_pictures import HOSTILE, page

AXE = Path(__file__).parents[2] / "web" / "axe" / "axe.min.js"
NEAR = subject(
    id="near", heading="Shelling in Ayn", lat=31.0, lon=30.0, km=20.0, gloss="A ministry says so"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, words in LANGUAGES.items():
        several = [NEAR, HOSTILE, *subjects_of(90, words)]
        for kind in ("map", "timeline", "tolls"):
            (folder / f"{kind}-{name}.html").write_text(page(kind, several, words), "utf-8")
    return folder


class Opened:
    """A page with what it asked for and what it complained of."""

    def __init__(self, browser: Any, path: Path, width: int, scheme: str) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True
        )
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri())
        self.page.wait_for_load_state("load")

    def silent(self) -> bool:
        return not self.complaints and all(
            url.startswith(("file:", "data:", "blob:")) for url in self.asked
        )


@pytest.fixture
def opened(browser: Any, folder: Path) -> Iterator[Any]:
    several: list[Opened] = []

    def make(name: str, width: int = 1280, scheme: str = "light") -> Opened:
        several.append(Opened(browser, folder / f"{name}.html", width, scheme))
        return several[-1]

    yield make
    for one in several:
        one.context.close()


@pytest.mark.parametrize("kind", ["map", "timeline", "tolls"])
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_it_is_silent_and_fits_a_phone(opened: Any, kind: str, language: str, scheme: str) -> None:
    found = opened(f"{kind}-{language}", 360, scheme)
    found.page.wait_for_selector(".map-land, .bar, .toll-row", state="attached")
    assert found.page.evaluate("document.documentElement.scrollWidth") <= 360
    paper = found.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(22, 24, 28)") == (scheme == "dark")
    assert found.silent(), found.complaints + found.asked


def test_a_mark_tells_its_incident(opened: Any) -> None:
    page = opened("map-en").page
    page.wait_for_selector(".spot-box")
    page.fill("#search", "shelling in ayn")
    assert page.inner_text("#found").startswith("1 of")
    page.wait_for_selector(".spot-box")
    page.focus(".spot-box")
    page.keyboard.press("Enter")
    card = page.inner_text(".map-card")
    assert "Shelling in Ayn" in card
    assert "A ministry says so" in card
    assert "not reviewed" in card
    assert "Reports: 2" in card
    assert page.locator(".map-card [lang=ar][dir=rtl]").count() == 1
    assert page.locator(".map-doubt").count() == 0  # as small as its mark from so far
    page.click("#incidents .name")
    page.wait_for_selector(".map-doubt")
    page.wait_for_selector(".leaflet-waters-pane .map-river", state="attached")


def test_families_can_be_hidden(opened: Any) -> None:
    page = opened("map-en").page
    page.wait_for_selector(".spot-box")
    before = page.locator("#incidents li.kind-strike").count()
    page.uncheck("#families input[value=strike]")
    assert before > 0
    assert page.locator("#incidents li.kind-strike").count() == 0


def test_a_bar_is_read_and_chosen_by_keys(opened: Any) -> None:
    page = opened("timeline-en").page
    hint = page.inner_text("#note")
    bar = page.locator(".unit:not([hidden]) svg.wide .bar").first
    bar.focus()
    assert page.inner_text("#note") != hint
    first = page.inner_text("#note")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#note") != first
    page.keyboard.press("Enter")
    count = int(page.inner_text("#note").splitlines()[0].rsplit(": ", 1)[1])
    assert page.locator("#incidents li").count() == count
    page.keyboard.press("Enter")
    assert page.locator("#incidents li").count() == 0


def test_other_units_can_be_chosen(opened: Any) -> None:
    page = opened("timeline-ar").page
    shown = page.get_attribute(".unit:not([hidden])", "data-unit")
    other = page.locator("#units input:not(:checked)").first
    unit = other.get_attribute("value")
    other.check()
    assert page.get_attribute(".unit:not([hidden])", "data-unit") == unit != shown


def test_tolls_are_searched_and_ordered(opened: Any) -> None:
    page = opened("tolls-en").page
    days = "[...document.querySelectorAll('.toll-row')].map((row) => row.dataset.day)"
    page.select_option("#order", "newest")
    found = page.evaluate(days)
    assert found == sorted(found, reverse=True)
    page.fill("#search", "mosul")
    shown = page.locator(".toll-row:visible")
    assert 0 < shown.count() < len(found)
    assert all("Mosul" in one for one in shown.locator("h2").all_inner_texts())


@pytest.mark.parametrize(("kind", "language"), [("map", "ar"), ("timeline", "en"), ("tolls", "ar")])
def test_axe_finds_nothing(browser: Any, folder: Path, kind: str, language: str) -> None:
    context = browser.new_context(bypass_csp=True)  # axe is put in from outside
    page = context.new_page()
    page.goto((folder / f"{kind}-{language}.html").as_uri())
    page.wait_for_selector(".spot-box, .bar, .toll-row", state="attached")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
    context.close()
    assert not [(one["id"], one["nodes"][0]["html"]) for one in found]
