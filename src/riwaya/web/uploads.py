"""What a form brings -> the items of a job: names never trusted, sizes bounded, facts checked."""

import shutil
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from riwaya.errors import BadInput
from riwaya.ingest.facts import checked_published
from riwaya.ingest.location import location_of
from riwaya.ingest.source import printable
from riwaya.web.job import Item
from riwaya.workspace.arrivals import IN_FOLDERS

#: Letters of a pasted text; bytes of one file; how many files, and bytes, at once.
LONGEST_TEXT, LARGEST, MOST_FILES, LARGEST_ALL = 2_000_000, 50_000_000, 200, 200_000_000
#: Letters of a title, an outlet's name, a file's name.
LONGEST_NAME = 300
#: Addresses given at once.
MOST_URLS = 50
#: Folder of a job that holds what was given.
FILES = "files"
SUFFIXES = IN_FOLDERS | {".log", ".md"}


class Upload(NamedTuple):
    """A file as the form brings it: the name that the browser says, and its bytes."""

    name: str
    file: BinaryIO


def facts_of(
    *, published: str = "", outlet: str = "", title: str = "", url: str = ""
) -> dict[str, str]:
    """What is known of something from outside; raises BadInput for a wrong day or address."""
    facts = {
        "published": checked_published(published, "published") if published.strip() else "",
        "outlet": _line(outlet),
        "title": _line(title),
        "url": location_of(url).url if url.strip() else "",
    }
    return {name: value for name, value in facts.items() if value}


def pasted(folder: Path, text: str, facts: dict[str, str], called: str) -> Item:
    """A pasted text, kept in a job's folder; `called` is what it is when it has no title."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise BadInput("the text is empty; paste it into the field")
    if len(text) > LONGEST_TEXT:
        raise BadInput(
            f"the text has {len(text):,} letters, more than {LONGEST_TEXT:,}; give it as files"
        )
    data = text.encode(errors="replace")
    path = _place(folder, 0, ".txt")
    path.write_bytes(data)
    return Item(
        name=f"{called}: {facts['title']}" if "title" in facts else called,
        file=str(path.relative_to(folder)),
        # The same text pasted twice is the same; a page's text belongs with the page.
        locator=facts.get("url") or f"pasted:{sha256(data).hexdigest()[:32]}",
        size=len(data),
        facts=facts,
    )


def uploaded(folder: Path, files: Sequence[Upload], facts: dict[str, str]) -> list[Item]:
    """Files, copied into a job's folder under names of ours; raises BadInput for too much."""
    if len(files) > MOST_FILES:
        raise BadInput(f"{len(files)} files are too many at once; give up to {MOST_FILES}")
    items: list[Item] = []
    for number, upload in enumerate(files):
        name = file_name(upload.name)
        path = _place(folder, number, PurePosixPath(name).suffix.lower())
        with path.open("wb") as kept:
            shutil.copyfileobj(upload.file, kept, 1 << 20)
        size = path.stat().st_size
        if size > LARGEST:
            raise BadInput(
                f"{name}: {size / 1e6:,.0f} MB; the desk takes files of up to "
                f"{LARGEST / 1e6:,.0f} MB, `riwaya add` takes larger ones"
            )
        where = str(path.relative_to(folder))
        items.append(Item(name=name, file=where, locator=f"upload:{name}", size=size, facts=facts))
    return items


def addresses(said: str, facts: dict[str, str]) -> list[Item]:
    """Web addresses, one a line; raises BadInput for what is none."""
    urls = list(dict.fromkeys(location_of(line).url for line in said.split()))
    if len(urls) > MOST_URLS:
        raise BadInput(f"{len(urls)} addresses are too many at once; give up to {MOST_URLS}")
    return [Item(name=url, locator=url, facts=facts) for url in urls]


def file_name(said: str) -> str:
    """What a file is called, without folders and what can't be printed."""
    name = printable(PurePosixPath(said.replace("\\", "/")).name)[-LONGEST_NAME:].strip()
    return name or "file"


def _place(folder: Path, number: int, suffix: str) -> Path:
    (folder / FILES).mkdir(exist_ok=True)
    return folder / FILES / f"{number:04}{suffix if suffix in SUFFIXES else ''}"


def _line(said: str) -> str:
    return " ".join(printable(said.replace("\t", " ").replace("\n", " ")).split())[:LONGEST_NAME]
