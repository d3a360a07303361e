"""A source of any kind -> its pieces, one for each report in it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from riwaya.errors import BadInput
from riwaya.ingest.facts import Facts
from riwaya.ingest.load import too_large
from riwaya.ingest.piece import Form, Limits, Piece
from riwaya.records.dataset import is_coded

#: Kinds that hold one report: the whole file is its piece.
SINGLE: Mapping[str, Form] = {
    "text": "text",
    "html": "html",
    "docx": "docx",
    "pdf": "pdf",
    "email": "email",
}
ROWS = frozenset(["csv", "jsonl", "parquet"])
Found = Iterator[Piece | BadInput]


def pieces_of(
    path: Path, kind: str, name: str, limits: Limits, mapping: Mapping[str, str]
) -> Iterator[Piece | BadInput]:
    """The pieces of a source, streamed; what is wrong with one comes in its place.

    `mapping` names the columns of a table, field by field. Raises BadInput when the source can't
    be read at all.
    """
    if kind in SINGLE:
        return iter([_whole(path, SINGLE[kind], name, limits)])
    if kind in ROWS:
        from riwaya.ingest.rows import row_pieces  # noqa: PLC0415 (by kind)

        return row_pieces(path, name, limits, kind, mapping)
    if is_coded(kind):
        from riwaya.ingest.coded_rows import coded_pieces  # noqa: PLC0415 (by kind)

        return coded_pieces(path, name, limits, kind)
    if kind in {"warc", "wacz"}:
        return _archived(path, kind, name, limits)
    return _messages(path, kind, name, limits)


def _whole(path: Path, form: Form, name: str, limits: Limits) -> Piece:
    limit = limits.text * 2 if form == "text" else limits.payload
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror}") from None
    if len(data) > limit:
        raise too_large(name, limits.text)
    return Piece(name, "", form, data, Facts())


def _archived(path: Path, kind: str, name: str, limits: Limits) -> Found:
    if kind == "warc":
        from riwaya.ingest.warc import warc_pieces  # noqa: PLC0415 (by kind)

        return warc_pieces(path, name, limits)
    from riwaya.ingest.wacz import wacz_pieces  # noqa: PLC0415 (by kind)

    return wacz_pieces(path, name, limits)


def _messages(path: Path, kind: str, name: str, limits: Limits) -> Found:
    if kind == "mbox":
        from riwaya.ingest.mbox import mbox_pieces  # noqa: PLC0415 (by kind)

        return mbox_pieces(path, name, limits)
    if kind == "feed":
        from riwaya.ingest.feeds import feed_pieces  # noqa: PLC0415 (by kind)

        return feed_pieces(path, name, limits)
    if kind in {"telegram-json", "telegram-html"}:
        from riwaya.ingest.telegram import telegram_pieces  # noqa: PLC0415 (by kind)

        return telegram_pieces(path, name, limits)
    raise BadInput(f"{name}: no reports are read from this kind of file ({kind})")
