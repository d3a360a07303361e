"""Telegram's result.json: each message with words is a piece, told as the export tells it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.telegram import telegram_pieces

from .peak_memory import walked

TEXT = "قُتل خمسة جنود في هجوم على حاجز شرق المدينة."


def message(id_: int = 1045, text: object = TEXT, **more: object) -> dict[str, Any]:
    return {
        "id": id_,
        "type": "message",
        "date": "2015-11-21T18:30:00",
        "date_unixtime": "1448119800",
        "from": "شبكة الخبر",
        "from_id": "channel1234",
        "text": text,
        "text_entities": [],
    } | more


def chat(*messages: object, **more: object) -> dict[str, Any]:
    said = {"name": "شبكة الخبر", "type": "public_channel", "id": 1234}
    return said | more | {"messages": list(messages)}


def read(
    folder: Path, data: object, limits: Limits | None = None, username: str | None = None
) -> tuple[list[Piece], list[str]]:
    path = folder / "result.json"
    if isinstance(data, str):
        path.write_text(data, encoding="utf-8")
    else:
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    found = list(telegram_pieces(path, "result.json", limits or Limits(), username))
    return (
        [one for one in found if isinstance(one, Piece)],
        [str(one) for one in found if isinstance(one, BadInput)],
    )


def test_a_message_with_its_channel_and_its_moment(tmp_path: Path) -> None:
    (piece,), bad = read(tmp_path, chat(message()))
    assert not bad
    assert (piece.name, piece.part, piece.form) == (
        "result.json, message 1045",
        "message 1045",
        "text",
    )
    assert piece.data.decode() == TEXT
    assert piece.facts.published == "2015-11-21T15:30:00+00:00"
    assert piece.facts.outlet == "شبكة الخبر"
    assert piece.facts.url is None
    assert piece.notes == ()


def test_an_old_export_has_local_time_only(tmp_path: Path) -> None:
    old = message()
    del old["date_unixtime"]
    (piece,), _ = read(tmp_path, chat(old))
    assert piece.facts.published == "2015-11-21T18:30:00"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=6), st.data())
def test_entities_are_joined_exactly(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str], data: st.DataObject
) -> None:
    text = [{"type": "bold", "text": part} if data.draw(st.booleans()) else part for part in parts]
    pieces, bad = read(tmp_path_factory.mktemp("chat"), chat(message(text=text)))
    whole = "".join(parts)
    assert [piece.data.decode() for piece in pieces] == ([whole] if whole.strip() else [])
    assert not bad


def test_an_address_where_the_channel_s_public_name_is_known(tmp_path: Path) -> None:
    (piece,), _ = read(tmp_path, chat(message(), username="@alkhabar_net"))
    assert piece.facts.url == "https://t.me/alkhabar_net/1045"
    (piece,), _ = read(tmp_path, chat(message()), username="alkhabar_net")
    assert piece.facts.url == "https://t.me/alkhabar_net/1045"
    (piece,), _ = read(tmp_path, chat(message(), username="not a name"))
    assert piece.facts.url is None


def test_forwarded_and_edited_are_notes(tmp_path: Path) -> None:
    made = chat(
        message(1, forwarded_from="وكالة أخرى"),
        message(2, forwarded_from=None),
        message(3, edited="2015-11-22T08:00:00", edited_unixtime="1448168400"),
    )
    pieces, _ = read(tmp_path, made)
    assert [piece.notes for piece in pieces] == [
        ("forwarded from وكالة أخرى",),
        ("forwarded from a deleted account",),
        ("The message was edited later (2015-11-22T05:00:00+00:00).",),
    ]


def test_service_empty_and_media_messages_are_passed_over(tmp_path: Path) -> None:
    made = chat(
        message(1, type="service", action="pin_message"),
        message(2, text=""),
        message(3, text="", photo="photos/photo_1.jpg"),
        message(4, text=[]),
        message(5, text=" \n"),
        {"id": 6, "type": "unsupported"},
        message(7),
    )
    pieces, bad = read(tmp_path, made)
    assert [piece.part for piece in pieces] == ["message 7"]
    assert not bad


def test_a_whole_account(tmp_path: Path) -> None:
    account = {
        "about": "Here is the data you requested.",
        "personal_information": {"username": "@me", "user_id": 1},
        "contacts": {"about": "x", "list": [{"first_name": "x"}] * 3},
        "chats": {
            "about": "x",
            "list": [
                chat(message(1), id=7),
                chat(message(1), id=8, name=None, type="personal_chat"),
                chat(id=9),
            ],
        },
        "left_chats": {"about": "x", "list": [chat(message(1), id=10, name="قناة قديمة")]},
    }
    pieces, bad = read(tmp_path, account)
    assert not bad
    assert [(piece.part, piece.facts.outlet) for piece in pieces] == [
        ("chat 7, message 1", "شبكة الخبر"),
        ("chat 8, message 1", None),
        ("chat 10, message 1", "قناة قديمة"),
    ]
    assert all(piece.facts.url is None for piece in pieces)


def test_the_exporter_s_own_escapes_are_read(tmp_path: Path) -> None:
    text = json.dumps(chat(message(1, "أول\vثان"), message(2)))
    pieces, bad = read(tmp_path, text.replace("\\u000b", "\\x0B"))
    assert [piece.data.decode() for piece in pieces] == ["أول\vثان", TEXT]
    assert not bad


@pytest.mark.parametrize("seconds", ["soon", "9" * 30, "-9999999999999", ""])
def test_a_bad_date_is_a_note(tmp_path: Path, seconds: str) -> None:
    (piece,), _ = read(tmp_path, chat(message(date_unixtime=seconds)))
    assert piece.facts.published is None
    assert "date" in piece.notes[0]


def test_a_message_of_another_shape_is_told(tmp_path: Path) -> None:
    made = chat(
        message(1), {"id": "x", "text": TEXT}, "hello", message(4, text={"a": 1}), message(5)
    )
    pieces, bad = read(tmp_path, made)
    assert [piece.part for piece in pieces] == ["message 1", "message 5"]
    assert [one.partition(":")[0] for one in bad] == [
        f"result.json, message number {n}" for n in (2, 3, 4)
    ]


def test_too_long_a_message_is_told(tmp_path: Path) -> None:
    (piece,), (bad,) = read(
        tmp_path, chat(message(1, "س" * 600), message(2)), Limits(1_000, 10_000)
    )
    assert piece.part == "message 2"
    assert bad.startswith("result.json, message 1: larger than 1,000 bytes")


WHOLE = json.dumps(chat(*(message(n) for n in range(1, 4))), ensure_ascii=False)


@given(st.integers(0, len(WHOLE) - 2))
def test_a_cut_file_gives_what_is_there(tmp_path_factory: pytest.TempPathFactory, end: int) -> None:
    path = tmp_path_factory.mktemp("cut") / "result.json"
    path.write_text(WHOLE[:end], encoding="utf-8")
    found = []
    with pytest.raises(BadInput, match=r"^result\.json: "):
        found.extend(telegram_pieces(path, "result.json", Limits()))
    assert all(isinstance(piece, Piece) for piece in found)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("{}", "no chat exported"),
        ('{"messages": 3}', "no chat exported"),
        ('{"messages": [' + "[" * 10_000, "broken JSON"),
        ('{"name": ' + '{"a":' * 10_000, "broken JSON"),
        ('{"messages": [' + '{"a":' * 10_000 + "1" + "}" * 10_000 + "]}", "too deep"),
        ('{"messages": [1e' + "9" * 100_000, "broken JSON"),
        ('{"messages": [{"id": ' + "9" * 100_000 + "}]}", "too long"),
        ('{"messages": [{"id": 1 "text": "x"}]}', "broken JSON"),
        ('{"messages": [{"text": "' + "x" * 300_000 + '"}]}', "a single value of more than"),
        ('{3: "messages"}', "should stand"),
        ('{"name": "\\x', "broken JSON"),
        ('{"name": "x"', "cut off"),
        ("{", "Expecting value"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, data: str, says: str) -> None:
    with pytest.raises(BadInput, match=rf"^result\.json: .*{says}"):
        read(tmp_path, data, Limits(50_000, 200_000))


def test_depth_in_one_message_stops_with_a_word_after_the_others(tmp_path: Path) -> None:
    deep = '{"messages": [' + json.dumps(message(1)) + "," + "[" * 10_000 + "]" * 10_000 + "]}"
    path = tmp_path / "result.json"
    path.write_text(deep, encoding="utf-8")
    found = telegram_pieces(path, "result.json", Limits())
    assert isinstance(next(found), Piece)
    with pytest.raises(BadInput, match="too deep"):
        next(found)


def test_memory_does_not_grow_with_the_export(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    one = json.dumps(message(text=TEXT * 20), ensure_ascii=False)
    with path.open("w", encoding="utf-8") as file:
        file.write('{"messages": [')
        file.writelines(f"{one},\n" for _ in range(9_999))
        file.write(f"{one}]}}")
    count, peak = walked(telegram_pieces(path, "x", Limits()))
    assert count == 10_000
    assert path.stat().st_size > 15_000_000
    assert peak < 2_000_000
