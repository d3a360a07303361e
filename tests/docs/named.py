"""`pip` and `make` of the documentation's blocks: do the extras and the targets that are named exist?"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> str | None:
    """What is wrong with the arguments, if anything."""
    what, *arguments = sys.argv[1:]
    if what == "targets":
        known = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
        wrong = [one for one in arguments if one not in known]
    elif arguments[:1] != ["install"]:
        return f"pip {' '.join(arguments)}: only what is installed is looked up here"
    else:
        table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        known = set(table["project"]["optional-dependencies"])
        asked = [one for one in arguments[1:] if not one.startswith("-")]
        names = [re.fullmatch(r"(?:riwaya|\.)(?:\[([\w,]+)\])?", one) for one in asked]
        wrong = [one for one, found in zip(asked, names, strict=True) if found is None]
        wrong += [
            e
            for found in names
            if found and found[1]
            for e in found[1].split(",")
            if e not in known
        ]
    return f"not there: {', '.join(wrong)}" if wrong else None


sys.exit(main())
