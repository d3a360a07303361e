"""What an opener makes of a payload: text, facts, notes."""

from dataclasses import dataclass

from riwaya.ingest.facts import Facts


@dataclass(frozen=True, slots=True)
class Page:
    """The extracted text, the payload's own facts, and notes on what was done to it."""

    text: str
    facts: Facts
    notes: tuple[str, ...] = ()
