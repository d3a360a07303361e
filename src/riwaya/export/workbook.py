"""A new workbook of Excel's; openpyxl, which makes it, comes with an extra."""

from typing import TYPE_CHECKING

from riwaya.errors import MissingExtra

if TYPE_CHECKING:
    from openpyxl import Workbook


def new_workbook() -> "Workbook":
    """One that is written row by row and never held whole; raises MissingExtra."""
    try:
        from openpyxl import Workbook  # noqa: PLC0415 (of an extra)
    except ImportError:
        raise MissingExtra(
            ".xlsx needs openpyxl: pip install 'riwaya[workspace]'; CSV needs nothing"
        ) from None
    return Workbook(write_only=True)
