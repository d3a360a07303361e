"""What an origin has itself been heard to say, and when: no reading of another's words into it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

from riwaya.fusion.assertions import Assertion, assertions_of
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.sentences import words_around
from riwaya.fusion.told import ToldReport
from riwaya.fusion.voices import Voices, voices_of
from riwaya.knowledge.clues import has
from riwaya.knowledge.name_words import keys_of
from riwaya.records.claim import Claim

#: As long as an ISO day; what is longer has the hour.
DAY = 10
UNNAMED = "source:"
#: Reports further apart are seldom of one happening, even where they were put together, in days.
FAR_APART = 14


def spoken_of(gathered: Gathered, origin_of: Mapping[str, str]) -> dict[str, list[Assertion]]:
    """What each origin says by name, origins in order of their ids.

    Left out is what was only counted to an origin because its text follows another, and what
    unnamed people say: «activists» here and «activists» there may be others.
    """
    voices = {report.id: voices_of(report) for report in gathered.reports}
    found: dict[str, list[Assertion]] = {}
    for one in assertions_of(gathered, origin_of):
        if _says_itself(voices[one.report.id], one):
            found.setdefault(one.origin, []).append(one)
    return dict(sorted(found.items()))


def _says_itself(voices: Voices, one: Assertion) -> bool:
    voice = voices.of(one.claim)
    if voice.kind == "named":
        return one.origin.startswith(UNNAMED) and bool(one.claim.origin and one.claim.origin.named)
    return voice.kind in {"known", "own"} and one.origin in {voice.key, voice.entity}


def is_later(one: str | None, other: str | None) -> bool:
    """Whether one is known to be later: by the hour where both say it, else by the day."""
    if one is None or other is None:
        return False
    if len(one) > DAY and len(other) > DAY:
        return _moment(one) > _moment(other)
    return date.fromisoformat(one[:DAY]) > date.fromisoformat(other[:DAY])


def is_soon(one: str | None, other: str | None) -> bool:
    """Whether two reports are known to be of the same weeks."""
    if one is None or other is None:
        return False
    apart = date.fromisoformat(one[:DAY]) - date.fromisoformat(other[:DAY])
    return abs(apart.days) <= FAR_APART


def _moment(iso: str) -> datetime:
    moment = datetime.fromisoformat(iso)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def first_said(days: Iterable[str | None]) -> str | None:
    """The earliest day or time; of one day the time, where it is known."""
    known = [day for day in days if day is not None]
    return min(known, key=lambda iso: (iso[:DAY], len(iso) <= DAY, iso), default=None)


def is_correction(report: ToldReport, claims: Sequence[Claim]) -> bool:
    """Whether the sentence of a claim says that something was put otherwise before."""
    return any(
        has(keys_of(words_around(report.text, claim.trigger.start)), "correction")
        for claim in claims
    )
