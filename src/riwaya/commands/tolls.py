"""`riwaya tolls`: how many, as everybody says."""

from typing import Annotated

import typer

from riwaya.commands.filters import (
    ActorFilter,
    EventFilter,
    InTextFilter,
    MinConfidenceFilter,
    NearFilter,
    NumberFilter,
    OriginOnlyFilter,
    OutletFilter,
    PlaceFilter,
    PolarityFilter,
    PublishedSinceFilter,
    PublishedUntilFilter,
    RealityFilter,
    ReportFilter,
    ReviewFilter,
    SinceFilter,
    SourceFilter,
    StanceFilter,
    UntilFilter,
    WithinFilter,
)
from riwaya.commands.options import QuietOption, WorkspaceOption
from riwaya.commands.pictures import (
    LanguageOption,
    LimitOption,
    OutputOption,
    PublicOption,
    ReviewedOption,
    TitleOption,
    UnreviewedOption,
    draw,
)


def draw_tolls(
    words: Annotated[str | None, typer.Argument(help="Words of a claim.")] = None,
    output: OutputOption = None,
    measure: Annotated[
        str, typer.Option(help="killed, injured, detained, abducted, displaced, …")
    ] = "killed",
    rows: Annotated[
        int | None, typer.Option(min=1, help="Incidents drawn; else 30, on a page 300.")
    ] = None,
    actor: ActorFilter = None,
    event: EventFilter = None,
    place: PlaceFilter = None,
    near: NearFilter = None,
    within: WithinFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    published_since: PublishedSinceFilter = None,
    published_until: PublishedUntilFilter = None,
    source: SourceFilter = None,
    origin_only: OriginOnlyFilter = False,
    outlet: OutletFilter = None,
    number: NumberFilter = None,
    stance: StanceFilter = None,
    polarity: PolarityFilter = None,
    reality: RealityFilter = None,
    review: ReviewFilter = None,
    min_confidence: MinConfidenceFilter = None,
    report: ReportFilter = None,
    in_text: InTextFilter = None,
    limit: LimitOption = 0,
    reviewed: ReviewedOption = False,
    public: PublicOption = False,
    unreviewed: UnreviewedOption = False,
    language: LanguageOption = "en",
    title: TitleOption = None,
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
) -> None:
    """Draw what is said of how many, each number with its speaker: a page, or a picture."""
    draw("tolls", dict(locals()))
