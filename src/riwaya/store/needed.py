"""What the workspace's database needs beyond Riwaya's own libraries: SQLAlchemy."""

from riwaya.errors import MissingExtra


def need_database() -> None:
    """Raise MissingExtra where SQLAlchemy isn't installed."""
    try:
        import sqlalchemy  # noqa: F401, PLC0415 (an extra)
    except ImportError:
        raise MissingExtra("a workspace needs more: pip install 'riwaya[workspace]'") from None
