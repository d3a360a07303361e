"""The labelled sets: reports with the incidents that they tell, written for this project.

Outlets' and spokesmen's names are real, what they are made to say is invented.
A line is a report: `id`, `outlet`, `published`, `url`, `text`, and `tells`: a list of `incident`,
`at` (words of the text that the claim's trigger is in or near), `origin`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from riwaya.fusion.told import ToldReport
from riwaya.records.claim import Claim

SETS = Path(__file__).parent / "sets"
#: Readings of the sets, so that tuning doesn't read them anew; not kept in the repository.
CACHE = Path(__file__).parents[2] / ".cache" / "fusion-sets"


@dataclass(frozen=True, slots=True)
class Tells:
    """A report's telling of a labelled incident: where in the text, and whose account."""

    report: str
    incident: str
    start: int
    end: int
    origin: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report with what it tells."""

    told: ToldReport
    tells: tuple[Tells, ...]


def lines() -> Iterator[dict[str, Any]]:
    """The lines of all sets, in order."""
    for path in sorted(SETS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def is_test(incident: str) -> bool:
    """Whether an incident is of the test half: by its name's digest, not by a person's choice."""
    return sha256(incident.encode()).digest()[0] % 2 == 0


@cache
def labelled() -> tuple[Labelled, ...]:
    """All reports, read by the released model."""
    return tuple(_labelled(line) for line in lines())


def _labelled(line: dict[str, Any]) -> Labelled:
    text = line["text"]
    tells = []
    for one in line.get("tells", ()):
        start = -1
        for _ in range(one.get("nth", 1)):
            start = text.index(one["at"], start + 1)
        tells.append(
            Tells(line["id"], one["incident"], start, start + len(one["at"]), one["origin"])
        )
    return Labelled(told_of(line), tuple(tells))


def told_of(line: dict[str, Any]) -> ToldReport:
    """A line as fusion takes it."""
    return ToldReport(
        id=line["id"],
        sources=(f"{line['id']}.txt",),
        outlet=line["outlet"],
        published=line["published"],
        text=line["text"],
        claims=_claims(line),
    )


def _claims(line: dict[str, Any]) -> tuple[Claim, ...]:
    from riwaya.pipeline import default_reader  # noqa: PLC0415
    from riwaya.records.report import Report  # noqa: PLC0415

    reader = default_reader()
    key = sha256(f"{reader.digest}{_code()}{json.dumps(line)}".encode()).hexdigest()
    kept = CACHE / key
    if kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=tuple[Claim, ...])
    report = Report(
        id=line["id"],
        outlet=line["outlet"],
        published=line["published"],
        sha256=Report.digest(line["text"]),
    )
    claims = reader.read(line["text"], report).claims
    CACHE.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(msgspec.json.encode(claims))
    return claims


@cache
def _code() -> str:
    """A digest of everything between the text and the claims."""
    digest = sha256()
    source = Path(__file__).parents[2] / "src" / "riwaya"
    for folder in ("reading", "resolving", "knowledge", "data", "text"):
        for path in sorted((source / folder).rglob("*")):
            if path.suffix in {".py", ".tsv", ".npz"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def pick(telling_claims: list[Claim], one: Tells) -> Claim | None:
    """The claim that a label means: its trigger in the words, else the nearest, 60 letters off."""
    inside = [c for c in telling_claims if one.start <= c.trigger.start < one.end]
    if inside:
        return inside[0]
    near = sorted(telling_claims, key=lambda c: abs(c.trigger.start - one.start))
    return near[0] if near and abs(near[0].trigger.start - one.start) <= NEAREST else None


#: Letters between the labelled words and a trigger that is still meant.
NEAREST = 60
