"""List, map and timeline follow each other: in a real browser."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.web.conftest import Served


def opened(page: Page, served: Served, query: str = "") -> None:
    page.goto(f"{served.url}/incidents{query}")
    expect(page.locator(".spot-box").first).to_be_visible()
    expect(page.locator(".timeline-bars rect").first).to_be_visible()


def count(page: Page) -> int:
    return page.locator(".incident-row").count()


def test_a_drag_over_the_bars_chooses_a_time_and_lets_it_go(
    browser_page: Page, served: Served
) -> None:
    page = browser_page
    opened(page, served)
    every = count(page)
    box = page.locator(".timeline-svg").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 3, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 12, box["y"] + 60, steps=3)
    page.mouse.up()
    page.wait_for_url(re.compile(r"since=2016-03-01&until=2016-03-31"))
    expect(page.locator(".incident-row")).to_have_count(1)
    expect(page.locator("input[name=since]")).to_have_value("2016-03-01")
    expect(page.locator(".timeline-bars rect.chosen")).to_have_count(1)
    expect(page.locator(".spot-box")).to_have_count(1)
    page.go_back()
    expect(page.locator(".incident-row")).to_have_count(every)
    page.go_forward()
    expect(page.locator(".incident-row")).to_have_count(1)
    page.get_by_role("button", name="Any time").click()
    expect(page.locator(".incident-row")).to_have_count(every)
    assert "since" not in page.url


def test_a_box_on_the_map_chooses_an_area(browser_page: Page, served: Served) -> None:
    page = browser_page
    opened(page, served)
    every = count(page)
    page.get_by_role("button", name="Choose an area").click()
    spot = page.locator(".spot-box").first.bounding_box()
    assert spot is not None
    page.mouse.move(spot["x"] - 12, spot["y"] - 12)
    page.mouse.down()
    page.mouse.move(spot["x"] + 30, spot["y"] + 30, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("within="))
    expect(page.locator(".map-area")).to_have_count(1)
    assert 1 <= count(page) < every
    page.reload()
    expect(page.locator(".map-area")).to_have_count(1)
    page.get_by_role("button", name="Any area").click()
    expect(page.locator(".incident-row")).to_have_count(every)
    opened(page, served)
    page.get_by_role("button", name="Only what is in view").click()
    page.wait_for_url(re.compile("within="))
    expect(page.locator(".incident-row")).to_have_count(every)


def test_markers_by_keyboard_and_text_that_stays_text(browser_page: Page, served: Served) -> None:
    page = browser_page
    opened(page, served, "?event=air_strike&since=2016-03&until=2016-03")
    marker = page.locator(".spot-box").first
    assert "Maarat" in (marker.get_attribute("aria-label") or "")
    marker.focus()
    page.keyboard.press("Enter")
    link = page.locator(".map-popup a", has_text="Maarat")
    expect(link).to_have_attribute("href", re.compile("^/incidents/"))
    expect(page.locator(".incident-row.lit")).to_have_count(1)


def test_a_row_is_shown_on_the_map_and_in_time(browser_page: Page, served: Served) -> None:
    page = browser_page
    opened(page, served)
    page.locator(".incident-row").first.hover()
    expect(page.locator(".spot-box.lit")).to_have_count(1)
    expect(page.locator(".timeline-marks path")).to_have_count(1)
    expect(page.locator(".incident-row b", has_text="origin").first).to_be_visible()


def test_chips_and_facets_without_leaving_the_page(browser_page: Page, served: Served) -> None:
    page = browser_page
    opened(page, served)
    page.evaluate("window.stayed = true")
    page.locator("details.facet > summary").first.click()
    page.locator(".facet-values a").first.click()
    page.wait_for_url(re.compile("event="))
    page.locator(".filters-active a.chip").click()
    expect(page.locator(".filters-active")).to_have_count(0)
    page.locator("input[name=place]").fill("Manbij")
    page.keyboard.press("Enter")
    expect(page.locator(".incident-row")).to_have_count(1)
    assert page.evaluate("window.stayed")


def test_on_a_phone_in_arabic_nothing_is_wider_than_the_screen(
    browser_page: Page, served: Served
) -> None:
    page = browser_page
    page.set_viewport_size({"width": 360, "height": 780})
    opened(page, served)
    page.locator("button[name=language]").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".spot-box").first).to_be_visible()
    wide: Any = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360


def test_without_scripts_the_form_and_the_links_do(browser_page: Page, served: Served) -> None:
    context = browser_page.context.browser.new_context(
        java_script_enabled=False, storage_state=browser_page.context.storage_state()
    )
    page = context.new_page()
    page.goto(f"{served.url}/incidents")
    page.locator("input[name=place]").fill("Manbij")
    page.locator(".filters-go button").click()
    expect(page.locator(".incident-row")).to_have_count(1)
    page.locator(".filters-active a.chip").click()
    assert page.locator(".incident-row").count() > 1
    context.close()
