"""Web archives made byte by byte, sound ones and broken ones."""

import gzip
from collections.abc import Iterable

PAGE = (
    "<!DOCTYPE html><html><head><title>هجوم على حاجز</title></head><body><article><p>"
    "قُتل خمسة جنود في هجوم على حاجز شرق المدينة، بحسب مصدر طبي تحدث مساء السبت.</p></article></body></html>"
).encode()


def http(
    body: bytes = PAGE, status: str = "200 OK", media: str = "text/html", more: str = ""
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body


def record(
    block: bytes,
    url: str = "http://alkhabar.example/1",
    kind: str = "response",
    length: int | str | None = None,
    media: str = "application/http;msgtype=response",
    more: str = "",
) -> bytes:
    said = len(block) if length is None else length
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Date: 2020-05-01T10:00:00Z\r\nWARC-Target-URI: {url}\r\n{more}"
        f"Content-Type: {media}\r\nContent-Length: {said}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def pages(number: int) -> list[bytes]:
    return [record(http(), f"http://alkhabar.example/{n}") for n in range(1, number + 1)]


def packed(records: Iterable[bytes]) -> bytes:
    """Each record a gzip member of its own, as crawlers write them."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
