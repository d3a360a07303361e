"""Riwaya reads Arabic conflict reporting and says who says what.

- `read`, `read_many`, `Reader`: texts -> readings (`Reading`), whose claims (`Claim`) say who says
  that who did what to whom, where, when and with what result;
- `fuse`: readings -> incidents (`Incident`); `check`: what doesn't add up (`Finding`);
- `Workspace`: a folder of reports with their readings, people's decisions and incidents;
- `riwaya.records`: all records; `riwaya.errors`: everything that is raised on purpose.

Nothing is printed: what happens is logged to `logging.getLogger("riwaya")`.
"""

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from riwaya.version import __version__

if TYPE_CHECKING:
    from riwaya.batch import read_many
    from riwaya.incidents import check, fuse
    from riwaya.pipeline import Reader, Reading, read
    from riwaya.records import Claim, Document, Finding, Incident, Report
    from riwaya.workspace.workspace import Workspace

__all__ = [
    "Claim", "Document", "Finding", "Incident", "Reader", "Reading", "Report", "Workspace",
    "__version__", "check", "fuse", "read", "read_many",
]  # fmt: skip

#: Where each name of the library stands.
_PLACES = {
    "Claim": "riwaya.records",
    "Document": "riwaya.records",
    "Finding": "riwaya.records",
    "Incident": "riwaya.records",
    "Reader": "riwaya.pipeline",
    "Reading": "riwaya.pipeline",
    "Report": "riwaya.records",
    "Workspace": "riwaya.workspace.workspace",
    "check": "riwaya.incidents",
    "fuse": "riwaya.incidents",
    "read": "riwaya.pipeline",
    "read_many": "riwaya.batch",
}


# Without it, Python would print warnings of a library whose user set no logging up.
logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    """Load a part only when it is used: `riwaya --help` should not wait for the reader."""
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(place), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
