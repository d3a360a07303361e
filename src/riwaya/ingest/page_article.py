"""A page's tree -> its article: what it prints, what its data hold, what it says of itself."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from riwaya.ingest import telegram_preview, written_dates
from riwaya.ingest.facts import Facts
from riwaya.ingest.page import Page
from riwaya.ingest.page_blocks import PrintedPage, printed
from riwaya.ingest.page_body import body_of
from riwaya.ingest.page_chrome import chrome, names_of
from riwaya.ingest.page_data import DataArticle, record_article, state_article
from riwaya.ingest.page_dates import header_date
from riwaya.ingest.page_facts import PageFacts
from riwaya.ingest.page_title import titled
from riwaya.ingest.page_tree import page_tree

#: A body of fewer words is asked whether the page's data have more.
SHORT = 40
#: A cut article has fewer words.
STUB = 250
#: The data are believed where the page prints less than this part of their words.
PRINTED_SHARE = 0.6
CUT = ("\N{HORIZONTAL ELLIPSIS}", "...", "[...]", "[\N{HORIZONTAL ELLIPSIS}]")
WALLS = re.compile(r"(?:^|-)(?:paywall|regwall|piano|subscription-wall|locked)(?:-|$)")
BEGINNING = "The page shows only its beginning: what follows is for subscribers or was cut."
DESCRIBED = "The page shows only its beginning: the text is the description in its head."
FROM_DATA = "The text was taken from the data inside the page, which prints less of it."
CHANGED = "The page says when it was changed ({}), but not when it was published."


def article_page(html: str, name: str) -> Page:
    """The article of a page, its text empty where there is none; raises BadInput for no page."""
    tree = page_tree(html, name)
    said = PageFacts(tree, html)
    return (_channel if telegram_preview.is_preview(tree) else _article)(tree, said)


def _article(tree: HtmlElement, said: PageFacts) -> Page:
    """The article that the page prints, or that its data hold."""
    layout = printed(tree, said.url)
    title = titled(said, layout)
    around = chrome(layout, title.headline)
    body = body_of(layout, around, title.headline)
    paragraphs, notes, data = _fullest([block.text for block in body], said, tree, title.title)
    dates = [*said.dates(), *([data.published] if data.published else [])]
    published = written_dates.fullest(dates) or header_date(layout, title.headline, body, said.url)
    if published is None and (changed := said.changed()):
        notes.append(CHANGED.format(changed))
    if _is_cut(paragraphs, said, layout) and DESCRIBED not in notes:
        notes.append(BEGINNING)
    lines = [title.headline.text] if title.headline and paragraphs else []
    facts = Facts(published=published, outlet=title.outlet, title=title.title, url=said.url)
    return Page("\n\n".join([*lines, *paragraphs]), facts, tuple(notes))


def _fullest(
    body: list[str], said: PageFacts, tree: HtmlElement, title: str | None
) -> tuple[list[str], list[str], DataArticle]:
    """The body as it is printed, in the page's data or, of a stub, in its description; notes."""
    words = sum(len(paragraph.split()) for paragraph in body)
    data = record_article(said.article)
    if words < SHORT and data.words < SHORT:
        titles = [title, *said.titles] if title else said.titles
        data = max(data, state_article(tree, titles), key=lambda article: article.words)
    if words < PRINTED_SHARE * data.words:
        return list(data.paragraphs), [FROM_DATA], data
    described = said.meta("og:description", "description", "twitter:description") or ""
    if words < SHORT and len(described.split()) > max(2 * words, SHORT // 2):
        return [described], [DESCRIBED], data
    return body, [], data


def _is_cut(paragraphs: Sequence[str], said: PageFacts, layout: PrintedPage) -> bool:
    """Whether the page keeps the rest of its text back."""
    if sum(len(paragraph.split()) for paragraph in paragraphs) >= STUB or not paragraphs:
        return False
    if paragraphs[-1].rstrip().endswith(CUT) or said.locked():
        return True
    return any(WALLS.search(name) for element in layout.elements for name in names_of(element))


def _channel(tree: HtmlElement, said: PageFacts) -> Page:
    """The messages of a Telegram channel's page."""
    lines, dates = telegram_preview.messages(tree)
    name = telegram_preview.channel(tree) or said.meta("og:title")
    published = telegram_preview.day_of(dates)
    notes = (telegram_preview.SEVERAL_DAYS,) if dates and published is None else ()
    title = said.meta("og:title") or name
    facts = Facts(published=published, outlet=name, title=title, url=said.url)
    return Page("\n\n".join(lines), facts, notes)
