"""What each origin says of an incident; and the sentence that counts reports, outlets, origins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import UNSET

from riwaya.fusion.gathered import Gathered, key_of, member_of
from riwaya.fusion.origins import independent
from riwaya.fusion.passers import outlet_key, passers_of
from riwaya.fusion.same_voice import name_of
from riwaya.fusion.speakers import listed
from riwaya.fusion.summed_up import count_of
from riwaya.fusion.told import ToldReport
from riwaya.records.claim import Claim
from riwaya.records.incident import Account, Origin

#: A name that gives its abbreviation.
ABBREVIATED = re.compile(r"\(([A-Za-z]{2,6})\)$")
#: Glosses in an account's one.
MOST = 3


def accounts_of(gathered: Gathered, origin_of: Mapping[str, str]) -> tuple[Account, ...]:
    """The account of each origin, the earliest first, its claims in order of publication."""
    told: dict[str, list[tuple[ToldReport, Claim]]] = {}
    for report, claim in gathered:
        told.setdefault(origin_of[key_of(report, claim)], []).append((report, claim))
    accounts = [_account(origin, claims) for origin, claims in told.items()]
    return tuple(sorted(accounts, key=lambda a: (a.since is None, a.since or "", a.origin)))


def _account(origin: str, told: Sequence[tuple[ToldReport, Claim]]) -> Account:
    ordered = sorted(told, key=lambda item: _place(*item))
    days = [report.published for report, _ in told if report.published]
    return Account(
        origin=origin,
        members=tuple(member_of(report, claim) for report, claim in ordered),
        since=min(days, default=None),
        gloss=_gloss([claim for _, claim in ordered]),
    )


def _place(report: ToldReport, claim: Claim) -> tuple[bool, str, str, int, str]:
    """Dated reports by their time, then the undated; claims in text order."""
    return (
        report.published is None,
        report.published or "",
        report.id,
        claim.trigger.start,
        claim.id,
    )


def _gloss(claims: Sequence[Claim]) -> str | None:
    """The first glosses, those with a count before others, each once."""
    telling = sorted(claims, key=lambda claim: not _counts(claim))
    lines = dict.fromkeys(claim.gloss for claim in telling if claim.gloss is not UNSET)
    return "; ".join(list(lines)[:MOST]) or None


def _counts(claim: Claim) -> bool:
    return any(count_of([claim], measure) for measure in ("killed", "injured"))


def count_sentence(gathered: Gathered, origins: Sequence[Origin]) -> str:
    """How many stand behind it: "7 reports · 4 outlets · 2 independent origins: SOHR (5 …), …"."""
    outlets = {key for report in gathered.reports if (key := outlet_key(report))}
    counting = independent(origins)
    named = ", ".join(
        _counted(origin, _passers(gathered, origin), first=index == 0)
        for index, origin in enumerate(counting)
    )
    resting = listed([name_of(origin.id) for origin in origins if origin.rests_on])
    parts = [
        _many(len(gathered.reports), "report"),
        *([_many(len(outlets), "outlet")] if outlets else []),
        _many(len(counting), "independent origin" if len(counting) > 1 else "origin"),
    ]
    line = " · ".join(parts)
    line = f"{line}: {named}" if named else line
    return f"{line}; {resting} by sources of these" if resting else line


def _passers(gathered: Gathered, origin: Origin) -> dict[str, int]:
    """Who passes an origin on, by English name, with the number of reports."""
    ids = set(origin.reports)
    reports = [report for report in gathered.reports if report.id in ids]
    found = passers_of(gathered, origin.entity, reports)
    return {name_of(key): count for key, count in found.most_common()}


def _counted(origin: Origin, passers: Mapping[str, int], *, first: bool) -> str:
    """An origin with its reports: "SOHR (5 reports, 3 through AFP)"."""
    reports = _many(len(origin.reports), "report") if first else str(len(origin.reports))
    through = "".join(
        f", {count} through {_short(name)}"
        for name, count in passers.items()
        if not origin.name.endswith(f"(to {name})")
    )
    return f"{origin.name} ({reports}{through})"


def _short(name: str) -> str:
    """«AFP» of «Agence France-Presse (AFP)»."""
    found = ABBREVIATED.search(name)
    return found[1] if found else name


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
