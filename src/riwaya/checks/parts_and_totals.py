"""Whether the parts of a count are more than the whole: kinds of people, places, dead and hurt."""

from collections.abc import Iterator, Sequence

from riwaya.checks.cited import evidence_of
from riwaya.checks.people_counts import PeopleCount, people_counts, place_after
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.clues import ends_with, has, opens_with
from riwaya.knowledge.name_words import keys_of
from riwaya.records.incident import Finding

KIND = "parts_and_totals"
#: Kinds of people of which nobody is two.
EXCLUSIVE = (
    frozenset(("women", "children", "men")),
    frozenset(("civilians", "fighters", "soldiers")),
)
#: Letters between a colon and the first of the parts that it opens, and between those parts.
LIST_REACH = 45
#: Letters between a whole and the first of its parts.
WHOLE_REACH = 160
DONE = {
    "killed": "killed", "injured": "injured", "people": "killed or injured", "detained": "detained",
    "abducted": "abducted", "released": "released", "displaced": "displaced",
}  # fmt: skip


def parts_and_totals(report: ToldReport) -> list[Finding]:
    """Parts that are more than their whole, sums that aren't what they are called."""
    counts = people_counts(report)
    found = [finding for whole, parts in _wholes(counts) for finding in _over(whole, parts, counts)]
    return [*found, *_sums(counts)]


def _wholes(counts: Sequence[PeopleCount]) -> Iterator[tuple[PeopleCount, list[PeopleCount]]]:
    """Each whole with the parts that follow it in its sentence, before another whole."""
    for number, whole in enumerate(counts):
        if whole.part or not whole.of_several:
            continue
        parts: list[PeopleCount] = []
        for one in counts[number + 1 :]:
            if not _is_part(whole, parts, one):
                break
            parts.append(one)
        if parts and whole.exact and all(_counts_in(whole, part) for part in parts):
            yield whole, parts


def _is_part(whole: PeopleCount, parts: Sequence[PeopleCount], one: PeopleCount) -> bool:
    if one.sentence != whole.sentence:
        return False
    before = parts[-1] if parts else whole
    between = whole.report.text[before.quantity.end : one.quantity.start]
    if one.part:
        return bool(parts) or (len(between) <= WHOLE_REACH and _says_among(between, one))
    # A list after a colon names the parts, whatever the reader makes of it.
    listed = one.claim.id == whole.claim.id and len(between) <= LIST_REACH
    if parts:
        return listed and not parts[-1].part and one.people != "all"
    return listed and ":" in between and one.people not in {"all", whole.people}


def _says_among(between: str, one: PeopleCount) -> bool:
    """Whether words before or after a number say that it is a part of the one before it."""
    words = keys_of(between)
    return (
        ":" in between
        or has(words, "among")
        or has(words, "of_them")
        or opens_with(one.after, "of_them") > 0
    )


def _counts_in(whole: PeopleCount, part: PeopleCount) -> bool:
    return part.exact and _measured_as(whole, part)


def _measured_as(whole: PeopleCount, part: PeopleCount) -> bool:
    if part.joint:
        return False
    if whole.joint:
        return part.quantity.measure in {"killed", "injured"}
    return part.quantity.measure == whole.quantity.measure


def _over(
    whole: PeopleCount, parts: Sequence[PeopleCount], counts: Sequence[PeopleCount]
) -> Iterator[Finding]:
    """One finding of a whole: a part that is more, else a sum of parts that can't be one's two."""
    most = whole.most
    if most is None:
        return
    for part in parts:
        if part.least is not None and part.least > most:
            yield _more(whole, part)
            return
    for several in _added(whole, parts, counts):
        if len(several) > 1 and sum(part.least or 0 for part in several) > most:
            yield _make_more(whole, several, counts)
            return
            return


def _added(
    whole: PeopleCount, parts: Sequence[PeopleCount], counts: Sequence[PeopleCount]
) -> Iterator[list[PeopleCount]]:
    """The groups of parts of which none can be in another."""
    for kinds in EXCLUSIVE:
        largest: dict[str, PeopleCount] = {}
        for part in parts:
            known = largest.get(part.people)
            if part.people in kinds and (known is None or (part.least or 0) > (known.least or 0)):
                largest[part.people] = part
        yield list(largest.values())
    if whole.joint:
        yield [part for part in parts if part.quantity.measure == "killed"][:1] + [
            part for part in parts if part.quantity.measure == "injured"
        ][:1]
    yield _by_place(parts, counts)


def _by_place(parts: Sequence[PeopleCount], counts: Sequence[PeopleCount]) -> list[PeopleCount]:
    """The parts, if each has a place of its own."""
    places = [place_after(part, counts) for part in parts]
    names = {place.entity or keys_of(place.text) for place in places if place is not None}
    return list(parts) if len(names) == len(parts) else []


def _sums(counts: Sequence[PeopleCount]) -> Iterator[Finding]:
    """«10 in one place and 7 in another, 20 in all»."""
    for number, total in enumerate(counts):
        text, (start, _) = total.report.text, total.sentence
        if total.part or not ends_with(keys_of(text[start : total.quantity.start]), "in_all"):
            continue
        added: list[PeopleCount] = []
        for one in reversed(counts[:number]):
            if one.sentence != total.sentence or one.part or not _measured_as(total, one):
                break
            added.insert(0, one)
        exact = [one for one in (*added, total) if one.quantity.low == one.quantity.high]
        if len(added) < 2 or len(exact) <= len(added) or not _told_apart(total, added, counts):
            continue
        if any(one.quantity.approximate is True for one in exact):
            continue
        amount = sum(one.quantity.low or 0 for one in added)
        if amount != total.quantity.low:
            yield _other_sum(total, added, counts)


def _told_apart(
    total: PeopleCount, added: Sequence[PeopleCount], counts: Sequence[PeopleCount]
) -> bool:
    """Whether nothing else is in a sum: each of its numbers has a place or a kind of its own."""
    whole_sentence = keys_of(total.report.text[slice(*total.sentence)])
    if has(whole_sentence, "since") or has(whole_sentence, "rising"):
        return False
    kinds = {one.people for one in added}
    apart = len(kinds) == len(added) and any(kinds <= exclusive for exclusive in EXCLUSIVE)
    return apart or bool(_by_place(added, counts))


def _listed(parts: Sequence[PeopleCount], counts: Sequence[PeopleCount]) -> str:
    names = [_named(part, parts, counts) for part in parts]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _named(part: PeopleCount, parts: Sequence[PeopleCount], counts: Sequence[PeopleCount]) -> str:
    """A part with what sets it apart from the others: its kind of harm or people, its place."""
    number = f"{part.quantity.low:,}"
    if len({one.quantity.measure for one in parts}) > 1:
        return f"{number} {DONE[part.quantity.measure]}"
    if len({one.people for one in parts}) == len(parts):
        return f"{number} {part.people}"
    place = place_after(part, counts)
    return f"{number} in {place.name or place.text}" if place is not None else number


def _more(whole: PeopleCount, part: PeopleCount) -> Finding:
    said = f"{part.quantity.low:,} are said to be among {whole.quantity.high:,}."
    return _finding(said, whole, [part])


def _make_more(
    whole: PeopleCount, parts: Sequence[PeopleCount], counts: Sequence[PeopleCount]
) -> Finding:
    made = f"{_listed(parts, counts)} make {_amount(parts):,}"
    return _finding(f"{made}, but they are said to be among {whole.quantity.high:,}.", whole, parts)


def _other_sum(
    total: PeopleCount, added: Sequence[PeopleCount], counts: Sequence[PeopleCount]
) -> Finding:
    made = f"{_listed(added, counts)} make {_amount(added):,}"
    return _finding(f"{made}, but the sum is given as {total.quantity.low:,}.", total, added)


def _amount(parts: Sequence[PeopleCount]) -> float:
    return sum(part.quantity.low or 0 for part in parts)


def _finding(sentence: str, whole: PeopleCount, parts: Sequence[PeopleCount]) -> Finding:
    return Finding(
        kind=KIND,
        sentence=sentence,
        numbers={"whole": float(whole.quantity.high or 0), "parts": float(_amount(parts))},
        evidence=tuple(
            one
            for count in (whole, *parts)
            for one in evidence_of(count.report, count.claim, count.quantity)
        ),
    )
