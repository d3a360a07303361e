"""`riwaya watch`: poll feeds politely and take new articles in."""

import time
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.commands.amounts import amount
from riwaya.commands.options import (
    ByOption,
    QuietOption,
    WorkspaceOption,
    opened,
    tell,
)
from riwaya.errors import BadInput

if TYPE_CHECKING:
    from riwaya.ingest.visit import Visitor
    from riwaya.ingest.watching import Article
    from riwaya.workspace.workspace import Workspace

#: Articles taken in at a time; looked at again after so many seconds when no feed is due.
BATCH, LOOK = 8, 5.0


def watch(
    feeds: Annotated[
        list[str] | None, typer.Argument(metavar="[FEED…]", help="Feeds to watch from now on.")
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    every: Annotated[float, typer.Option(min=1, help="Minutes between two polls of a feed.")] = 15,
    forget: Annotated[
        list[str] | None, typer.Option(metavar="FEED", help="Watch this feed no more.")
    ] = None,
    delay: Annotated[
        float, typer.Option(min=0, help="Seconds between two requests to one host.")
    ] = 5,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Private and loopback addresses too.")
    ] = False,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
) -> None:
    """Watch feeds: robots.txt is obeyed, hosts get pauses, failing ones are left alone longer."""
    from riwaya.ingest.fetch import Fetcher  # noqa: PLC0415 (only for the web)
    from riwaya.ingest.location import location_of  # noqa: PLC0415
    from riwaya.ingest.politeness import Politeness  # noqa: PLC0415
    from riwaya.ingest.visit import Visitor  # noqa: PLC0415
    from riwaya.ingest.watching import FeedState  # noqa: PLC0415
    from riwaya.store.turns import turn  # noqa: PLC0415
    from riwaya.workspace.feeds import keep_watched, watched  # noqa: PLC0415

    with opened(workspace, by=by) as inside:
        for feed in feeds or ():
            location_of(feed)  # raises BadInput for what is no URL
        with turn(inside.engine) as connection:
            known = [state for state in watched(connection) if state.url not in (forget or ())]
            new = dict.fromkeys(feeds or ()).keys() - {state.url for state in known}
            known += [FeedState(url) for url in feeds or () if url in new]
            keep_watched(connection, {state.url: state for state in known}.values())
        if not known:
            if not forget:
                raise BadInput("no feeds to watch; name one: riwaya watch https://…/feed")
            tell("no feed is watched any more", quiet=quiet)
            return
        visitor = Visitor(Fetcher(allow_private=allow_private), Politeness(delay=delay))
        while True:
            _round(inside, visitor, every * 60, quiet=quiet)
            if once:
                return
            time.sleep(LOOK)


def _round(inside: "Workspace", visitor: "Visitor", every: float, *, quiet: bool) -> None:
    """One round: articles are taken in before their feed's new state is kept."""
    from riwaya.ingest.watching import Article, Missed, watch_round  # noqa: PLC0415
    from riwaya.store.turns import turn  # noqa: PLC0415
    from riwaya.workspace.feeds import (  # noqa: PLC0415
        keep_watched,
        remember_missed,
        seen_pages,
        watched,
    )

    with inside.engine.connect() as connection:
        seen, states = seen_pages(connection), watched(connection)
    waiting: list[Article] = []
    for event in watch_round(states, visitor, seen.__contains__, every=every):
        if isinstance(event, Article):
            waiting.append(event)
            if len(waiting) >= BATCH:
                _take_in(inside, waiting, quiet=quiet)
        elif isinstance(event, Missed):
            tell(f"{event.feed}: {event.error}", quiet=quiet)
            if event.final and event.url is not None:
                with turn(inside.engine) as connection:
                    remember_missed(connection, [event.url])
        else:
            _take_in(inside, waiting, quiet=quiet)
            states = [event if state.url == event.url else state for state in states]
            with turn(inside.engine) as connection:
                keep_watched(connection, states)


def _take_in(inside: "Workspace", waiting: "list[Article]", *, quiet: bool) -> None:
    """Take articles in; the list is empty afterwards."""
    from riwaya.ingest.facts import Facts  # noqa: PLC0415
    from riwaya.workspace.fetching import article_arrival  # noqa: PLC0415

    if not waiting:
        return
    arrivals = []
    for article in waiting:
        try:
            arrivals.append(article_arrival(article, Facts()))
        except BadInput as error:
            tell(str(error))
    waiting.clear()
    added = inside.take_in(arrivals)
    for problem in added.problems:
        tell(problem)
    tell(f"{amount(added.reports, 'new report')}, {amount(added.claims, 'claim')}", quiet=quiet)
