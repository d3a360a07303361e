"""Riwaya reads Arabic conflict reporting and says who says what."""

from typing import TYPE_CHECKING, Any

from riwaya.version import __version__

__all__ = ["Reader", "Reading", "Workspace", "__version__", "fuse", "read"]

if TYPE_CHECKING:
    from riwaya.incidents import fuse
    from riwaya.pipeline import Reader, Reading, read
    from riwaya.workspace.workspace import Workspace


def __getattr__(name: str) -> Any:
    """Load the reader only when it is used: `riwaya --help` should not wait for it."""
    if name in {"Reader", "Reading", "read"}:
        from riwaya import pipeline  # noqa: PLC0415

        return getattr(pipeline, name)
    if name == "fuse":
        from riwaya.incidents import fuse  # noqa: PLC0415

        return fuse
    if name == "Workspace":
        from riwaya.workspace.workspace import Workspace  # noqa: PLC0415

        return Workspace
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
