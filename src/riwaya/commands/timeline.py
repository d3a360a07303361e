"""`riwaya timeline`: incidents over time."""

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


def draw_timeline(
    words: Annotated[str | None, typer.Argument(help="Words of a claim.")] = None,
    output: OutputOption = None,
    by: Annotated[
        str | None, typer.Option(help="day, week, month or year; else what gives bars to look at.")
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
    """Draw the incidents of which a claim fits over time: a page, or a picture."""
    draw("timeline", dict(locals()))
