"""Sources: every origin with what it said, and the record of one; no score without its counts."""

from typing import Annotated, Any, get_args
from urllib.parse import quote

from fastapi import Query
from starlette.responses import RedirectResponse, Response

from riwaya.fusion.borne_out import ASPECTS, CONTRADICTING
from riwaya.fusion.shares import interval_of
from riwaya.knowledge.folding import fold
from riwaya.records.decision import Review
from riwaya.web.desk import Desk, NotThere
from riwaya.web.filters import LAST_PAGE
from riwaya.web.routing import Here, page_router
from riwaya.web.sight import publisher_of
from riwaya.workspace.sources import Record, Source, record_of, sources_of
from riwaya.workspace.standing import LOOKED_AT, Standing, standing_of

router = page_router()
PER_PAGE = 50
#: Rows of a part of a record, and incidents that are listed.
SHOWN, CASES = 12, 50
#: Of fewer cases, a share says less than the two numbers.
FEWEST = 10
SORTS = ("claims", "newest", "name")
KINDS = ("actor", "person", "outlet", "words", "unsigned")
DISPUTES = (*CONTRADICTING, "event", "weapon", "place", "time")
REVIEWS: tuple[Review, ...] = get_args(Review)
LONGEST = 200


def reviews_of(desk: Desk) -> tuple[Review, ...]:
    """The reviews whose claims are shown; none said: all but rejected ones, as at the desk."""
    if not desk.public:
        return ()
    profile = publisher_of(desk).profile
    return tuple(review for review in REVIEWS if profile.admits(review))


def sources_here(desk: Desk) -> dict[str, Source]:
    """All sources that the person may see, by key."""
    return desk.remembered("sources", lambda: _sources(desk))


def _sources(desk: Desk) -> dict[str, Source]:
    found = sources_of(desk.connection, desk.known, reviews_of(desk))
    if not desk.public:
        return found
    return {key: one for key, one in found.items() if one.entity and _public(desk, one.entity)}


def _public(desk: Desk, entity: str) -> bool:
    """Whether an identity may be named here."""
    return not desk.public or publisher_of(desk).screen.is_public(entity)


def href(key: str) -> str:
    """The address of a source's record."""
    return f"/sources/{quote(key, safe=':')}"


@router.get("/sources")
def listing(
    desk: Here,
    q: Annotated[str, Query(max_length=LONGEST)] = "",
    kind: Annotated[str, Query(max_length=20)] = "",
    sort: Annotated[str, Query(max_length=20)] = "claims",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
) -> Response:
    """Every source, filtered and in pages."""
    everything = sources_here(desk)
    kind, sort = kind if kind in KINDS else "", sort if sort in SORTS else "claims"
    found = desk.remembered(("sources", q, kind, sort), lambda: _chosen(everything, q, kind, sort))
    first = (page - 1) * PER_PAGE
    shown = [everything[key] for key in found[first : first + PER_PAGE]]
    kinds = desk.remembered("source kinds", lambda: _kinds(everything))
    address = f"/sources?q={quote(q)}&kind={kind}&sort={sort}&page="
    return desk.page(
        "sources.html", sources=shown, href=href, q=q, kind=kind, sort=sort, sorts=SORTS,
        kinds=kinds, count=len(found), of=len(everything), first=first + 1,
        last=first + len(shown), before=f"{address}{page - 1}" if page > 1 else None,
        after=f"{address}{page + 1}" if first + PER_PAGE < len(found) else None,
    )  # fmt: skip


def _kinds(everything: dict[str, Source]) -> dict[str, int]:
    counts = {kind: sum(one.kind == kind for one in everything.values()) for kind in KINDS}
    return {kind: count for kind, count in counts.items() if count}


def _chosen(everything: dict[str, Source], words: str, kind: str, sort: str) -> list[str]:
    """The keys of the sources that fit, in order."""
    wanted = fold(words).casefold().split()
    found = [
        one
        for one in everything.values()
        if (not kind or one.kind == kind) and all(word in _searched(one) for word in wanted)
    ]
    if sort == "newest":
        found.sort(key=lambda one: one.last or "", reverse=True)
    elif sort == "name":
        found.sort(key=lambda one: one.name.casefold())
    return [one.key for one in found]


def _searched(one: Source) -> str:
    return fold(f"{one.key} {one.name} {one.arabic or ''}").casefold()


@router.get("/sources/standing/{key:path}")
def standing(desk: Here, key: str) -> Response:
    """How far others bear a source out: asked for when the record is on the screen."""
    source = _source(desk, key)
    found: Standing = desk.remembered(
        ("standing", key),
        lambda: standing_of(
            desk.connection, source, reviewed_only=desk.public and not desk.config.unreviewed
        ),
    )
    values: dict[str, Any] = {
        "source": source, "standing": found, "share": _share, "aspects": ASPECTS,
        "disputes": DISPUTES, "contradicting": CONTRADICTING, "most": LOOKED_AT,
        "cases": () if desk.public else found.cases[:CASES],
        "more": 0 if desk.public else max(0, len(found.cases) - CASES), "href": href,
    }  # fmt: skip
    if desk.request.headers.get("hx-request"):
        return desk.part("source_standing.html", **values)
    return desk.page("source_standing_page.html", **values)


def _share(part: int, whole: int) -> tuple[float, float, float] | None:
    """A share with its 95 % interval; None where there are too few cases for one."""
    return (part / whole, *interval_of(part, whole)) if whole >= FEWEST else None


@router.get("/sources/{key:path}")
def record(desk: Here, key: str) -> Response:
    """One source: what it said, of whom, when, through whom."""
    if not key:
        return RedirectResponse("/sources", 303)
    source = _source(desk, key)
    found: Record = desk.remembered(
        ("source", key),
        lambda: record_of(desk.connection, source, desk.known, reviews_of(desk)),
    )
    actor = desk.known.who.actors.get(source.entity) if source.entity else None
    everything = sources_here(desk)
    return desk.page(
        "source.html", source=source, record=found, actor=actor, shown=SHOWN, href=href,
        passers=[one for one in found.passers if not desk.public or one.key in everything],
        passes_on=[one for one in found.passes_on if not desk.public or one.key in everything],
        sides=[one for one in found.sides if _public(desk, one.entity)],
        known_keys=everything.keys(), months=_months(found),
    )  # fmt: skip


def _source(desk: Desk, key: str) -> Source:
    found = sources_here(desk).get(key)
    if found is None:
        raise NotThere(desk.t("sources.not_there"))
    return found


def _months(record: Record) -> list[tuple[str, int]]:
    """Every month from the first to the last with its claims, also those without any."""
    counts = {one.value: one.count for one in record.months if one.value}
    if not counts:
        return []
    first, last = (_number(month) for month in (min(counts), max(counts)))
    months = (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))
    return [(month, counts.get(month, 0)) for month in months]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
