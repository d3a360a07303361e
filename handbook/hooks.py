"""Hooks of the site's build: pages of the repository's root stand in the site, too."""

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
#: File of the repository → its place in the site.
PROJECT = {
    "ARCHITECTURE.md": "project/architecture.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "CHANGELOG.md": "project/changelog.md",
    "training/README.md": "project/training.md",
}
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(#[^)]*)?\)")


def on_config(config: Any) -> Any:
    """Put every decision into the navigation: a new one needs no line of its own."""
    found = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    config.nav[-1]["Project"].append({"Decisions": [f"decisions/{name}" for name in found]})
    return config


def on_files(files: Files, *, config: Any) -> Files:
    """Take the repository's own pages in, with their links turned to where things are in the site."""
    for name, place in PROJECT.items():
        text = (ROOT / name).read_text("utf-8")
        files.append(File.generated(config, place, content=LINK.sub(_turned, text)))
    return files


def _turned(found: re.Match[str]) -> str:
    target, anchor = found[1], found[2] or ""
    if target in PROJECT:
        return f"](../{PROJECT[target]}{anchor})"
    if target.startswith("docs/") and target.endswith(".md"):
        return f"](../{target.removeprefix('docs/')}{anchor})"
    return found[0]
