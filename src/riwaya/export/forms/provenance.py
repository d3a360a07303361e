"""Where a claim comes from: the bytes, the reading, what people decided; for forms that tell it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Take:
    """A source that was taken in and held the report; times are ISO, with zone.

    `record` numbers its line of the custody log. Published takes have a kind and a time alone.
    """

    kind: str
    taken_at: str
    id: str | None = None
    raw_sha256: str | None = None
    taken_by: str | None = None
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A standing verdict ("accept", "correct", "reject", "add") and when it was given.

    `id` and `author` are None where it is published: the one is made of the other.
    """

    verdict: str
    made_at: str
    id: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Of one claim: its report's bytes and text, the reading that found it, and its verdicts.

    `added`: a person wrote the claim, no reader did. `text_sha256` is None where it is published.
    """

    language: str
    reading: str | None = None
    read_at: str | None = None
    text_sha256: str | None = None
    takes: tuple[Take, ...] = ()
    said: tuple[Said, ...] = ()
    added: bool = False

    @property
    def last(self) -> Said | None:
        """The verdict that counts: the last one."""
        return self.said[-1] if self.said else None
