"""Exports of Telegram Desktop: result.json and messages.html, a piece per message with text."""

from collections.abc import Iterator
from pathlib import Path

from riwaya.errors import BadInput
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.telegram_html import telegram_html_pieces
from riwaya.ingest.telegram_json import telegram_json_pieces

#: Enough to see behind a byte-order mark and blanks whether a file is JSON.
OPENING = 1_000


def telegram_pieces(
    path: Path, name: str, limits: Limits, username: str | None = None
) -> Iterator[Piece | BadInput]:
    """The messages of an export in either form; see `telegram_json` and `telegram_html`.

    `username` is the public name of an exported channel, which the files don't have: with it
    messages get addresses.
    """
    try:
        with path.open("rb") as file:
            opening = file.read(OPENING).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror}") from None
    if opening.startswith(b"{"):
        return telegram_json_pieces(path, name, limits, username)
    return telegram_html_pieces(path, name, limits, username)
