"""Telegram's messages.html: the same messages, found by the classes of the real export."""

from pathlib import Path

import pytest

from riwaya.errors import BadInput
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.telegram import telegram_pieces

PAGE = """<!DOCTYPE html>
<html>

 <head>

  <meta charset="utf-8"/>
<title>Exported Data</title>
  <meta content="width=device-width, initial-scale=1.0" name="viewport"/>

  <link href="css/style.css" rel="stylesheet"/>

 </head>

 <body onload="CheckLocation();">

  <div class="page_wrap">

   <div class="page_header">

    <div class="content">

     <div class="text bold">
شبكة الخبر &amp; الحدث
     </div>

    </div>

   </div>

   <div class="page_body chat_page">

    <div class="history">

     <a class="pagination block_link" href="messages.html">
Previous messages
     </a>

     <div class="message service" id="message-1">

      <div class="body details">
21 November 2015
      </div>

     </div>
{messages}
    </div>

   </div>

  </div>

 </body>

</html>
"""


def message(
    id_: int, inner: str, title: str = "21.11.2015 18:30:00 UTC+03:00", *, joined: bool = False
) -> str:
    classes = "message default clearfix" + (" joined" if joined else "")
    wrap = (
        ""
        if joined
        else """
      <div class="pull_left userpic_wrap">

       <div class="userpic userpic3" style="width: 42px; height: 42px">

        <div class="initials" style="line-height: 42px">
ش
        </div>

       </div>

      </div>
"""
    )
    name = "" if joined else '\n       <div class="from_name">\nشبكة الخبر \n       </div>\n'
    return f"""
     <div class="{classes}" id="message{id_}">
{wrap}
      <div class="body">

       <div class="pull_right date details" title="{title}">
18:30
       </div>
{name}{inner}
      </div>

     </div>
"""


def text(words: str) -> str:
    return f'\n       <div class="text">\n{words}\n       </div>\n'


PHOTO = """
       <div class="media_wrap clearfix">

        <div class="media clearfix pull_left media_photo">

         <div class="fill pull_left">

         </div>

         <div class="body">

          <div class="title bold">
Photo
          </div>

          <div class="status details">
Not included, change data exporting settings to download.
          </div>

         </div>

        </div>

       </div>
"""


def forwarded(words: str, whom: str | None) -> str:
    name = (
        f'\n        <div class="from_name">\n{whom}<span class="date details" '
        'title="20.11.2015 10:00:00 UTC+03:00"> 20.11.2015 10:00:00</span>\n        </div>\n'
        if whom
        else ""
    )
    return f'\n       <div class="forwarded body">\n{name}{text(words)}\n       </div>\n'


def read(folder: Path, *messages: str, username: str | None = None) -> list[Piece]:
    path = folder / "messages.html"
    path.write_text(PAGE.replace("{messages}", "".join(messages)), encoding="utf-8")
    found = list(telegram_pieces(path, "messages.html", Limits(), username))
    assert all(isinstance(one, Piece) for one in found)
    return [one for one in found if isinstance(one, Piece)]


def test_messages_with_their_moment_and_channel(tmp_path: Path) -> None:
    first, second = read(
        tmp_path,
        message(1045, text("قُتل خمسة جنود.")),
        message(1046, text("وأصيب آخرون."), "21.11.2015 18:31:05", joined=True),
    )
    assert (first.name, first.part, first.form) == (
        "messages.html, message 1045",
        "message 1045",
        "text",
    )
    assert first.data.decode() == "قُتل خمسة جنود."
    assert first.facts.published == "2015-11-21T18:30:00+03:00"
    assert first.facts.outlet == "شبكة الخبر & الحدث"
    assert first.facts.url is None
    assert second.data.decode() == "وأصيب آخرون."
    # Before 2022 the export had no zone.
    assert second.facts.published == "2015-11-21T18:31:05"


def test_an_address_where_the_channel_s_public_name_is_known(tmp_path: Path) -> None:
    (piece,) = read(tmp_path, message(7, text("خبر")), username="alkhabar_net")
    assert piece.facts.url == "https://t.me/alkhabar_net/7"


def test_lines_links_and_marks_are_joined_exactly(tmp_path: Path) -> None:
    words = (
        '<strong>عاجل:</strong> قصف على <a href="" onclick="return ShowHashtag(&quot;x&quot;)">#المدينة</a>'
        "<br><br>أفاد <em>مصدر</em> <s>أمني</s>&lt;3<blockquote>قال<br>كذا</blockquote>آخر<!-- x -->"
        '<span class="spoiler hidden" onclick="ShowSpoiler(this)"><span aria-hidden="true">سر</span></span>.'
    )
    (piece,) = read(tmp_path, message(1, text(words)))
    assert piece.data.decode() == "عاجل: قصف على #المدينة\n\nأفاد مصدر أمني<3قال\nكذاآخرسر."


def test_pictures_alone_and_service_messages_are_passed_over(tmp_path: Path) -> None:
    pieces = read(tmp_path, message(1, PHOTO), message(2, PHOTO + text("صورة من القصف")))
    assert [(piece.part, piece.data.decode()) for piece in pieces] == [
        ("message 2", "صورة من القصف")
    ]


def test_forwarding_is_noted_also_on_joined_messages(tmp_path: Path) -> None:
    pieces = read(
        tmp_path,
        message(1, forwarded("أول", "وكالة أخرى ")),
        message(2, forwarded("ثان", None), joined=True),
        message(3, text("ثالث"), joined=True),
        message(4, forwarded("رابع", None), joined=True),
    )
    assert [piece.data.decode() for piece in pieces] == ["أول", "ثان", "ثالث", "رابع"]
    note = ("forwarded from وكالة أخرى",)
    assert [piece.notes for piece in pieces[:3]] == [note, note, ()]
    # The date is the forwarding's, not the original's.
    assert pieces[0].facts.published == "2015-11-21T18:30:00+03:00"


@pytest.mark.parametrize("title", ["", "yesterday", "41.11.2015 18:30:00", "<x>"])
def test_a_bad_date_is_a_note(tmp_path: Path, title: str) -> None:
    (piece,) = read(tmp_path, message(1, text("خبر"), title))
    assert piece.facts.published is None
    assert "date" in piece.notes[0]


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><body><p>hello</p></body></html>", b"hello", b"\x00\xff\x00", b"<div>" * 10_000],
)
def test_another_page_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "messages.html"
    path.write_bytes(data)
    with pytest.raises(BadInput, match="x: no chat exported by Telegram Desktop"):
        list(telegram_pieces(path, "x", Limits()))


def test_too_large_a_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "messages.html"
    path.write_text(PAGE, encoding="utf-8")
    with pytest.raises(BadInput, match="x: larger than 100 bytes"):
        list(telegram_pieces(path, "x", Limits(10, 100)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="x: can't be read"):
        list(telegram_pieces(tmp_path / "gone.html", "x", Limits()))
