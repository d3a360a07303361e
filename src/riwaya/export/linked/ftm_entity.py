"""An entity of FollowTheMoney: an id, a schema, and properties whose values are lists of strings.

The form is that of the package followthemoney 4.11 (https://followthemoney.tech), by which the
tests check it; the export needs no library.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha1
from typing import Any
from unicodedata import normalize

#: The name that says where entities come from, among those of other data.
DATASET = "riwaya"
#: What an id may be made of (followthemoney.types.entity).
ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
#: Characters that the package takes out of values: control characters but for blanks, marks of
#: direction, the soft hyphen, zero-width characters (followthemoney.util, normality.cleaning).
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u0a00\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\ufeff\ud800-\udfff]"
)
LONGEST = 1_000

Entity = dict[str, Any]


def id_of(kind: str, name: str) -> str:
    """The id of a thing by its kind: the same one for the same name, in every export."""
    return f"riwaya-{kind}-{name if ID.fullmatch(name) and len(name) < 100 else digest(name)}"


def digest(name: str) -> str:
    """A short name for a long one; no secret hangs on it."""
    return sha1(name.encode(), usedforsecurity=False).hexdigest()


def entity(id_: str, schema: str, **properties: object) -> Entity:
    """An entity; properties without a value are left out, numbers are written in digits."""
    written = {name: _values(value) for name, value in properties.items()}
    return {
        "id": id_,
        "schema": schema,
        "properties": {name: values for name, values in written.items() if values},
        "datasets": [DATASET],
    }


def moment(value: str | None) -> str | None:
    """A date as FollowTheMoney has it: ISO in its precision, times in UTC without a zone."""
    if value is None or "T" not in value:
        return value
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        return value[:10]
    if parsed.tzinfo is not None:
        parsed = parsed.astimezone(UTC)
    return parsed.strftime("%Y-%m-%dT%H:%M:%S")


def _values(given: object) -> list[str]:
    """The values of a property, each once, in their order."""
    several: Iterable[object] = given if isinstance(given, (list, tuple)) else (given,)
    texts = (_text(value) for value in several if value is not None)
    return list(dict.fromkeys(text for text in texts if text))


def _text(value: object) -> str:
    """One value as the package would clean it: one line, no blanks around it."""
    plain = " ".join(UNSEEN.sub("", normalize("NFC", str(value))).split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
