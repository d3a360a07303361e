"""What was done to a workspace: the acts that its custody log writes down.

A new kind of act is a class here and a line in `KINDS`. An act that this version doesn't know (a
newer one wrote it) is read as `Other`, so that an older Riwaya can still check the whole log.
"""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
#: In bytes.
Size = Annotated[int, Meta(ge=0)]


class Act(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="action", forbid_unknown_fields=True
):
    """The fields of one act; the tag is what the log calls it."""


class Begun(Act, frozen=True, kw_only=True, tag="init"):
    """The workspace was made; its id is in every seal of it."""

    workspace: str


class TakenIn(Act, frozen=True, kw_only=True, tag="take_in"):
    """Bytes were archived: all that is needed to take their reports in again."""

    sha256: Sha256
    size: Size
    #: As it was given: "reports/a.html".
    source: str
    #: Absolute path or URL.
    locator: str
    #: What kind of source it is: "html", "warc", …
    kind: str
    #: What was said of it from outside: publication day, outlet, …
    facts: Mapping[str, str] = {}
    #: Columns of a table: field → column.
    mapping: Mapping[str, str] = {}


class Redacted(Act, frozen=True, kw_only=True, tag="redact"):
    """A blob's content was taken out for good."""

    sha256: Sha256
    reason: str


class Sealed(Act, frozen=True, kw_only=True, tag="seal"):
    """The head was about to be written down outside: where, in the words of who did it."""

    place: str


class Recovered(Act, frozen=True, kw_only=True, tag="recover"):
    """The end of an interrupted write was cut off the log and kept in a file beside it."""

    file: str
    size: Size
    sha256: Sha256


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """An act of another kind: its name and its fields, as they stand in the log."""

    action: str
    fields: Mapping[str, Any] = {}


Known = Begun | TakenIn | Redacted | Sealed | Recovered
AnyAct = Known | Other
KINDS: dict[str, type[Known]] = {
    "init": Begun,
    "take_in": TakenIn,
    "redact": Redacted,
    "seal": Sealed,
    "recover": Recovered,
}


def fields_of(act: AnyAct) -> dict[str, Any]:
    """An act as the log writes it, "action" among its fields."""
    if isinstance(act, Other):
        return {**act.fields, "action": act.action}
    fields: dict[str, Any] = msgspec.to_builtins(act)
    return fields


def act_of(fields: Mapping[str, Any]) -> AnyAct:
    """The act that a record tells; raises msgspec.ValidationError when its fields don't fit."""
    action = fields["action"]
    if action in KINDS:
        known: Known = msgspec.convert(dict(fields), KINDS[action])
        return known
    rest = {name: value for name, value in fields.items() if name != "action"}
    return Other(action=action, fields=rest)
