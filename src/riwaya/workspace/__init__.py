"""The workspace: reports taken in and kept, read, corrected and found again."""

from riwaya.store import needed as _needed

_needed.need_database()  # before a module of it asks for SQLAlchemy in words for programmers
