"""A workspace filled by hand: three short invented reports with claims that no model decides on."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET, json

from riwaya.export.gloss import with_glosses
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.report import Document, Report
from riwaya.records.resolution import When
from riwaya.store.decided import Decided, decided
from riwaya.store.decisions import decisions_of
from riwaya.store.entries import entries_of
from riwaya.store.readings import Read, current_document, packed
from riwaya.store.reports import Taken, find_report, put_reports
from riwaya.store.takes import Take, put_takes
from riwaya.workspace.keeping import keep
from riwaya.workspace.passages import indexed_words
from riwaya.workspace.workspace import Workspace

STRIKE = (
    "قالت وزارة الصحة إن غارة روسية على بلدة الميادين يوم الجمعة أوقعت 12 قتيلاً بينهم 4 أطفال.\n"
    "وأفاد سكّان البلدة بأن الغارة أصابت سوقاً شعبية وأن 20 شخصاً جُرحوا.\n"
)
#: Signs that the notation of the cells uses itself, and a line end within a mention.
SIGNS = "نقلت «{صحيفة|الساحل}\\» أن جيش\nالوطن سيطر على مدينة الرمادي.\n"
CLASH = "اندلعت اشتباكات بين الجيش العراقي ومسلحين قرب الرمادي، وقتل جندي.\n"
TEXTS = {"strike": STRIKE, "signs": SIGNS, "clash": CLASH}
DAY = "2015-11-21"


def at(raw: str, words: str, record: type[Any] = Mention, **fields: Any) -> Any:
    """The mention of the first such words."""
    start = raw.index(words)
    return record.of(raw, start, start + len(words), **fields)


def claim(raw: str, trigger: str, event: str, id_: str, **more: Any) -> Claim:
    """An affirmed claim in the outlet's own voice, unless more is said."""
    usual: dict[str, Any] = {
        "polarity": "affirmed", "reality": "actual", "stance": "states", "quoted": False,
        "confidence": 0.9,
    }  # fmt: skip
    return Claim(id=id_, event=event, trigger=at(raw, trigger), **(usual | more))


def friday() -> dict[str, Any]:
    """The day of the strike, said in its text."""
    when = When(from_="2015-11-20", to="2015-11-20", inferred=False, reason="Friday.")
    time = at(STRIKE, "يوم الجمعة", Time, from_="2015-11-20", to="2015-11-20")
    return {"time": time, "when": when}


def town(raw: str = STRIKE) -> Place:
    """The town of the strike, with its point."""
    return at(
        raw, "بلدة الميادين", Place, relation="in", entity="al-mayadin", name="Al Mayadin",
        lat=35.0189, lon=40.4533, radius_km=5.0,
    )  # fmt: skip


def documents() -> dict[str, Document]:
    """The reports with their claims, by name."""
    russian = at(STRIKE, "روسية", Party, entity="russia", name="Russia")
    ministry = at(STRIKE, "وزارة الصحة", Source, kind="official", named=True)
    strike = [
        claim(
            STRIKE, "غارة", "air_strike", "c1",
            agents=(russian,), places=(town(),), attribution=(ministry,), **friday(),
        ),
        claim(
            STRIKE, "قتيلاً", "kill", "c2",
            agents=(russian,), places=(town(),), attribution=(ministry,), confidence=0.4,
            targets=(at(STRIKE, "أطفال", Party),),
            quantities=(
                at(STRIKE, "12", Quantity, measure="killed", low=12, high=12, unit="person"),
                at(STRIKE, "4", Quantity, measure="killed", low=4, high=4, unit="person", subset=True),
            ),
            links=(Link(relation="caused_by", claim="c1"),), **friday(),
        ),
        claim(STRIKE, "جُرحوا", "injure", "c3", confidence=0.7),
    ]  # fmt: skip
    signs = [
        claim(
            SIGNS, "سيطر", "capture", "c1",
            agents=(at(SIGNS, "جيش\nالوطن", Party),),
            attribution=(at(SIGNS, "{صحيفة|الساحل}\\", Source, kind="media", named=True),),
        ),
    ]  # fmt: skip
    clash = [claim(CLASH, "اشتباكات", "clash", "c1"), claim(CLASH, "قتل", "kill", "c2")]
    several = {"strike": strike, "signs": signs, "clash": clash}
    return {name: _document(name, claims) for name, claims in several.items()}


def _document(name: str, claims: list[Claim]) -> Document:
    report = Report(
        id=f"r-{name}",
        outlet="الساحل",
        title=f"={name}",  # a spreadsheet would take it for a formula
        published=DAY,
        sha256=Report.digest(TEXTS[name]),
    )
    return with_glosses(Document(report=report, claims=tuple(claims), model="m"))


def fill(workspace: Workspace) -> Workspace:
    """Put the reports and their claims into an empty workspace."""
    take = Take(
        raw_sha256="0" * 64, source="desk.txt", locator="/desk.txt", kind="text", facts={},
        mapping={}, seq=1, taken_at=f"{DAY}T00:00:00+00:00", taken_by="tester@here",
    )  # fmt: skip
    made = documents()
    with workspace.engine.begin() as connection:
        put_takes(connection, [take])
        several = [
            (1, Taken(report=one.report, text=TEXTS[name], part=name)) for name, one in made.items()
        ]
        put_reports(connection, several)
    for name, one in made.items():
        read_as(workspace, name, one)
    return workspace


def read_as(workspace: Workspace, name: str, document: Document, reader: str = "r1") -> None:
    """Keep a reading of a report, as its current one."""
    found = decided(document, ())
    words = indexed_words(TEXTS[name], document.claims)
    entries = entries_of(document.report, found, words)
    read = Read(
        report=document.report.id, reader=reader, model="m", riwaya="0", document=packed(document),
        entries=entries,
    )  # fmt: skip
    with workspace.engine.begin() as connection:
        keep(connection, [read], f"{DAY}T00:00:00+00:00")


def standing(workspace: Workspace, name: str) -> list[Decided]:
    """A report's claims with decisions applied."""
    with workspace.engine.connect() as connection:
        row = find_report(connection, f"r-{name}")
        assert row is not None
        document = current_document(connection, row.n)
        assert document is not None
        return decided(document, decisions_of(connection, [row.n]).get(row.n, []))


def text_is_there(one: Claim, raw: str) -> None:
    """Every mention is a stretch of the text, also after a trip through JSON."""
    again = json.decode(json.encode(one), type=Claim)
    assert again == one
    for mention in one.mentions():
        mention.verify(raw)
    assert one.gloss is not UNSET


@pytest.fixture(scope="session")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace's folder with the claims made by hand; to be copied, not used."""
    folder = tmp_path_factory.mktemp("told") / "workspace"
    with Workspace.create(folder) as workspace:
        fill(workspace)
    return folder


@pytest.fixture
def told(told_once: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with the claims made by hand, in the hands of anna."""
    shutil.copytree(told_once, tmp_path / "told")
    with Workspace(tmp_path / "told", by="anna") as workspace:
        yield workspace
