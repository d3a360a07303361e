"""A step of an incident's history: a report came, somebody decided or judged something."""

from typing import Literal

import msgspec

Kind = Literal["report", "decision", "judgement", "grading"]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened to an incident: when (ISO), by whom.

    `what` is the verdict; `id` that of the judgement or grading; `detail` an outlet, a grade, or
    how many claims it is about; `standing` is False for what was taken back.
    """

    at: str
    kind: Kind
    by: str
    what: str = ""
    id: str | None = None
    report: str | None = None
    claim: str | None = None
    detail: str | None = None
    note: str | None = None
    standing: bool = True
