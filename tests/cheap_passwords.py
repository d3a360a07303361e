"""Passwords that cost little to check: what is tested is who gets in, not how long it takes."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from riwaya.workspace import passwords

PASSWORD = "three old bicycles"  # noqa: S105 (of nobody)
OTHER = "seven new umbrellas"


@contextmanager
def cheap_passwords() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passwords, "PASSES", 1)
        patched.setattr(passwords, "KIB", 64)
        patched.setattr(passwords, "LANES", 1)
        passwords.hasher.cache_clear()
        passwords._nobodys.cache_clear()
        yield
    passwords.hasher.cache_clear()
    passwords._nobodys.cache_clear()
