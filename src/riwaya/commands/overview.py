"""What `riwaya --help` shows: the commands by what they are for, in the order of work."""

import re
from collections.abc import Iterator, Mapping

#: Commands by what they are for; one that isn't here is shown under MORE.
PARTS: Mapping[str, tuple[str, ...]] = {
    "Read": ("read", "lookup", "schema"),
    "Keep reports in a workspace": ("init", "add", "watch", "reread"),
    "Find who says what": ("search", "fuse", "incidents", "incident", "origins", "compare"),
    "Correct the machine": ("serve", "review", "judge", "people", "corrections"),
    "Pass on": ("map", "timeline", "tolls", "export", "dossier", "bundle"),
    "Keep it whole": ("verify", "seal", "backup", "rebuild", "redact"),
    "Set up": ("doctor", "completion"),
}
MORE = "More"
#: What follows the first clause of a command's help is for its own `--help`.
END_OF_CLAUSE = re.compile(r"[:;.](?:\s|$)")


def in_order(names: Mapping[str, object]) -> list[str]:
    """The names of commands in the order of work; those that no part has come last."""
    return [name for _, part in in_parts(names) for name in part]


def in_parts(names: Mapping[str, object]) -> Iterator[tuple[str, list[str]]]:
    """The parts with those of their commands that are there."""
    placed = {name for part in PARTS.values() for name in part}
    left = [name for name in names if name not in placed]
    for title, part in (*PARTS.items(), (MORE, left)):
        if found := [name for name in part if name in names]:
            yield title, found


def first_clause(text: str) -> str:
    """The beginning of a command's help, up to the first colon, semicolon or full stop."""
    line = " ".join(text.split())
    found = END_OF_CLAUSE.search(line)
    return line[: found.start()] if found else line
