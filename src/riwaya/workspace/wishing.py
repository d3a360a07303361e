"""What an export is asked for, by options or by keywords: what doesn't go together is said."""

from collections.abc import Callable

from riwaya.errors import BadInput
from riwaya.export.forms.registry import Form
from riwaya.export.forms.signature import signature_of
from riwaya.store.query import Query
from riwaya.workspace.exporting import Wish


def option(name: str) -> str:
    """What a keyword is called on the command line."""
    return f"--{name.replace('_', '-')}"


def wish_with(
    query: Query,
    form: Form | None = None,
    *,
    called: Callable[[str], str] = str,
    public: bool = False,
    unreviewed: bool = False,
    with_imported: bool = False,
    reviewed: bool = False,
    limit: int = 0,
    publisher: str | None = None,
    base_url: str | None = None,
) -> Wish:
    """The wish; `called` says how messages name a keyword (`option`), `limit` 0 is all.

    Raises BadInput for what only goes with something else, and for what excludes each other.
    """
    checked = form is not None and form.checked
    alone = "without it, all that fits is taken"
    if unreviewed and not (public or checked):
        raise BadInput(f"{called('unreviewed')} goes with {called('public')}; {alone}")
    if with_imported and not public:
        raise BadInput(f"{called('with_imported')} goes with {called('public')}; {alone}")
    if unreviewed and reviewed:
        raise BadInput(f"{called('reviewed')} and {called('unreviewed')} exclude each other")
    if (publisher or base_url) and not (form is not None and form.signs):
        name = "it" if form is None else form.name
        both = f"{called('publisher')} and {called('base_url')}"
        raise BadInput(f"{name}: has no room for {both}")
    return Wish(
        query,
        public=public,
        unreviewed=unreviewed,
        imported=with_imported,
        reviewed_only=reviewed,
        limit=limit or None,
        signature=signature_of(publisher, base_url),
    )
