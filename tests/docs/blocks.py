"""The fenced blocks of a page of the documentation, in order, with what the page says of them.

`<!-- fixture: NAME -->` says in which folder the page's blocks run (`folders.py`; `workspace` unless
said). `<!-- not run: WHY -->` stands right before a block that can't run here. A block of `text` that
follows a block of `sh` directly is what that one prints; a line `…` stands for any lines, `…` within
a line for anything.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
FIXTURE = re.compile(r"<!-- fixture: ([\w ]+) -->")
NOT_RUN = re.compile(r"<!-- not run: (.+?) -->\s*$", re.DOTALL)
RUN = frozenset(("sh", "python"))


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its language, its text, the line it begins in, why it isn't run, what it prints."""

    language: str
    text: str
    line: int
    not_run: str = ""
    prints: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its blocks of sh and python."""

    path: Path
    fixture: str
    blocks: tuple[Block, ...]
    others: tuple[Block, ...] = ()
    """Blocks of other languages, or of none."""

    @property
    def name(self) -> str:
        """Its path from the repository's root."""
        return str(self.path.relative_to(ROOT))

    @property
    def run(self) -> tuple[Block, ...]:
        """The blocks that run."""
        return tuple(block for block in self.blocks if not block.not_run)


def pages() -> list[Page]:
    """README.md and all pages of docs/."""
    return [page_of(path) for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))]


def page_of(path: Path) -> Page:
    """A page taken apart."""
    text = path.read_text("utf-8")
    fixture = FIXTURE.search(text)
    found: list[Block] = []
    end = 0
    for fence in FENCE.finditer(text):
        before = text[end : fence.start()]
        end = fence.end()
        inner = dedented(fence["text"], len(fence["indent"]))
        if fence["language"] == "text" and found and not before.strip() and not found[-1].prints:
            last = found[-1]
            found[-1] = Block(last.language, last.text, last.line, last.not_run, inner)
        why = NOT_RUN.search(before)
        line = text.count("\n", 0, fence.start()) + 1
        found.append(Block(fence["language"], inner, line, " ".join(why[1].split()) if why else ""))
    kept = tuple(block for block in found if block.language in RUN)
    others = tuple(block for block in found if block.language not in RUN)
    return Page(path, fixture[1].strip() if fixture else "workspace", kept, others)


def dedented(text: str, width: int) -> str:
    """A block's lines without the indentation of its fence."""
    return "".join(
        line[width:] if line[:width].isspace() or not width else line
        for line in text.splitlines(keepends=True)
    )


def fits(shown: str, printed: str) -> bool:
    """Whether what is shown is what was printed, line for line; `…` stands for anything."""
    pattern = ""
    for line in shown.rstrip().splitlines():
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
        else:
            parts = (re.escape(part) for part in line.rstrip().split("…"))
            pattern += ".*?".join(parts) + r"[ \t]*\n"
    return re.fullmatch(pattern, printed.strip("\n") + "\n") is not None
