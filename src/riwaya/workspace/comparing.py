"""New tellings compared with their neighbours in the store; likely pairs are kept."""

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from sqlalchemy import Connection, select

from riwaya.fusion.columns import Numbers
from riwaya.fusion.copies import SMALLEST, share_of
from riwaya.fusion.fuse import Fusion, Text
from riwaya.fusion.groups import LINK
from riwaya.fusion.keys import keys_of, loose_keys, number_of
from riwaya.fusion.pairs import CROWD
from riwaya.fusion.reasons import SOME
from riwaya.fusion.sides import top_of
from riwaya.fusion.told import Telling
from riwaya.store import fusion as kept
from riwaya.store.fusion_tables import stretch_keys, telling_pairs, tellings


def keep_pairs(
    connection: Connection, numbers: Sequence[int], one: Numbers, other: Numbers, scores: Numbers
) -> None:
    """Write the pairs that may be one happening."""
    likely = np.flatnonzero(scores >= LINK)
    rows = (
        {"one": numbers[int(one[k])], "other": numbers[int(other[k])], "score": float(scores[k])}
        for k in likely
    )
    kept.write(connection, telling_pairs, rows)


def compare(connection: Connection, new: dict[int, Telling], texts: dict[str, Text]) -> None:
    """Compare new tellings with those that they share a key or a text with; keep likely pairs."""
    pairs = _neighbours(connection, new) | _copied(connection, new, texts)
    involved = sorted({n for pair in pairs for n in pair})
    fusion, rows = loaded(connection, involved)
    row_of = {n: row for row, n in enumerate(rows)}
    several = sorted((row_of[a], row_of[b]) for a, b in pairs)
    one = np.array([min(pair) for pair in several], np.int64)
    other = np.array([max(pair) for pair in several], np.int64)
    keep_pairs(connection, rows, one, other, fusion.score(one, other))


def _neighbours(connection: Connection, new: dict[int, Telling]) -> set[tuple[int, int]]:
    """Pairs of a new telling with any other under one of its keys."""
    found: set[tuple[int, int]] = set()
    for number, telling in new.items():
        loose = {signed_key(key): few for key, few in loose_keys(telling, top_of)}
        under = kept.sharing_keys(
            connection,
            {signed_key(key) for key in keys_of(telling, top_of)}
            | {key for key, few in loose.items() if few},
        )
        under |= kept.sharing_keys(
            connection, (key for key, few in loose.items() if not few), few_only=True
        )
        found |= {
            (min(number, n), max(number, n))
            for several in under.values()
            if len(several) <= CROWD
            for n in several
            if n != number
        }
    return found


def _copied(
    connection: Connection, new: dict[int, Telling], texts: dict[str, Text]
) -> set[tuple[int, int]]:
    """Pairs of new tellings with those of reports that share text, of one family of events."""
    found: set[tuple[int, int]] = set()
    by_report: dict[str, list[int]] = {}
    for number, telling in new.items():
        by_report.setdefault(telling.report, []).append(number)
    for report, numbers in by_report.items():
        mine = texts[report].stretches
        keys = signed(mine[:SMALLEST])
        query = select(stretch_keys.c.report_n).where(stretch_keys.c.key.in_(keys)).distinct()
        others = kept.texts(connection, connection.execute(query).scalars())
        copied = [
            n
            for n, (id_, body, _) in others.items()
            if id_ != report and share_of(mine, np.frombuffer(body, np.uint64)) >= SOME
        ]
        for n, (_, body) in kept.bodies(
            connection, tellings_of_reports(connection, copied)
        ).items():
            families = msgspec.msgpack.decode(body, type=Telling).families
            found |= {(min(n, m), max(n, m)) for m in numbers if families & new[m].families}
    return found


def tellings_of_reports(connection: Connection, numbers: Iterable[int]) -> list[int]:
    """The numbers of the tellings of reports."""
    found: list[int] = []
    for some in kept.chunks(numbers):
        query = select(tellings.c.n).where(tellings.c.report_n.in_(some))
        found += connection.execute(query).scalars()
    return found


def loaded(connection: Connection, rows: Sequence[int]) -> tuple[Fusion, list[int]]:
    """The fusion of some kept tellings, and their numbers in the order of its rows."""
    found = kept.bodies(connection, rows)
    several = {n: msgspec.msgpack.decode(body, type=Telling) for n, (_, body) in found.items()}
    texts = {
        id_: Text(np.frombuffer(stretches, np.uint64), np.frombuffer(words, np.uint32))
        for id_, stretches, words in kept.texts(connection, {n for n, _ in found.values()}).values()
    }
    numbers = {telling.key: n for n, telling in several.items()}
    fusion = Fusion(several.values(), texts, top_of)
    return fusion, [numbers[telling.key] for telling in fusion.tellings]


def signed_key(key: str) -> int:
    """A key as a database can hold it."""
    number = number_of(key)
    return number - (1 << 64) if number >= 1 << 63 else number


def signed(numbers: Numbers) -> list[int]:
    """Unsigned 64-bit numbers as a database can hold them."""
    return [int(number) for number in numbers.view(np.int64)]
