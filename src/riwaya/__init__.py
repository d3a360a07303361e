"""Riwaya reads Arabic conflict reporting and says who says what."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Reader", "Reading", "__version__", "read"]

if TYPE_CHECKING:
    from riwaya.pipeline import Reader, Reading, read


def __getattr__(name: str) -> Any:
    """Load the reader only when it is used: `riwaya --help` should not wait for it."""
    if name in {"Reader", "Reading", "read"}:
        from riwaya import pipeline  # noqa: PLC0415

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
