"""A piece -> its text and what it says of itself: one way for each form."""

from riwaya.errors import BadInput
from riwaya.ingest.docx import docx_text
from riwaya.ingest.facts import Facts
from riwaya.ingest.html import Page, html_page
from riwaya.ingest.load import too_large
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.text import decode


def open_piece(piece: Piece, limits: Limits) -> Page:
    """The text of a piece; raises BadInput that names it."""
    if not piece.data.strip():
        raise BadInput(f"{piece.name}: empty")
    page = _page(piece, limits)
    if not page.text.strip():
        raise BadInput(f"{piece.name}: no text in it")
    if len(page.text.encode("utf-8", "replace")) > limits.text:
        raise too_large(piece.name, limits.text)
    return page


def _page(piece: Piece, limits: Limits) -> Page:
    if piece.form == "html":
        return html_page(piece.data, piece.name)
    if piece.form == "docx":
        return Page(docx_text(piece.data, piece.name, limits.payload), Facts())
    if piece.form == "pdf":
        from riwaya.ingest.pdf import pdf_page  # noqa: PLC0415 (pypdf is slow to load)

        return pdf_page(piece.data, piece.name, limits.payload)
    if piece.form == "email":
        from riwaya.ingest.email_message import email_page  # noqa: PLC0415 (seldom needed)

        return email_page(piece.data, piece.name, limits.payload)
    decoded = decode(piece.data, piece.name)
    return Page(decoded.text, Facts(), decoded.notes)
