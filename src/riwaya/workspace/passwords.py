"""Passwords: kept as Argon2id hashes, checked at the same cost whether the person exists or not.

The parameters are the second recommended option of RFC 9106 (64 MiB, three passes, four lanes),
which is also what argon2-cffi does unless told otherwise; a hash made with others is made anew
when its person signs in.
"""

import secrets
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING
from unicodedata import normalize

from riwaya.errors import BadInput, MissingExtra

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PASSES, KIB, LANES = 3, 64 * 1024, 4
#: Letters; whoever guesses without limit needs them, and a sentence has more.
SHORTEST, LONGEST = 12, 1000
#: Hashes worked on at once: each takes 64 MiB.
AT_ONCE = BoundedSemaphore(2)


def checked_password(password: str, name: str) -> str:
    """A new password that will do; raises BadInput."""
    if len(password) < SHORTEST:
        raise BadInput(
            f"the password is too short: at least {SHORTEST} letters; a few words do well"
        )
    if len(password) > LONGEST:
        raise BadInput(f"the password is too long: at most {LONGEST} letters")
    if len(set(password)) < 5 or name.casefold() in password.casefold():
        raise BadInput("the password is too easy to guess: use other words than your name")
    if any("\ud800" <= letter <= "\udfff" for letter in password):
        raise BadInput("the password has letters that can't be written down")
    return password


def hashed(password: str) -> str:
    """The hash of a password, with its salt and parameters."""
    with AT_ONCE:
        return hasher().hash(_canonical(password))


def is_password(password: str, hash_: str | None) -> bool:
    """Whether a password gives a hash; without one the work is done all the same."""
    from argon2.exceptions import (  # noqa: PLC0415 (an extra)
        InvalidHashError,
        VerificationError,
    )

    with AT_ONCE:
        try:
            hasher().verify(hash_ or _nobodys(), _canonical(password))
        except (VerificationError, InvalidHashError):
            return False
    return hash_ is not None


def is_outdated(hash_: str) -> bool:
    """Whether a hash was made with other parameters than are used now."""
    return hasher().check_needs_rehash(hash_)


@cache
def hasher() -> "PasswordHasher":
    """Argon2id; raises MissingExtra."""
    try:
        from argon2 import PasswordHasher  # noqa: PLC0415 (an extra)
    except ImportError:
        raise MissingExtra("accounts need argon2: pip install 'riwaya[web]'") from None
    return PasswordHasher(time_cost=PASSES, memory_cost=KIB, parallelism=LANES)


@cache
def _nobodys() -> str:
    return hasher().hash(secrets.token_hex())


def _canonical(password: str) -> bytes:
    """The same letters typed on another keyboard are the same password."""
    return normalize("NFKC", password[:LONGEST]).encode(errors="replace")
