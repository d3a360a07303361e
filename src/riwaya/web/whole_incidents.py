"""Incidents in full as pages and programs ask for them: put together once, until they change."""

from typing import Any

from sqlalchemy import Row

from riwaya.web.desk import Desk
from riwaya.web.memory import Memory
from riwaya.workspace.incidents import Whole, mark_of_incident, whole_incident

#: Incidents that are kept, the last ones asked for: each with its claims and texts.
MOST = 500


def whole_here(desk: Desk, row: Row[Any], *, reviewed_only: bool) -> Whole | None:
    """The incident in full, made anew only when what it is made of has changed.

    Its grade is as people had graded it then (`workspace.incidents.with_grade` gives today's).
    """
    memory = desk.office.memory.recall("whole incidents", lambda: Memory(MOST))
    key = (row.id, reviewed_only, mark_of_incident(desk.connection, row))
    return memory.recall(
        key, lambda: whole_incident(desk.connection, row, reviewed_only=reviewed_only)
    )
