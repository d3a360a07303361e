"""Reasons for two tellings to be of one happening: each a function over pairs, which finds a level.

A function takes two equally long `Columns`, row i of each being a pair, and gives each pair's
level by name. What a level weighs stands in data/fusion/weights.tsv. The same functions serve a
million pairs and the one that a person looks at.
"""

from collections.abc import Callable
from functools import cache

import numpy as np

from riwaya.fusion.columns import NO_DAY, Columns, Numbers, event_bits, family_bits
from riwaya.fusion.summed_up import WIDE_KM
from riwaya.fusion.within import TOGETHER
from riwaya.knowledge.families import families

Levels = list[tuple[str, Numbers]]
EARTH_KM = 6371.0
CLOSE_KM, APART_KM = 15.0, 50.0
#: So many days apart, no mistaken date makes up for it.
MONTH = 30
#: From so many on, two equal counts are hardly chance.
MANY = 5
#: Counts are near when the larger is at most so many times the smaller, and far beyond the other.
NEAR, FAR = 1.5, 3.0
#: Shares of a text's stretches of words that another has too.
COPY, CLOSE, SOME = 0.6, 0.3, 0.12


def event(a: Columns, b: Columns) -> Levels:
    """Whether the kinds of event go together."""
    together = family_bits(TOGETHER)
    deeds, others = a.events & ~_harms(), b.events & ~_harms()
    kinds, other_kinds = a.families & ~_harm_families(), b.families & ~_harm_families()
    untold = (deeds == 0) | (others == 0)
    both = ((a.families & together) != 0) & ((b.families & together) != 0)
    return [
        ("same", (deeds & others) != 0),
        ("family", (kinds & other_kinds) != 0),
        ("harm", untold & ((a.events & b.events) != 0)),
        ("untold", untold & both),
        ("together", both),
        ("other", _all(a)),
    ]


@cache
def _harms() -> int:
    """The bits of events that say what came of a deed, and not what was done."""
    return event_bits(event for event, family in families().items() if family.part == "harm")


@cache
def _harm_families() -> int:
    return family_bits({family.name for family in families().values() if family.part == "harm"})


def place(a: Columns, b: Columns) -> Levels:
    """Where: the same identity, else the distance between the points less both uncertainties."""
    same = _shared(a.spot, b.spot)
    distance = _distances(a, b)
    gap = np.nanmin(
        distance - a.radius[:, :, None] - b.radius[:, None, :], axis=(1, 2), initial=9e9
    )
    known = ~np.isnan(a.lat[:, 0]) & ~np.isnan(b.lat[:, 0])
    wide = np.fmax(np.nan_to_num(a.radius[:, 0]), np.nan_to_num(b.radius[:, 0])) > WIDE_KM
    implied = a.implied | b.implied
    return [
        ("unknown", ~known),
        ("implied", implied & (same | (gap <= CLOSE_KM))),
        ("implied_far", implied),
        ("same", same & ~wide),
        ("region", same),
        ("beside", (gap <= 0) & ~wide & (a.spot[:, 0] >= 0) & (b.spot[:, 0] >= 0)),
        ("overlap", (gap <= 0) & ~wide),
        ("inside", gap <= 0),
        ("close", gap <= CLOSE_KM),
        ("apart", gap <= APART_KM),
        ("far", _all(a)),
    ]


def day(a: Columns, b: Columns) -> Levels:
    """When: days stated or inferred, as intervals."""
    known = (a.first != NO_DAY) & (b.first != NO_DAY) & (a.last != NO_DAY) & (b.last != NO_DAY)
    gap = np.maximum(a.first, b.first) - np.minimum(a.last, b.last)
    exact = a.stated & b.stated & (a.last - a.first <= 1) & (b.last - b.first <= 1)
    return [
        ("unknown", ~known),
        ("same", exact & (gap <= 0)),
        ("overlap", gap <= 0),
        ("never", gap > MONTH),
        ("inferred_next", ~exact & (gap <= 1)),
        ("inferred_near", ~exact & (gap <= 3)),
        ("inferred_far", ~exact),
        ("next", gap <= 1),
        ("near", gap <= 3),
        ("far", _all(a)),
    ]


def agents(a: Columns, b: Columns) -> Levels:
    """Who did it: the same, or of one side."""
    return _parties(a.agents, b.agents, a.agent_sides, b.agent_sides)


def targets(a: Columns, b: Columns) -> Levels:
    """To whom: the same, or of one side."""
    return _parties(a.targets, b.targets, a.target_sides, b.target_sides)


def killed(a: Columns, b: Columns) -> Levels:
    """How many died."""
    return _counts(a.killed, b.killed)


def injured(a: Columns, b: Columns) -> Levels:
    """How many were hurt."""
    return _counts(a.injured, b.injured)


def strikes(a: Columns, b: Columns) -> Levels:
    """How many strikes."""
    one, other = a.strikes[:, 0], b.strikes[:, 0]
    unknown = np.isnan(one) | np.isnan(other)
    return [("unknown", unknown), ("same", one == other), ("differ", _all(a))]


def things(a: Columns, b: Columns) -> Levels:
    """What was struck, who was hurt: words in common."""
    shared = _bits_set(a.things & b.things)
    return [
        ("unknown", (a.things == 0) | (b.things == 0)),
        ("several", shared >= 2),
        ("one", shared == 1),
        ("none", _all(a)),
    ]


def report(a: Columns, b: Columns) -> Levels:
    """Whether one report tells both, and so apart; a dataset has a row for each happening."""
    same = a.report == b.report
    rows = (a.dataset >= 0) & (a.dataset == b.dataset) & (a.row != b.row)
    return [
        ("rows", rows),
        ("apart", same & ((a.apart & b.number) != 0)),
        ("same", same),
        ("other", _all(a)),
    ]


#: Every reason by name; the text's is found from the reports (see `copies`).
REASONS: dict[str, Callable[[Columns, Columns], Levels]] = {
    "event": event,
    "place": place,
    "day": day,
    "agents": agents,
    "targets": targets,
    "killed": killed,
    "injured": injured,
    "strikes": strikes,
    "things": things,
    "report": report,
}


def text_levels(share: Numbers) -> Levels:
    """How much of one text stands in the other (0 to 1), as levels."""
    return [
        ("copy", share >= COPY),
        ("close", share >= CLOSE),
        ("some", share >= SOME),
        ("none", np.ones(len(share), bool)),
    ]


def named_levels(a: Columns, b: Columns, names: Numbers, named: Numbers) -> Levels:
    """Whether the texts name each other's places, whatever the claims say."""
    unknown = (a.names[:, 0, 0] == 0) & (b.names[:, 0, 0] == 0)
    return [
        ("unknown", unknown),
        ("both", names & named),
        ("one", names | named),
        ("none", _all(a)),
    ]


def _all(a: Columns) -> Numbers:
    return np.ones(len(a), bool)


def _shared(one: Numbers, other: Numbers) -> Numbers:
    """Whether two rows of identities have one in common."""
    equal = one[:, :, None] == other[:, None, :]
    found: Numbers = (equal & (one[:, :, None] >= 0)).any(axis=(1, 2))
    return found


def _parties(one: Numbers, other: Numbers, sides: Numbers, other_sides: Numbers) -> Levels:
    return [
        ("unknown", (one[:, 0] < 0) | (other[:, 0] < 0)),
        ("same", _shared(one, other)),
        ("side", _shared(sides, other_sides)),
        ("other", np.ones(len(one), bool)),
    ]


def _counts(one: Numbers, other: Numbers) -> Levels:
    low, high = np.fmin(one[:, 0], other[:, 0]), np.fmax(one[:, 0], other[:, 0])
    exact = (one[:, 0] == one[:, 1]) & (other[:, 0] == other[:, 1]) & (low == high)
    overlap = np.fmax(one[:, 0], other[:, 0]) <= np.fmin(one[:, 1], other[:, 1])
    ratio = high / np.fmax(low, 0.5)
    return [
        ("unknown", np.isnan(one[:, 0]) | np.isnan(other[:, 0])),
        ("same_many", exact & (low >= MANY)),
        ("same_few", exact),
        ("overlap", overlap),
        ("near", ratio <= NEAR),
        ("differ", ratio <= FAR),
        ("far", np.ones(len(one), bool)),
    ]


def _distances(a: Columns, b: Columns) -> Numbers:
    """Great-circle km between every place of one and every place of the other: [n, 2, 2]."""
    lat, other = np.radians(a.lat)[:, :, None], np.radians(b.lat)[:, None, :]
    step = np.radians(b.lon)[:, None, :] - np.radians(a.lon)[:, :, None]
    half = np.sin((other - lat) / 2) ** 2 + np.cos(lat) * np.cos(other) * np.sin(step / 2) ** 2
    km: Numbers = 2 * EARTH_KM * np.arcsin(np.sqrt(half))
    return km


def _bits_set(values: Numbers) -> Numbers:
    counts: Numbers = np.bitwise_count(values)
    return counts
