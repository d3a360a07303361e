"""How much of what fits is taken, and for whom: options of all commands that write it out."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.commands.filters import Filters

if TYPE_CHECKING:
    from riwaya.export.forms.registry import Form
    from riwaya.resolving.claims import Knowledge
    from riwaya.workspace.exporting import Wish

ReviewedOption = Annotated[
    bool, typer.Option("--reviewed", help="What stands on reviewed claims only.")
]


@dataclass(frozen=True, slots=True)
class Scope:
    """Named like the keywords of `workspace.wishing.wish_with`."""

    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0: all.")] = 0
    reviewed: ReviewedOption = False
    public: Annotated[
        bool,
        typer.Option(
            "--public", help="As it may be published: reviewed, coarse, no private names."
        ),
    ] = False
    unreviewed: Annotated[
        bool, typer.Option("--unreviewed", help="With --public: what nobody reviewed, too.")
    ] = False


@dataclass(frozen=True, slots=True)
class ExportScope(Scope):
    """And what only some of the forms of `riwaya export` can take."""

    unreviewed: Annotated[
        bool,
        typer.Option(
            "--unreviewed", help="With --public, and in claimreview: what nobody reviewed, too."
        ),
    ] = False
    with_imported: Annotated[
        bool,
        typer.Option(
            "--with-imported", help="With --public: rows of ACLED, UCDP GED that were added, too."
        ),
    ] = False
    publisher: Annotated[
        str | None, typer.Option("--publisher", help="Who publishes (jsonld, claimreview).")
    ] = None
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", help="Your page that names begin with (jsonld, claimreview)."),
    ] = None


#: All that fits, as it is, for oneself.
ALL, ALL_EXPORTED = Scope(), ExportScope()


def wish_of(
    words: str | None,
    filters: Filters,
    scope: Scope,
    known: "Knowledge",
    form: "Form | None" = None,
) -> "Wish":
    """What words, filters and scope ask for, of any command that writes a form; raises BadInput."""
    from riwaya.workspace.wishing import option, wish_with  # noqa: PLC0415 (slow to load)

    query = filters.query(words, known, limit=0)
    return wish_with(query, form, called=option, **asdict(scope))
