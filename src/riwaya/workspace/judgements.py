"""People's word on incidents: the same, different, split, unsure; listed, and taken back.

One word is several rows of `judgements`, on pairs of claims: all claims of a side are said to be
of one happening with its first one, and the first ones of two sides to be of two. They have an
author and a moment in common, by which they are listed and taken back together. They take effect
with the next `fuse`, and hold whatever comes in later.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

import msgspec
from sqlalchemy import Connection, select

from riwaya.errors import BadInput
from riwaya.fusion.verdicts import settle
from riwaya.records.judgement import Judgement, JudgementVerdict
from riwaya.records.withdrawing import withdrawn
from riwaya.store.fusion_tables import judgements
from riwaya.workspace.judging import all_judgements, claim_keys, put_judgements
from riwaya.workspace.sides import Held, claim_meant, held_by, incident_meant, named_claims

#: Letters of an id that a person must type.
SHORTEST = 6

Sides = Sequence[Sequence[Held]]


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """What a person said at one moment: rows of `judgements` that belong together.

    `sides` are the claims ("report/anchor") that were said to be together; `id` is the first
    row's; `standing` is False once it was taken back; `withdraws` is the id of what it takes back.
    """

    id: str
    made_at: str
    author: str
    verdict: JudgementVerdict
    sides: tuple[tuple[str, ...], ...]
    standing: bool
    note: str | None = None
    withdraws: str | None = None


def same(connection: Connection, one: str, other: str, *, by: str, note: str | None = None) -> Word:
    """Two incidents or claims are of one happening: they become one incident.

    Incidents are given by id or "ID@MARK" (see `sides`), claims by key ("report/claim"). Raises
    BadInput, Changed.
    """
    first, second = _two(connection, one, other)
    names = [*named_claims(first), *named_claims(second)]
    return _say(connection, _star(names, "same"), by, note)


def different(
    connection: Connection, one: str, other: str, *, by: str, note: str | None = None
) -> Word:
    """Two incidents, or two claims of one, are of two happenings, whatever is alike in them."""
    first, second = _two(connection, one, other)
    return _keep_apart(connection, [first, second], by, note)


def split(
    connection: Connection,
    incident: str,
    out: Iterable[str],
    *,
    by: str,
    note: str | None = None,
) -> Word:
    """Claims (by key) of an incident are of another happening than its others: two incidents."""
    _, held = incident_meant(connection, incident)
    wanted = set(out)
    going = [one for one in held if one.key in wanted]
    rest = [one for one in held if one.key not in wanted]
    if missing := sorted(wanted - {one.key for one in held}):
        raise BadInput(f"{missing[0]}: no claim of incident {incident.partition('@')[0]}")
    if not going or not rest:
        which = "all" if going else "none"
        raise BadInput(f"{which} of the incident's claims go out; choose some of them")
    return _keep_apart(connection, [rest, going], by, note)


def unsure(
    connection: Connection, one: str, other: str, *, by: str, note: str | None = None
) -> Word:
    """Nobody can tell whether two incidents are one: it is noted and changes nothing."""
    first, second = _two(connection, one, other)
    return _say(connection, [(first[0].name, second[0].name, "unsure")], by, note)


def undo(connection: Connection, id_: str, *, by: str) -> Word | None:
    """Take a word back by its id or the beginning of one; a taking back can be taken back too.

    None where it was taken back already. Raises BadInput where no word, or more than one, has
    such an id.
    """
    every = all_judgements(connection)
    gone = withdrawn(every)
    rows = [one for one in _meant(every, id_) if one.id not in gone]
    if not rows:
        return None
    at = _moment(connection, by)
    back = [
        Judgement(
            one=row.one, other=row.other, verdict="withdraw", author=by, made_at=at,
            withdraws=row.id,
        )
        for row in rows
    ]  # fmt: skip
    put_judgements(connection, back)
    return _word(back, set(), _word_ids(every))


def words(connection: Connection) -> list[Word]:
    """Everything that people said, in order, what was taken back included."""
    every = all_judgements(connection)
    gone, word_of = withdrawn(every), _word_ids(every)
    return [_word(rows, gone, word_of) for rows in _moments(every)]


def words_about(connection: Connection, incident_n: int) -> list[Word]:
    """What people said about any claim of an incident, in order."""
    here = {one.key for one in held_by(connection, incident_n)}
    several = words(connection)
    keys = claim_keys(connection, (name for one in several for side in one.sides for name in side))
    return [
        one for one in several if any(keys.get(name) in here for side in one.sides for name in side)
    ]


def _two(connection: Connection, one: str, other: str) -> tuple[list[Held], list[Held]]:
    first, second = (_side(connection, name) for name in (one, other))
    if {held.key for held in first} & {held.key for held in second}:
        raise BadInput(f"{one.partition('@')[0]} and {other.partition('@')[0]} are one already")
    return first, second


def _side(connection: Connection, name: str) -> list[Held]:
    if "/" in name:
        return claim_meant(connection, name)
    return incident_meant(connection, name)[1]


Rows = list[tuple[str, str, JudgementVerdict]]


def _keep_apart(connection: Connection, sides: Sides, by: str, note: str | None) -> Word:
    rows: Rows = []
    firsts: list[str] = []
    for side in sides:
        others = [held for other in sides if other is not side for held in other]
        names = named_claims(side, others)
        firsts.append(names[0])
        rows += _star(names, "same")
    rows += [(one, other, "different") for one, other in combinations(firsts, 2)]
    return _say(connection, rows, by, note)


def _star(names: Sequence[str], verdict: JudgementVerdict) -> Rows:
    """The first with each of the others."""
    return [(names[0], other, verdict) for other in dict.fromkeys(names[1:]) if other != names[0]]


def _say(connection: Connection, rows: Rows, by: str, note: str | None) -> Word:
    at = _moment(connection, by)
    made = [
        Judgement(one=one, other=other, verdict=verdict, author=by, made_at=at, note=note)
        for one, other, verdict in rows
    ]
    put_judgements(connection, made)
    return _word(made, set(), {})


def _moment(connection: Connection, by: str) -> str:
    """Now, as a moment at which this person has said nothing else."""
    at = datetime.now(UTC)
    taken = set(
        connection.execute(select(judgements.c.made_at).where(judgements.c.author == by)).scalars()
    )
    while (moment := at.isoformat(timespec="milliseconds")) in taken:
        at += timedelta(milliseconds=1)
    return moment


def _meant(every: Sequence[Judgement], id_: str) -> list[Judgement]:
    """The rows of the word of which one has an id that begins so."""
    if len(id_) < SHORTEST:
        raise BadInput(f"{id_!r}: write at least {SHORTEST} letters of the judgement's id")
    found = [
        rows for rows in _moments(every) if any(row.id.startswith(id_.lower()) for row in rows)
    ]
    if not found:
        raise BadInput(f"no judgement {id_}; `riwaya judge list` shows them")
    if len(found) > 1:
        raise BadInput(f"{len(found)} judgements begin with {id_}; write more of the id")
    return found[0]


def _moments(every: Iterable[Judgement]) -> list[list[Judgement]]:
    found: dict[tuple[str, str], list[Judgement]] = {}
    for one in every:
        found.setdefault((one.author, one.made_at), []).append(one)
    return list(found.values())


def _word_ids(every: Iterable[Judgement]) -> dict[str, str]:
    """For each row's id that of the word which it is part of."""
    return {row.id: rows[0].id for rows in _moments(every) for row in rows}


def _word(rows: Sequence[Judgement], gone: set[str], word_of: Mapping[str, str]) -> Word:
    verdicts = {row.verdict for row in rows}
    first = rows[0]
    back = first.withdraws
    return Word(
        id=first.id,
        made_at=first.made_at,
        author=first.author,
        verdict=next(one for one in ORDER if one in verdicts),
        sides=_sides(rows),
        standing=any(row.id not in gone for row in rows),
        note=first.note,
        withdraws=None if back is None else word_of.get(back, back),
    )


#: The verdict of several rows: those of two sides say as well what each side has.
ORDER: tuple[JudgementVerdict, ...] = ("different", "same", "unsure", "withdraw")


def _sides(rows: Sequence[Judgement]) -> tuple[tuple[str, ...], ...]:
    """The claims that are together by these rows alone; the first side's first."""
    names = tuple(dict.fromkeys(name for row in rows for name in (row.one, row.other)))
    if rows[0].verdict == "withdraw":
        return (names,)
    if rows[0].verdict == "unsure":
        return tuple((name,) for name in names)
    found = settle(rows).together
    apart = (row.one for row in rows if row.verdict == "different")
    first = {next(apart, rows[0].one)}
    return tuple(sorted(found, key=lambda side: (first.isdisjoint(side), side)))
