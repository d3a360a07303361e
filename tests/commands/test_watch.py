"""URLs and feeds on the command line, against a real site on this machine."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from riwaya.cli import app
from tests.ingest.web_server import Site, site

runner = CliRunner()

PAGE = """<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="المرفأ"></head><body><article><h1>{title}</h1>
<p>قال المرصد السوري لحقوق الإنسان إن طائرات حربية شنت غارات على بلدة {town} ما أدى إلى مقتل {dead} مدنياً.</p>
<p>وأضاف المرصد أن الغارات استهدفت سوقاً شعبياً في وسط البلدة، وأن عدداً من الجرحى نقلوا إلى مستشفى ميداني.</p>
</article></body></html>"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>المرفأ</title>
<link>{base}</link><description>d</description>{items}</channel></rss>"""
ITEM = (
    "<item><title>غارات</title><link>{url}</link>"
    "<pubDate>Tue, 03 May 2016 18:30:00 +0300</pubDate></item>"
)


@pytest.fixture
def press() -> Iterator[Site]:
    with site() as running:
        running.has("/robots.txt", "User-agent: *\nDisallow: /private/")
        for number, town in enumerate(("الميادين", "البوكمال"), 1):
            text = PAGE.format(title="غارات جديدة", town=town, dead=10 + number)
            running.has(f"/{number}.html", text, Content_Type="text/html; charset=utf-8")
        links = [running.url(f"/{number}.html") for number in (1, 2)]
        links.append(running.url("/private/3.html"))
        feed = FEED.format(base=running.url(), items="".join(ITEM.format(url=u) for u in links))
        running.has("/feed.xml", feed, Content_Type="application/rss+xml")
        yield running


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert runner.invoke(app, ["init", str(tmp_path / "ws")]).exit_code == 0
    return tmp_path / "ws"


def found(workspace: Path) -> list[dict[str, object]]:
    result = runner.invoke(app, ["search", "-w", str(workspace), "--json", "--event", "kill"])
    assert result.exit_code == 0, result.output
    claims: list[dict[str, object]] = json.loads(result.stdout)
    return claims


def test_a_page_is_fetched_with_its_outlet_and_url(press: Site, workspace: Path) -> None:
    url = press.url("/1.html")
    result = runner.invoke(app, ["add", url, "-w", str(workspace), "--allow-private"])
    assert result.exit_code == 0, result.output
    (claim,) = found(workspace)
    assert (claim["source"], claim["url"], claim["outlet"]) == (url, url, "المرفأ")


def test_private_addresses_are_refused_unless_allowed(press: Site, workspace: Path) -> None:
    result = runner.invoke(app, ["add", press.url("/1.html"), "-w", str(workspace)])
    assert result.exit_code == 2
    assert "refused" in result.stderr
    assert press.asked == []


def test_a_feed_is_watched_once_and_nothing_comes_twice(press: Site, workspace: Path) -> None:
    arguments = ["watch", "--once", "--allow-private", "--delay", "0", "-w", str(workspace)]
    result = runner.invoke(app, [*arguments, press.url("/feed.xml")])
    assert result.exit_code == 0, result.output
    assert {claim["url"] for claim in found(workspace)} == {
        press.url("/1.html"),
        press.url("/2.html"),
    }
    assert {str(claim["published"])[:10] for claim in found(workspace)} == {"2016-05-03"}
    assert "/private/3.html" not in press.asked
    asked = press.asked.count("/1.html")
    again = runner.invoke(app, [*arguments, "--every", "1"])
    assert again.exit_code == 0, again.output
    assert press.asked.count("/1.html") == asked == 1


def test_a_feed_given_to_add_brings_its_articles(press: Site, workspace: Path) -> None:
    arguments = ["add", press.url("/feed.xml"), "-w", str(workspace), "--allow-private"]
    result = runner.invoke(app, arguments)
    assert "robots" in result.stderr
    assert len(found(workspace)) == 2


def test_watching_nothing_says_what_to_do(workspace: Path) -> None:
    result = runner.invoke(app, ["watch", "--once", "-w", str(workspace)])
    assert "no feeds" in result.stderr
