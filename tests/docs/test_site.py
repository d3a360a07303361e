"""The site builds without a network, strictly, with no link broken, and asks for nothing outside."""

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.docs.blocks import ROOT

#: What a browser fetches of its own accord; a link that a person follows isn't among them.
FETCHED = re.compile(
    r"""<(?:script|img|source|iframe|audio|video|embed|track)\b[^>]*?\bsrc=["']?([^"'\s>]+)"""
    r"""|<link\b(?![^>]*rel=["']?canonical)[^>]*?\bhref=["']?([^"'\s>]+)"""
    r"""|url\(["']?([^"')]+)["']?\)|@import\s+["']([^"']+)"""
)
OUTSIDE = re.compile(r"^(?:[a-z]+:)?//", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it; a socket that is opened is an error."""
    path = tmp_path_factory.mktemp("site")
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(path), strict=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("socket.socket.connect", _refused)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    return path


def _refused(*_: Any) -> None:
    pytest.fail("the build opens a connection")


def test_every_page_is_there(site: Path) -> None:
    assert (site / "index.html").is_file()
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs").with_suffix(".html")
        assert (site / name).is_file(), f"{name}: not in the site"
    for name in ("architecture", "contributing", "changelog", "training"):
        assert (site / "project" / f"{name}.html").is_file()


def test_every_page_is_in_the_navigation(site: Path) -> None:
    listed = (site / "index.html").read_text("utf-8")
    missing = [
        str(page)
        for path in site.rglob("*.html")
        if (page := path.relative_to(site)).name not in {"404.html", "index.html"}
        and f'href="{page}"' not in listed
    ]
    assert missing == []


def test_nothing_is_fetched_from_outside(site: Path) -> None:
    for path in (*site.rglob("*.html"), *site.rglob("*.css")):
        for found in FETCHED.finditer(path.read_text("utf-8")):
            target = next(group for group in found.groups() if group)
            assert not OUTSIDE.match(target), f"{path.name} fetches {target}"


def test_search_finds_arabic_and_english_from_a_folder(site: Path, browser: Any) -> None:
    """Opened as a file, in a browser that tells every request it makes."""
    asked: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    try:
        page.goto((site / "index.html").as_uri())
        page.wait_for_load_state("load")
        asking = page.locator("[data-md-component=search-query]")
        asking.click()
        page.locator(".md-search-result__meta", has_text="Type to start").wait_for(timeout=20_000)
        for words, place in (("غارات", "workspace.html"), ("redact", "custody.html")):
            asking.press_sequentially(words)
            asking.press("End")  # the page listens to keys, and Arabic letters have none here
            page.locator(f".md-search-result a[href*='{place}']").first.wait_for(timeout=20_000)
            asking.press("Control+A")
            asking.press("Delete")
    finally:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def test_a_broken_link_is_found(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[gone](gone.md)\n", encoding="utf-8")
    settings = re.search(
        r"^validation:\n(?:  .*\n)+", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE
    )
    assert settings
    (tmp_path / "mkdocs.yml").write_text(f"site_name: t\n{settings[0]}", encoding="utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        build(config)
    assert "gone.md" in caplog.text
