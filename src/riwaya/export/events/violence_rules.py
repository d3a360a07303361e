"""UCDP's type of violence by who did what to whom, from data/exports/ucdp.tsv."""

from dataclasses import dataclass
from functools import cache

from riwaya.errors import BadTable
from riwaya.export.events.acting import Acting, Actor
from riwaya.knowledge.families import families
from riwaya.knowledge.tables import Row, read_table, shipped

COLUMNS = ("rule", "agent", "target", "type_of_violence", "first")
SIDES = frozenset(("state", "armed", "civilians"))
CIVILIANS = Actor(None, "Civilians", 7)


@dataclass(frozen=True, slots=True)
class Violence:
    """Who did it to whom, the rule that it falls under, its type, and which of them is side A."""

    rule: str
    event: str
    type: int
    agent: Actor
    target: Actor
    agent_first: bool

    @property
    def first(self) -> Actor:
        """Side A."""
        return self.agent if self.agent_first else self.target

    @property
    def second(self) -> Actor:
        """Side B."""
        return self.target if self.agent_first else self.agent


def violence_of(acting: Acting) -> Violence | None:
    """The incident's violence; None where a side isn't known, or no rule has the pair.

    An organised target stands before civilians: those who die with it are deaths_civilians.
    """
    events = sorted(
        (event for event in acting.events if families()[event].part != "own"),
        key=lambda event: (families()[event].part != "deed", -acting.weight(event), event),
    )
    for event in events:
        agent = next(iter(acting.agents(event)), None)
        if agent is None or agent.side is None:
            continue
        others = [t for t in acting.targets(event) if t.entity != agent.entity]
        organised = [t for t in others if t.side in {"state", "armed"}]
        target = organised[0] if organised else CIVILIANS if acting.civilians else None
        row = _rows().get((agent.side, target.side or "")) if target else None
        if row is not None and target is not None:
            kind = int(row["type_of_violence"])
            return Violence(row["rule"], event, kind, agent, target, row["first"] == "agent")
    return None


@cache
def _rows() -> dict[tuple[str, str], Row]:
    """The rules by the sides of agent and target; raises BadTable with file and line."""
    rows = read_table(shipped("exports/ucdp.tsv"), columns=COLUMNS, key=("agent", "target"))
    for row in rows:
        if not {row["agent"], row["target"]} <= SIDES:
            raise BadTable(f"{row.where}: agent and target are among {', '.join(sorted(SIDES))}")
        if row["type_of_violence"] not in {"1", "2", "3"}:
            raise BadTable(f"{row.where}: type_of_violence is 1, 2 or 3")
        if row["first"] not in {"agent", "target"}:
            raise BadTable(f"{row.where}: first is agent or target")
    return {(row["agent"], row["target"]): row for row in rows}
