"""The page in Chromium: lighting, filters, keys, languages, a phone; and not one request."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from riwaya.export.screen.page import page_of
from riwaya.records.report import Document


@pytest.fixture(scope="module")
def address(text: str, document: Document, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page_of(text, document), "utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.troubles = []
    opened.on("console", lambda message: opened.troubles.append(message.text))
    opened.on("pageerror", lambda error: opened.troubles.append(str(error)))
    opened.on("request", lambda request: opened.troubles.append(request.url))
    opened.goto(address)
    assert opened.troubles == [address]  # the file itself, and nothing else
    yield opened
    assert opened.troubles == [address]
    opened.close()


def lit(page: Any) -> dict[str, str]:
    """The lit words with their labels."""
    found: dict[str, str] = page.eval_on_selector_all(
        ".m.on", "nodes => Object.fromEntries(nodes.map(n => [n.textContent, n.dataset.label]))"
    )
    return found


def test_a_card_lights_its_words_with_their_roles(page: Any) -> None:
    page.locator("#c23").hover()
    assert lit(page) == {
        "الشرطة الإسرائيلية": "says who",
        "إصابة": "event",
        "ثلاثة": "how many",
        "أشخاص": "whom",
        "عسقلان": "where",
    }
    page.mouse.move(5, 5)
    assert lit(page) == {}


def test_words_light_their_card_and_a_click_goes_there(page: Any) -> None:
    words = page.locator("#c23-words")
    words.hover()
    assert page.locator(".card.lit").evaluate_all("nodes => nodes.map(n => n.id)") == ["c23"]
    words.click()
    page.mouse.move(5, 5)
    assert page.locator("#c23").get_attribute("aria-current") is not None
    assert page.locator("#c23").evaluate(
        "n => { const at = n.getBoundingClientRect();"  # a browser scrolls by whole pixels
        " return at.top > -1 && at.bottom < innerHeight + 1 }"
    )


def test_overlapping_mentions_light_as_the_claim_has_them(page: Any) -> None:
    page.locator("#f-doubtful").check()
    page.locator("#c19").hover()
    assert lit(page)["طائرة"] == "whom · how many"
    assert lit(page)["الكتائب"] == "who · says who"


def test_doubtful_claims_wait_until_asked_for(page: Any, document: Document) -> None:
    doubtful = sum(1 for claim in document.claims if claim.confidence < 0.5)  # type: ignore[operator]
    total = len(document.claims)
    assert page.locator(".card:visible").count() == total - doubtful
    page.locator("#f-doubtful").check()
    assert page.locator(".card:visible").count() == total


def test_filters_and_search(page: Any) -> None:
    page.select_option("#f-event", "negotiate")
    events = page.locator(".card:visible").evaluate_all("nodes => nodes.map(n => n.dataset.event)")
    assert set(events) == {"negotiate"}
    page.click("#clear")
    page.fill("#search", "عسقلان")
    assert page.locator(".card:visible").evaluate_all("nodes => nodes.map(n => n.id)") == ["c23"]
    page.fill("#search", "ashkelon")
    assert page.locator(".card:visible").count() == 1
    page.fill("#search", "no such thing")
    assert page.locator("#none").is_visible()
    page.click("#clear")
    page.locator(".pick").first.click()
    assert page.locator(".card:visible").count() <= 4
    assert page.locator(".pick").first.get_attribute("aria-pressed") == "true"


def test_the_keyboard_is_enough(page: Any) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("Escape")
    first = page.locator(".card:visible").first
    first.focus()
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.id")
    assert second != first.get_attribute("id")
    assert "event" in lit(page).values()
    page.keyboard.press("Escape")
    assert lit(page) == {}


def test_arabic_labels(page: Any) -> None:
    page.click("#language")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.locator("h2#who").inner_text() == "من يقول ماذا"
    page.locator("#c23").click()
    assert lit(page)["عسقلان"] == "المكان"
    page.click("#language")
    assert lit(page)["عسقلان"] == "where"


def test_a_link_to_a_doubtful_claim_brings_it_out(
    browser: Any, address: str, document: Document
) -> None:
    hidden = next(c for c in document.claims if c.confidence < 0.5)  # type: ignore[operator]
    opened = browser.new_page()
    opened.goto(f"{address}#{hidden.id}")
    assert opened.locator(f"#{hidden.id}").is_visible()
    opened.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_sticks_out_and_the_cards_stand_below_on_a_phone(
    browser: Any, address: str, width: int
) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 780})
    opened.goto(address)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    text = opened.locator(".text").bounding_box()
    claims = opened.locator(".claims").bounding_box()
    assert (claims["y"] >= text["y"] + text["height"]) == (width < 860)
    opened.close()


@pytest.mark.parametrize(("width", "rows"), [(360, 3), (1280, 6)])
def test_the_first_sources_are_shown_and_the_others_on_request(
    browser: Any, address: str, width: int, rows: int
) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 780})
    opened.goto(address)
    shown = opened.locator("tr[data-source]:visible")
    assert shown.count() == rows
    opened.click("#more")
    assert shown.count() == opened.locator("tr[data-source]").count()
    opened.close()


def test_it_can_be_read_without_scripts(browser: Any, address: str, document: Document) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    assert opened.locator(".card").count() == len(document.claims)
    assert opened.locator("#filters").is_hidden()
    context.close()
