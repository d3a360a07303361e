"""The body of an archived HTTP answer as the browser saw it: chunks joined, compression undone."""

import zlib
from io import BytesIO

from riwaya.errors import BadInput

GZIP_NAMES = frozenset(["gzip", "x-gzip"])
GZIP = b"\x1f\x8b"
CUT_NOTE = "The page's compressed body is cut off: what is there was taken."


def plain_body(
    body: bytes, transfer: str, coding: str, name: str, limit: int
) -> tuple[bytes, tuple[str, ...]]:
    """The body by its Transfer-Encoding and Content-Encoding, and notes on what was amiss.

    Crawlers often store the body decoded and keep the headers: what isn't packed is left as it is.
    Raises BadInput where it unpacks to more than `limit` bytes or by a method that isn't known.
    """
    if "chunked" in transfer.lower():
        body = _joined(body)
    coding = coding.strip().lower()
    if coding in {"", "identity", "none", "utf-8"}:
        return body, ()
    if coding in GZIP_NAMES:
        return _gunzipped(body, name, limit) if body.startswith(GZIP) else (body, ())
    if coding == "deflate":
        return _inflated_either_way(body, name, limit)
    if coding == "br":
        return _unbrotlied(body, name, limit), ()
    raise BadInput(f"{name}: its body is compressed by {coding[:40]!r}, which Riwaya can't undo")


def _joined(body: bytes) -> bytes:
    """Chunks put together; a body that holds no chunks although it says so is left alone."""
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415 (an extra)

    return bytes(ChunkedDataReader(BytesIO(body)).read())


def _gunzipped(body: bytes, name: str, limit: int) -> tuple[bytes, tuple[str, ...]]:
    """One gzip member after another."""
    parts: list[bytes] = []
    notes: tuple[str, ...] = ()
    size = 0
    while body.startswith(GZIP) and not notes:
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        part, notes = _inflated(member, body, name, limit - size)
        size += len(part)
        parts.append(part)
        body = member.unused_data
    return b"".join(parts), notes


def _inflated_either_way(body: bytes, name: str, limit: int) -> tuple[bytes, tuple[str, ...]]:
    """Servers mean zlib's wrapping by «deflate», or none, or forgot to compress."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return _inflated(zlib.decompressobj(bits), body, name, limit)
        except BadInput as error:
            if isinstance(error.__cause__, zlib.error):
                continue
            raise
    return body, ()


def _inflated(
    member: "zlib._Decompress", body: bytes, name: str, limit: int
) -> tuple[bytes, tuple[str, ...]]:
    try:
        data = member.decompress(body, limit + 1)
    except zlib.error as error:
        raise BadInput(f"{name}: its compressed body is damaged ({error})") from error
    if len(data) > limit:
        raise too_large(name, limit)
    return data, () if member.eof else (CUT_NOTE,)


def _unbrotlied(body: bytes, name: str, limit: int) -> bytes:
    """Brotli's own limit is by output buffer; what isn't brotli at all is left as it is."""
    try:
        import brotli  # noqa: PLC0415 (optional, 5 MB)
    except ImportError:
        raise BadInput(
            f"{name}: its body is compressed by brotli; to read it: pip install brotli"
        ) from None
    stream = brotli.Decompressor()
    try:
        parts = [stream.process(body, output_buffer_limit=65_536)]
        size = len(parts[0])
        while size <= limit and not stream.is_finished() and not stream.can_accept_more_data():
            parts.append(stream.process(b"", output_buffer_limit=65_536))
            size += len(parts[-1])
    except brotli.error:
        return body
    if size > limit:
        raise too_large(name, limit)
    return b"".join(parts)


def too_large(name: str, limit: int) -> BadInput:
    """The refusal that names the flag."""
    return BadInput(f"{name}: larger than {limit:,} bytes; if that is meant, raise --max-size")
