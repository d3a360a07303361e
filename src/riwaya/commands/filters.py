"""The filters on claims that several commands take; `workspace.asked.query_of` understands them."""

from typing import Annotated

import typer

Several = list[str] | None

ActorFilter = Annotated[Several, typer.Option(help="Id or name; agent:… or target:… for a role.")]
EventFilter = Annotated[Several, typer.Option(help="air_strike, kill, …")]
PlaceFilter = Annotated[Several, typer.Option(help="Id or name of a place.")]
NearFilter = Annotated[
    str | None, typer.Option(metavar="WHERE", help="35.3,40.1,20km or NAME,20km.")
]
WithinFilter = Annotated[
    str | None, typer.Option(metavar="AREA", help="GeoJSON file, or lon,lat lon,lat …")
]
SinceFilter = Annotated[str | None, typer.Option(help="Happened in or after 2015, 2015-11, …")]
UntilFilter = Annotated[str | None, typer.Option(help="Happened in or before.")]
PublishedSinceFilter = Annotated[str | None, typer.Option(help="Published in or after.")]
PublishedUntilFilter = Annotated[str | None, typer.Option(help="Published in or before.")]
SourceFilter = Annotated[Several, typer.Option(help="Who says so: id, or words.")]
OriginOnlyFilter = Annotated[
    bool, typer.Option("--origin-only", help="--source must be the first to say so.")
]
OutletFilter = Annotated[Several, typer.Option(help="Who published it.")]
NumberFilter = Annotated[Several, typer.Option("--number", "-n", help="killed>=30, injured<5, …")]
StanceFilter = Annotated[Several, typer.Option(help="states, denies, …")]
PolarityFilter = Annotated[str | None, typer.Option(help="affirmed or negated.")]
RealityFilter = Annotated[Several, typer.Option(help="actual, intended, demanded, possible.")]
ReviewFilter = Annotated[Several, typer.Option(help="open, accepted, corrected, rejected.")]
MinConfidenceFilter = Annotated[str | None, typer.Option(help="0.8 or 80%.")]
ReportFilter = Annotated[Several, typer.Option(help="Only of these reports (ids).")]
InTextFilter = Annotated[str | None, typer.Option(help="Letters exactly as in the report.")]
