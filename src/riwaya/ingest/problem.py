"""What a check finds wrong, for people: how bad, where, what, and what to do."""

from typing import Literal

import msgspec

from riwaya.ingest.source import printable

#: "damage": something isn't what was taken in or written down; "warning": a stop in the middle, or
#: something put there by hand, explains it.
Severity = Literal["damage", "warning"]


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong; `where` is a file within the workspace, and a record of it."""

    severity: Severity
    where: str
    what: str
    advice: str

    @classmethod
    def of(cls, severity: Severity, where: str, what: str, advice: str) -> "Problem":
        """A problem that is safe to print, whatever was written into the files."""
        return cls(severity, printable(where), printable(what), printable(advice))

    def __str__(self) -> str:
        return f"{self.severity}: {self.where}: {self.what}; {self.advice}"
