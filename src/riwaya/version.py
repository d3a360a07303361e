"""The version, in a module of its own: nothing hangs on it."""

__version__ = "0.2.0"
