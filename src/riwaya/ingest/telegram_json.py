"""Chats exported by Telegram Desktop as JSON (result.json): a piece per message with text.

The form is that of tdesktop's export_output_json.cpp: one chat {name, type, id, messages}, or an
account whose chats stand in chats.list and left_chats.list. Other clients add a chat's username.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from riwaya.errors import BadInput
from riwaya.ingest.facts import Facts, checked_published
from riwaya.ingest.json_stream import JsonStream
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.source import printable
from riwaya.ingest.telegram_chat import Chat, forwarded_note
from riwaya.ingest.text_piece import text_piece

USERNAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")
SAID_OF_CHAT = frozenset(["name", "type", "id", "username"])
EDITED_NOTE = "The message was edited later."
#: Where an account's chats stand.
CHAT_LISTS = frozenset(["chats", "left_chats"])
#: Messages of people to one another have no outlet.
PRIVATE = frozenset(["personal_chat", "bot_chat", "saved_messages", "replies", "verify_codes"])


class Entity(msgspec.Struct):
    """A stretch of a message's text that is a link, bold or a mention."""

    text: str = ""


class Message(msgspec.Struct):
    """What is used of a message; what else it has is passed over."""

    id: int
    type: str = "message"
    date: str | None = None
    date_unixtime: str | int | None = None
    edited: str | None = None
    edited_unixtime: str | int | None = None
    #: None stands for somebody whose account is gone.
    forwarded_from: str | msgspec.UnsetType | None = msgspec.UNSET
    text: str | list[str | Entity] = ""

    @property
    def whole_text(self) -> str:
        """The text's stretches joined, as they were before."""
        if isinstance(self.text, str):
            return self.text
        return "".join(part if isinstance(part, str) else part.text for part in self.text)


def telegram_json_pieces(
    path: Path, name: str, limits: Limits, username: str | None = None
) -> Iterator[Piece | BadInput]:
    """The messages of a result.json, with their dates in UTC and the chat's name as outlet.

    `username` is the public name of an exported channel, which tdesktop's files don't have: with it
    messages get addresses. Raises BadInput for a file without chats, and from where it is broken.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            chats = 0
            stream = JsonStream(file, name, limits.payload)
            for found in _walked(stream, name, limits, username):
                if found is None:
                    chats += 1
                else:
                    yield found
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror}") from None
    if not chats:
        raise BadInput(f"{name}: no chat exported by Telegram Desktop; export it as JSON")


Found = Iterator[Piece | BadInput | None]


def _walked(stream: JsonStream, name: str, limits: Limits, username: str | None) -> Found:
    """The pieces of the file's one chat or of its lists of chats; None for each chat begun."""
    if stream.next() != "{":
        return
    known: dict[str, Any] = {"username": username}
    for key in stream.members():
        if key == "messages" and stream.next() == "[":
            yield from _messages(stream, _chat(known, ""), name, limits)
        elif key in CHAT_LISTS and stream.next() == "{":
            yield from _listed_chats(stream, name, limits)
        else:
            _learn(stream, key, known)


def _listed_chats(stream: JsonStream, name: str, limits: Limits) -> Found:
    """The chats in the list of an account's export."""
    for key in stream.members():
        if key != "list" or stream.next() != "[":
            stream.skip()
            continue
        for _ in stream.elements():
            if stream.next() == "{":
                yield from _listed_chat(stream, name, limits)
            else:
                stream.skip()


def _listed_chat(stream: JsonStream, name: str, limits: Limits) -> Found:
    known: dict[str, Any] = {}
    for key in stream.members():
        if key == "messages" and stream.next() == "[":
            within = f"chat {printable(str(known.get('id')))[:40]}, "
            yield from _messages(stream, _chat(known, within), name, limits)
        else:
            _learn(stream, key, known)


def _learn(stream: JsonStream, key: str, known: dict[str, Any]) -> None:
    """Take a value that is no list of messages; what is said of the chat is kept."""
    if key in SAID_OF_CHAT:
        known[key] = stream.value()
    else:
        stream.skip()


def _chat(known: dict[str, Any], within: str) -> Chat:
    title, public = known.get("name"), USERNAME.fullmatch(str(known.get("username") or ""))
    named = isinstance(title, str) and title.strip() and known.get("type") not in PRIVATE
    return Chat(str(title).strip() if named else None, public[1] if public else None, within)


def _messages(stream: JsonStream, chat: Chat, name: str, limits: Limits) -> Found:
    yield None
    for place, _ in enumerate(stream.elements(), start=1):
        value = stream.value()
        try:
            message = msgspec.convert(value, Message)
        except (msgspec.ValidationError, RecursionError) as error:
            yield BadInput(f"{name}, {chat.within}message number {place}: no message ({error})")
            continue
        if message.type == "message" and message.whole_text.strip():
            yield _piece(message, chat, name, limits)


def _piece(message: Message, chat: Chat, name: str, limits: Limits) -> Piece | BadInput:
    part = f"{chat.within}message {message.id}"
    notes: list[str] = []
    facts = Facts(
        published=_moment(message.date_unixtime, message.date, notes),
        outlet=chat.name,
        url=chat.url(message.id),
    )
    if message.forwarded_from is not msgspec.UNSET:
        notes.append(forwarded_note(message.forwarded_from or "a deleted account"))
    if message.edited_unixtime or message.edited:
        edited = _moment(message.edited_unixtime, message.edited, [])
        notes.append(f"The message was edited later ({edited})." if edited else EDITED_NOTE)
    return text_piece(message.whole_text, f"{name}, {part}", part, limits, facts, notes)


def _moment(seconds: str | int | None, local: str | None, notes: list[str]) -> str | None:
    """A moment in UTC from seconds since 1970; else the exporting machine's own local time."""
    try:
        if seconds is not None:
            return datetime.fromtimestamp(int(seconds), UTC).isoformat()
        return checked_published(local, "") if local else None
    except (ValueError, OverflowError, OSError, BadInput):
        notes.append(f"The message's date {printable(str(seconds or local))[:40]!r} is none.")
        return None
