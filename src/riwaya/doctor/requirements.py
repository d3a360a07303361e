"""What Riwaya asks for: the libraries it needs, and those of its extras, as installed or not."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import TYPE_CHECKING

from riwaya.doctor.sign import Sign, fine, missing, wrong

if TYPE_CHECKING:
    from packaging.requirements import Requirement

#: What an extra is for; one that isn't named here is told by its libraries.
USES = {
    "docs": "building the documentation",
    "frame": "Parquet and data frames",
    "llm": "asking a language model of your own (`riwaya read --also llm`)",
    "pandas": "pandas data frames",
    "postgres": "workspaces in PostgreSQL",
    "spacy": "Riwaya as a spaCy component",
    "web": "the desk (`riwaya serve`)",
    "workspace": "workspaces: add, search, fuse, export",
}
#: Extras that only gather others.
GATHERING = {"all"}
#: The extra that others bring along.
SHARED = "workspace"
#: The folder of the sources, where Riwaya runs from them.
SOURCES = Path(__file__).parents[3]
#: Extras by name, with their requirements; what every Riwaya needs stands under "".
Wanted = Mapping[str, tuple[str, ...]]


def libraries(wanted: Wanted | None = None) -> Iterator[Sign]:
    """What is needed, then a line for each extra; `wanted` is Riwaya's own unless given."""
    try:
        import packaging.requirements  # noqa: F401, PLC0415
    except ImportError:
        yield wrong("libraries", "packaging is not installed", "pip install --upgrade riwaya")
        return
    wanted = asked_for() if wanted is None else wanted
    lacking = list(_lacking("", wanted))
    if lacking:
        yield wrong("libraries", "; ".join(lacking), "pip install --upgrade riwaya")
    else:
        yield fine("libraries", f"{len(wanted.get('', ()))} that Riwaya needs are installed")
    for extra in sorted(set(wanted) - GATHERING - {""}):
        yield _of_extra(extra, wanted)


def asked_for() -> Wanted:
    """Riwaya's requirements: of pyproject.toml beside the sources, else of what is installed."""
    card = SOURCES / "pyproject.toml"
    if card.is_file():
        project = tomllib.loads(card.read_text("utf-8")).get("project", {})
        if project.get("name") == "riwaya":
            extras = project.get("optional-dependencies", {})
            return {"": tuple(project["dependencies"])} | {n: tuple(r) for n, r in extras.items()}
    try:
        installed = distribution("riwaya")
    except PackageNotFoundError:
        return {}
    names = ["", *(installed.metadata.get_all("Provides-Extra") or ())]
    return {name: tuple(_asked_by(name, installed.requires or ())) for name in names}


def _asked_by(extra: str, requirements: Iterable[str]) -> Iterator[str]:
    """Requirements that an extra adds to those that every Riwaya has."""
    from packaging.requirements import Requirement  # noqa: PLC0415 (slow, seldom needed)

    for written in requirements:
        marker = Requirement(written).marker
        always = marker is None or marker.evaluate({"extra": ""})
        if always != bool(extra) and (marker is None or marker.evaluate({"extra": extra})):
            yield written


def _of_extra(extra: str, wanted: Wanted) -> Sign:
    use = USES.get(extra)
    about = f" ({use})" if use else ""
    lacking = list(_lacking(extra, wanted))
    if lacking:
        advice = f"pip install 'riwaya[{extra}]'"
        return missing(f"extra {extra}", f"{'; '.join(lacking)}{about}", advice)
    # Metadata lists those of the workspace under each extra that brings it: told once is enough.
    told = set() if extra == SHARED else {one.name for one in _own(SHARED, wanted)}
    own = [one.name for one in _own(extra, wanted) if one.name not in told]
    found = [f"{name} {version(name)}" for name in own]
    return fine(f"extra {extra}", f"{', '.join(found)}{about}")


def _lacking(extra: str, wanted: Wanted) -> Iterator[str]:
    for one in _with_brought(extra, wanted):
        try:
            found = version(one.name)
        except PackageNotFoundError:
            yield f"{one.name} is not installed"
            continue
        if not one.specifier.contains(found, prereleases=True):
            yield f"{one.name} {found} is not {one.specifier}"


def _with_brought(extra: str, wanted: Wanted) -> "Iterator[Requirement]":
    """The libraries of an extra, and those of the extras that it brings along."""
    yield from _own(extra, wanted)
    for one in _requirements(extra, wanted):
        if one.name == "riwaya":
            for brought in sorted(one.extras):
                yield from _with_brought(brought, wanted)


def _own(extra: str, wanted: Wanted) -> "Iterator[Requirement]":
    return (one for one in _requirements(extra, wanted) if one.name != "riwaya")


def _requirements(extra: str, wanted: Wanted) -> "Iterator[Requirement]":
    """Those that are meant for this system and this Python."""
    from packaging.requirements import Requirement  # noqa: PLC0415 (slow, seldom needed)

    for written in wanted.get(extra, ()):
        one = Requirement(written)
        if one.marker is None or one.marker.evaluate({"extra": extra}):
            yield one
