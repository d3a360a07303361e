"""The filters on claims that several commands take; `workspace.asked.query_of` understands them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from riwaya.commands.grouped import given

if TYPE_CHECKING:
    from riwaya.resolving.claims import Knowledge
    from riwaya.store.query import Query

Several = list[str] | None

WordsArgument = Annotated[str | None, typer.Argument(help="Words of a claim.")]


@dataclass(frozen=True, slots=True)
class Filters:
    """All that is given must hold; of several values of one filter, any will do."""

    actor: Annotated[Several, typer.Option(help="Id or name; agent:… or target:… for a role.")] = (
        None
    )
    event: Annotated[Several, typer.Option(help="air_strike, kill, …")] = None
    place: Annotated[Several, typer.Option(help="Id or name of a place.")] = None
    near: Annotated[
        str | None, typer.Option(metavar="WHERE", help="35.3,40.1,20km or NAME,20km.")
    ] = None
    within: Annotated[
        str | None, typer.Option(metavar="AREA", help="GeoJSON file, or lon,lat lon,lat …")
    ] = None
    since: Annotated[str | None, typer.Option(help="Happened in or after 2015, 2015-11, …")] = None
    until: Annotated[str | None, typer.Option(help="Happened in or before.")] = None
    published_since: Annotated[str | None, typer.Option(help="Published in or after.")] = None
    published_until: Annotated[str | None, typer.Option(help="Published in or before.")] = None
    source: Annotated[Several, typer.Option(help="Who says so: id, or words.")] = None
    origin_only: Annotated[
        bool, typer.Option("--origin-only", help="--source must be the first to say so.")
    ] = False
    outlet: Annotated[Several, typer.Option(help="Who published it.")] = None
    number: Annotated[Several, typer.Option("--number", "-n", help="killed>=30, injured<5, …")] = (
        None
    )
    stance: Annotated[Several, typer.Option(help="states, denies, …")] = None
    polarity: Annotated[str | None, typer.Option(help="affirmed or negated.")] = None
    reality: Annotated[Several, typer.Option(help="actual, intended, demanded, possible.")] = None
    review: Annotated[Several, typer.Option(help="open, accepted, corrected, rejected.")] = None
    min_confidence: Annotated[str | None, typer.Option(help="0.8 or 80%.")] = None
    report: Annotated[Several, typer.Option(help="Only of these reports (ids).")] = None
    in_text: Annotated[str | None, typer.Option(help="Letters exactly as in the report.")] = None

    def query(self, words: str | None, known: "Knowledge", **more: Any) -> "Query":
        """The query of words and filters; `more`: sort, limit (0: all), offset; raises BadInput."""
        from riwaya.workspace.asked import query_of  # noqa: PLC0415 (slow to load)

        return query_of({"words": words, **given(self), **more}, known)


#: What a command has where no filter is given.
NO_FILTERS = Filters()
