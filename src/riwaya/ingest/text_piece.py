"""A piece of plain text that a container holds as letters: a message, a table's cell."""

from collections.abc import Sequence

from riwaya.errors import BadInput
from riwaya.ingest.facts import Facts
from riwaya.ingest.piece import Form, Limits, Piece


def text_piece(
    text: str,
    name: str,
    part: str,
    limits: Limits,
    facts: Facts,
    notes: Sequence[str] = (),
    *,
    form: Form = "text",
) -> Piece | BadInput:
    """The piece, in UTF-8; BadInput where the text is larger than `limits.text` bytes."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > limits.text:
        return BadInput(
            f"{name}: larger than {limits.text:,} bytes of text; if that is meant, raise --max-size"
        )
    return Piece(name, part, form, data, facts, tuple(notes))
