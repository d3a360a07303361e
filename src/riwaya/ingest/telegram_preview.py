"""Telegram's own pages of a public channel (t.me/s/…): its messages, each with its time."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from riwaya.ingest import written_dates
from riwaya.ingest.page_blocks import printed

WIDGET = "tgme_widget_message"
TEXT = f"{WIDGET}_text"
SEVERAL_DAYS = "The page has messages of several days; none is taken for its publication date."


def is_preview(tree: HtmlElement) -> bool:
    """Whether a page is a channel's preview, or one message of it."""
    return next(_classed(tree, TEXT), None) is not None


def messages(tree: HtmlElement) -> tuple[list[str], list[str]]:
    """The lines of all messages, each message's time before its text, and the messages' dates."""
    texts: list[tuple[str | None, str]] = []
    for message in _classed(tree, WIDGET):
        text = next(_classed(message, TEXT), None)
        if text is not None:
            words = "\n".join(block.text for block in printed(text).blocks)
            texts.append((_when(message), words))
    dates = [when for when, _ in texts if when]
    one_day = len({when[:10] for when in dates}) == 1
    lines: list[str] = []
    for when, words in texts:
        lines += [when[11:16] if one_day else f"{when[:10]} {when[11:16]}"] if when else []
        lines.append(words)
    return lines, dates


def day_of(dates: list[str]) -> str | None:
    """The date of the only message, or the day that all messages share."""
    days = {when[:10] for when in dates}
    if len(dates) == 1:
        return dates[0]
    return days.pop() if len(days) == 1 else None


def channel(tree: HtmlElement) -> str | None:
    """The channel's name as it stands over its messages."""
    for name in (f"{WIDGET}_owner_name", "tgme_channel_info_header_title"):
        found = next(_classed(tree, name), None)
        if found is not None:
            return " ".join(str(found.text_content()).split()) or None
    return None


def _when(message: HtmlElement) -> str | None:
    dated = next(_classed(message, f"{WIDGET}_date"), message)
    for time in dated.iter("time"):
        return written_dates.iso(time.get("datetime"))
    return None


def _classed(tree: HtmlElement, name: str) -> Iterator[HtmlElement]:
    for element in tree.iter():
        if name in (element.get("class") or "").split():
            yield element
