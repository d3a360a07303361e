"""A seal: a log's head as a line that is kept outside, where the folder's writers can't reach it.

Without one, nothing is proven against somebody who can write the folder: they can write the whole
log anew. With one, everything up to the sealed record is as it was when it was sealed.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from riwaya.errors import BadInput
from riwaya.ingest.chain import Head
from riwaya.ingest.source import printable

WORD = "riwaya-seal-1"
LINE = re.compile(WORD + r" ([0-9a-z-]{1,64}) ([1-9][0-9]{0,14}) ([0-9a-f]{64}) ([0-9a-f]{8})")
#: A file with a seal is small; a larger one is something else.
LARGEST = 10_000


@dataclass(frozen=True, slots=True)
class Seal:
    """A workspace's id and the head of its log."""

    workspace: str
    head: Head

    def __str__(self) -> str:
        """One line to print or copy; its last word tells a slip in copying from another log."""
        body = f"{WORD} {self.workspace} {self.head.seq} {self.head.hash}"
        return f"{body} {_check(body)}"

    def page(self, at: str) -> str:
        """The text of a small file to keep or to send: the line, and what it is good for."""
        return (
            f"# The head of a Riwaya workspace's custody log, sealed {at}.\n"
            f"# It stands for the first {self.head.count:,} records of the log.\n"
            "# Keep it where nobody who can write the workspace's folder can change it:\n"
            "# printed, sent to somebody, timestamped.\n"
            "# Later: riwaya verify --against THIS_FILE\n"
            f"{self}\n"
        )


def parse_seal(text: str, name: str = "seal") -> Seal:
    """The seal in a text: lines with # are passed over, it may be wrapped or in capitals.

    Raises BadInput that names `name` when there is none, or when it was miscopied.
    """
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    words = " ".join(lines).lower().split()
    found = LINE.fullmatch(" ".join(words))
    if not found:
        raise BadInput(f"{name}: no seal; one looks like “{WORD} WORKSPACE NUMBER HASH CHECK”")
    workspace, seq, hash_, check = found.groups()
    seal = Seal(workspace, Head(int(seq), hash_))
    if str(seal).rsplit(" ", 1)[1] != check:
        raise BadInput(f"{name}: miscopied: its last word doesn't fit the rest; copy it again")
    return seal


def seal_from(argument: str) -> Seal:
    """The seal that `--against` names: the line itself, or a file that holds it; else BadInput."""
    if argument.strip().lower().startswith("riwaya-seal"):
        return parse_seal(argument)
    name = printable(argument)
    try:
        with Path(argument).open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadInput(f"{name}: neither a seal nor a file that can be read ({reason})") from None
    if len(data) > LARGEST:
        raise BadInput(f"{name}: too large for a seal")
    return parse_seal(data.decode("utf-8-sig", "replace"), name)


def _check(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:8]
