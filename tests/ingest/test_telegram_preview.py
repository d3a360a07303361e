"""Telegram's own pages of a channel."""

from riwaya.ingest.html import html_page
from riwaya.ingest.telegram_preview import SEVERAL_DAYS


def message(text: str, when: str) -> str:
    return (
        '<div class="tgme_widget_message js"><a class="tgme_widget_message_owner_name">القناة</a>'
        f'<div class="tgme_widget_message_text">{text}</div><span class="views">4K</span>'
        f'<a class="tgme_widget_message_date"><time datetime="{when}">x</time></a></div>'
    )


def page(*messages: str) -> bytes:
    head = '<meta property="og:title" content="القناة"><meta property="og:site_name" content="Telegram">'
    return f"<html><head>{head}</head><body>{''.join(messages)}</body></html>".encode()


def test_messages_of_a_day_come_each_with_its_time() -> None:
    found = html_page(
        page(
            message("عاجل<br>انفجار", "2019-10-09T08:12:00+00:00"),
            message("قصف", "2019-10-09T09:00:00+00:00"),
        ),
        "a.html",
    )
    assert found.text == "08:12\n\nعاجل\nانفجار\n\n09:00\n\nقصف"
    assert (found.facts.published, found.facts.outlet) == ("2019-10-09", "القناة")


def test_messages_of_several_days_have_no_day_of_publication() -> None:
    found = html_page(
        page(message("أ", "2019-10-09T08:12:00+00:00"), message("ب", "2019-10-10T08:12:00+00:00")),
        "a.html",
    )
    assert found.text.startswith("2019-10-09 08:12\n\nأ")
    assert found.facts.published is None
    assert found.notes == (SEVERAL_DAYS,)


def test_one_message_has_its_moment() -> None:
    found = html_page(page(message("أ", "2019-10-09T08:12:00+00:00")), "a.html")
    assert found.facts.published == "2019-10-09T08:12:00+00:00"
