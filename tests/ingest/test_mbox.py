"""Mailboxes: every message a piece, whatever is in it; large ones named; no mailbox refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest.email_message import email_page
from riwaya.ingest.mbox import mbox_pieces
from riwaya.ingest.piece import Limits, Piece

LIMITS = Limits(text=10_000, payload=1_000)
FROM = b"From - Sat Nov 21 18:30:00 2015\n"


def mailbox(folder: Path, *messages: bytes, end: bytes = b"\n") -> Path:
    path = folder / "a.mbox"
    path.write_bytes(b"".join(FROM + message + end for message in messages))
    return path


def pieces(path: Path) -> list[Piece | BadInput]:
    return list(mbox_pieces(path, "a.mbox", LIMITS))


def test_a_piece_for_each_message(tmp_path: Path) -> None:
    found = pieces(
        mailbox(
            tmp_path,
            b"Subject: one\nMessage-ID: <1@example.org>\n\ntext one\n",
            "Subject: two\n\nنص ثان\n".encode(),
        )
    )
    assert [(p.name, p.part, p.form) for p in found if isinstance(p, Piece)] == [
        ("a.mbox, message 1", "1@example.org", "email"),
        ("a.mbox, message 2", "message 2", "email"),
    ]
    assert isinstance(found[1], Piece)
    page = email_page(found[1].data, found[1].name, 1_000)
    assert (page.text, page.facts.title) == ("نص ثان", "two")


def test_an_id_that_comes_twice_or_in_the_text_is_not_taken(tmp_path: Path) -> None:
    same = b"Message-Id:\n <same@example.org>\n\ntext\n"
    quoted = b"Subject: x\n\nMessage-ID: <in@text>\n"
    parts = [p.part for p in pieces(mailbox(tmp_path, same, same, quoted)) if isinstance(p, Piece)]
    assert parts == ["same@example.org", "message 2", "message 3"]


def test_from_in_a_text_begins_no_message(tmp_path: Path) -> None:
    body = b"Subject: x\n\nFrom here on the road is closed.\n>From the village\n>>From\n"
    (found,) = pieces(mailbox(tmp_path, body))
    assert isinstance(found, Piece)
    assert found.data.endswith(b"From here on the road is closed.\nFrom the village\n>>From\n\n")


@pytest.mark.parametrize(
    "beginning",
    [
        b"From 1234@xxx Mon Mar 02 18:30:00 +0000 2016",
        b"From a@example.org  Mon Mar  2 18:30 2016",
        b"From ???@??? Mon Mar 02 18:30:00 2016\r",
    ],
)
def test_the_beginnings_that_programs_write(tmp_path: Path, beginning: bytes) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(2 * (beginning + b"\nSubject: x\n\ntext\n\n"))
    assert len(pieces(path)) == 2


def test_a_large_message_is_named_and_the_next_one_read(tmp_path: Path) -> None:
    large = b"Subject: x\n\n" + b"x" * 200_000
    one, two, three = pieces(mailbox(tmp_path, b"Subject: a\n\na\n", large, b"Subject: b\n\nb\n"))
    assert isinstance(one, Piece)
    assert isinstance(two, BadInput)
    assert str(two).startswith("a.mbox, message 2: larger than 1,000 bytes")
    assert isinstance(three, Piece)
    assert three.part == "message 3"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"Subject: x\n\ntext", "no mailbox"),
        (b"\x00" * 99, "no mailbox"),
    ],
)
def test_no_mailbox_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=rf"^a\.mbox: .*{says}"):
        pieces(path)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"^a\.mbox: can't be read"):
        pieces(tmp_path / "none")


@given(st.lists(st.binary(max_size=60).map(lambda body: body.replace(b"From ", b"")), min_size=1))
def test_messages_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("box")
    whole = [b"Subject: x\n\n" + body for body in bodies]
    found = pieces(mailbox(folder, *whole))
    assert [p.data for p in found if isinstance(p, Piece)] == [message + b"\n" for message in whole]
