"""A workspace of invented reports with private things wherever one can stand; nobody of it lives.

Some are read by the model, some have claims made by hand, so that a trap stands where it is meant
to; two rows are in ACLED's columns. All claims are accepted by a reviewer whose name is private.
"""

from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from riwaya.export.gloss import with_gloss
from riwaya.ingest.meta import read_meta
from riwaya.records.claim import Claim, Link
from riwaya.records.decision import Decision
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.report import Document, Report
from riwaya.records.resolution import Alternative, Resolution, When
from riwaya.store.decided import decided
from riwaya.store.entries import entries_of
from riwaya.store.fusion_tables import incidents
from riwaya.store.readings import Read, packed
from riwaya.store.reports import Taken, put_reports, report_id
from riwaya.store.tables import reports, takes
from riwaya.store.takes import Take, put_takes
from riwaya.store.writing import numbers_of
from riwaya.workspace.fusing import fuse
from riwaya.workspace.gradings import accept
from riwaya.workspace.incidents import in_full
from riwaya.workspace.judgements import different
from riwaya.workspace.keeping import decide, keep
from riwaya.workspace.passages import indexed_words
from riwaya.workspace.report_history import ReportHistory
from riwaya.workspace.workspace import Workspace
from tests.imports.tables import acled, ucdp

REVIEWER = "salma-idlebi"
NOTE = "Salma asked Hind al-Qaranfuli: زمهرير"

#: Read by the model: outlet, day, address, title, text.
READ = {
    "home-of-qaranfuli.txt": (
        "الضفة نيوز", "2023-11-20", "https://example.org/2023/mahmoud-al-qaranfuli-killed",
        "مقتل محمود القرنفلي",
        "قال المرصد الفلسطيني لحقوق الإنسان إن غارة إسرائيلية استهدفت منزل عائلة القرنفلي في مخيم "
        "جباليا أمس، ما أدى إلى مقتل الطفل محمود القرنفلي و12 مدنياً. زمهرير.\n",
    ),
    "zabout.txt": (
        "قناة الزعبوط", "2023-11-20", "https://zabout.example/news/12", "",
        "قال الطبيب سامر الزعبوط إن 15 مدنياً قتلوا في الغارة الإسرائيلية على مخيم جباليا أمس وإن "
        "الجرحى نقلوا إلى مستشفى كمال عدوان. وأضاف الزعبوط أن 30 شخصاً أصيبوا. زمهرير.\n",
    ),
    "saydanawi.txt": (
        "المرفأ", "2023-11-20", "https://example.org/news/77?author=saydanawi", "",
        "أفاد الناشط أبو رائد الصيدناوي بأن قصفاً مدفعياً استهدف مستشفى النعيمات في حي الرمال بمدينة "
        "غزة أمس وأدى إلى مقتل الممرضة هند القرنفلي وإصابة 7 مرضى. زمهرير.\n",
    ),
    "denied.txt": (
        "وكالة المدى", "2023-11-21", "", "",
        "ونفى الجيش الإسرائيلي أن يكون قد قصف منزل القرنفلي في مخيم جباليا، وقال إن الناشط الصيدناوي "
        "يكذب. زمهرير.\n",
    ),
    "town.txt": (
        "وكالة المدى", "2016-05-20", "https://example.org/news/78", "",
        "قال المرصد السوري لحقوق الإنسان إن طائرات روسية قصفت أمس الخميس بلدة الميادين في ريف دير "
        "الزور وقتلت 9 مدنيين. زمهرير.\n",
    ),
}  # fmt: skip
META = "file,outlet,published,url,title\n" + "".join(
    f"{name},{outlet},{day},{url},{title}\n" for name, (outlet, day, url, title, _) in READ.items()
)

SHELTER = (31.527431, 34.443177)
FIELD_CLINIC = (33.561937, 36.412213)
HOUSE = (36.207391, 37.186117)
#: Points that may not be told, with the district being some kilometres off: degrees.
POINTS = (SHELTER, FIELD_CLINIC, HOUSE, (31.538, 34.495), (31.5475, 34.498), (35.643719, 36.668913))


def _at(form: type, text: str, words: str, **more: Any) -> Any:
    start = text.index(words)
    return form(text=words, start=start, end=start + len(words), **more)


def _claim(id_: str, event: str, text: str, trigger: str, **more: Any) -> Claim:
    base: dict[str, Any] = {
        "id": id_, "event": event, "trigger": _at(Mention, text, trigger), "polarity": "affirmed",
        "reality": "actual", "stance": "states", "quoted": False, "confidence": 0.9,
    }  # fmt: skip
    return with_gloss(Claim(**(base | more)))


def _reason(name: str) -> Resolution:
    return Resolution(
        reason=f"{name} is meant", alternatives=(Alternative(entity=name, score=0.4),)
    )


def _day(day: str) -> When:
    return When(from_=day, to=day, inferred=False, reason="Qaranfuli says so")


def _shelter() -> tuple[Report, str, list[Claim]]:
    text = (
        "قصفت طائرات إسرائيلية مدرسة دلال تؤوي نازحين من آل دحروج فقتل 3 من أولاد دحروج يوم عرس "
        "دحروج، بحسب المختار دحروج"
    )
    strike = _claim(
        "c1", "air_strike", text, "قصفت",
        agents=(_at(Party, text, "طائرات إسرائيلية", entity="israeli-air-force"),),
        targets=(_at(Party, text, "نازحين من آل دحروج", name="Dahrouj", romanised="Dahruj",
                     resolution=_reason("Dahrouj")),),
        places=(_at(Place, text, "مدرسة دلال تؤوي نازحين", relation="in", name="Dalal shelter",
                    lat=SHELTER[0], lon=SHELTER[1], radius_km=0.1, romanised="Dalal",
                    resolution=_reason("Dalal")),),
        time=_at(Time, text, "يوم عرس دحروج", from_="2024-01-05", to="2024-01-05",
                 resolution=_reason("Dahrouj")),
        attribution=(_at(Source, text, "المختار دحروج", kind="local", named=True, name="Dahrouj"),),
        when=_day("2024-01-05"),
    )  # fmt: skip
    dead = _claim(
        "dahrouj-dead", "kill", text, "قتل",
        targets=(_at(Party, text, "أولاد دحروج"),),
        places=(_at(Place, text, "مدرسة دلال", relation="near", entity="rimal", name="Rimal",
                    lat=31.521, lon=34.446, radius_km=1.0),),
        quantities=(_at(Quantity, text, "3 من أولاد دحروج", measure="killed", low=3, high=3,
                        unit="دحروج"),),
        attribution=(_at(Source, text, "المختار دحروج", kind="local", named=True),),
        links=(Link(relation="caused_by", claim="c1"),),
        when=_day("2024-01-05"),
    )  # fmt: skip
    report = Report(id="", outlet="Dahrouj Live", title="بيت دحروج", published="2024-01-06",
                    url="https://t.me/dahrouj_live/7", sha256=Report.digest(text))  # fmt: skip
    return report, text, [strike, dead]


def _clinic() -> tuple[Report, str, list[Claim]]:
    text = (
        "دمر قصف مدفعي لقوات النظام مشفى ميدانياً في قبو الحلبوني بدوما فقتل 5 ومنهم الممرض لطفي "
        "الحلبوني، كما قال مدير الدفاع المدني"
    )
    shared: dict[str, Any] = {
        "places": (_at(Place, text, "قبو الحلبوني بدوما", relation="in", entity="douma",
                       name="Douma", lat=FIELD_CLINIC[0], lon=FIELD_CLINIC[1], radius_km=0.2),),
        "attribution": (_at(Source, text, "مدير الدفاع المدني", kind="official", named=False),),
        "when": _day("2016-04-01"),
    }  # fmt: skip
    struck = _claim(
        "c1", "shelling", text, "قصف",
        agents=(_at(Party, text, "قوات النظام", entity="syrian-arab-army"),),
        targets=(_at(Party, text, "مشفى ميدانياً في قبو الحلبوني"),), **shared,
    )  # fmt: skip
    dead = _claim(
        "c2", "kill", text, "قتل", targets=(_at(Party, text, "الممرض لطفي الحلبوني"),),
        quantities=(_at(Quantity, text, "5 ومنهم الممرض لطفي", measure="killed", low=5, high=5,
                        unit="person"),),
        links=(Link(relation="caused_by", claim="c1"),), **shared,
    )  # fmt: skip
    report = Report(id="", outlet="د. لطفي الحلبوني", title=None, published="2016-04-02",
                    url="https://lutfi.halbouni.example/news/9",
                    sha256=Report.digest(text))  # fmt: skip
    return report, text, [struck, dead]


def _house() -> tuple[Report, str, list[Claim]]:
    text = (
        "اعتقلت قوات الأمن ربيع الجواهرجي ووالجواهرجي الأب من بيتهما في حي الشعار بحلب في ربيع 2014"
    )
    detained = _claim(
        "c1", "detain", text, "اعتقلت",
        agents=(_at(Party, text, "قوات الأمن"),),
        targets=(_at(Party, text, "ربيع الجواهرجي", entity="rabi-jawaherji", name="Rabi Jawaherji"),
                 _at(Party, text, "والجواهرجي الأب")),
        places=(_at(Place, text, "بيتهما في حي الشعار", relation="in", entity="shaar-aleppo",
                    name="Shaar", lat=HOUSE[0], lon=HOUSE[1], radius_km=0.3),),
        time=_at(Time, text, "في ربيع 2014", from_="2014-03", to="2014-05"),
        when=When(from_="2014-03-01", to="2014-05-31", inferred=False, reason="said"),
    )  # fmt: skip
    report = Report(id="", outlet="صفحة الجواهرجي", title="الجواهرجي", published="2014-06-01",
                    url="https://example.org/~jawaherji/1", sha256=Report.digest(text))  # fmt: skip
    return report, text, [detained]


def _put(workspace: Workspace, several: list[tuple[Report, str, list[Claim]]]) -> None:
    """Keep reports with their claims as if they had been read from files in somebody's folder."""
    with workspace.engine.begin() as connection:
        for number, (bare, text, claims) in enumerate(several, 1):
            report = msgspec.structs.replace(bare, id=report_id(bare))
            source = f"/home/{REVIEWER}/dahrouj/{number}.txt"
            take = Take(
                raw_sha256=report.sha256, source=source, locator=source, kind="text", facts={},
                mapping={}, seq=0, taken_at="2026-01-01T00:00:00+00:00", taken_by=REVIEWER,
            )  # fmt: skip
            put_takes(connection, [take])
            take_n = numbers_of(connection, takes, [take.id])[take.id]
            put_reports(connection, [(take_n, Taken(report=report, text=text))])
            document = Document(report=report, claims=tuple(claims), model="m" * 64, riwaya="0")
            found = decided(document, ())
            read = Read(
                report=report.id, reader="r", model="m" * 64, riwaya="0", document=packed(document),
                entries=entries_of(report, found, indexed_words(text, claims)),
            )  # fmt: skip
            keep(connection, [read], "2026-01-01T00:00:00+00:00")


ROWS = {
    "acled.csv": acled({
        "location": "Home of Adnan Shalhoub", "actor2": "Civilians (Syria)",
        "latitude": "35.643719", "longitude": "36.668913", "source": "Adnan Shalhoub; SOHR",
        "notes": "On 11 March 2016, warplanes struck the home of Adnan Shalhoub. Zamharir.",
    }),
    "ged.csv": ucdp({
        "where_coordinates": "Shalhoub camp", "latitude": "33.561937", "longitude": "36.412213",
        "source_original": "Adnan Shalhoub", "source_headline": "Adnan Shalhoub killed",
    }),
}  # fmt: skip


def trapped_workspace(path: Path) -> Workspace:
    """The workspace with everything taken in, accepted, fused, judged and graded."""
    folder = path.parent / "home-of-qaranfuli"
    folder.mkdir()
    for name, (*_, text) in READ.items():
        (folder / name).write_text(text, encoding="utf-8")
    (path.parent / "meta.csv").write_text(META, encoding="utf-8")
    workspace = Workspace.create(path, by=REVIEWER)
    added = workspace.add([folder], meta=read_meta(path.parent / "meta.csv"), jobs=1)
    assert added.problems == ()
    for name, content in ROWS.items():
        (path.parent / name).write_text(content, encoding="utf-8")
        assert workspace.add([path.parent / name], jobs=1).problems == ()
    _put(workspace, [_shelter(), _clinic(), _house()])
    _accept_all(workspace)
    fuse(workspace)
    _judge(workspace)
    return workspace


def _accept_all(workspace: Workspace) -> None:
    with workspace.engine.begin() as connection:
        made = [
            Decision(
                report=id_, anchor=one.anchor, verdict="accept", author=REVIEWER, note=NOTE,
                made_at="2026-01-01T00:00:00+00:00",
            )
            for id_ in connection.execute(select(reports.c.id)).scalars()
            for one in ReportHistory(connection, id_).standing.values()
        ]  # fmt: skip
        decide(connection, made)


def _judge(workspace: Workspace) -> None:
    """A judgement, and an accepted grade, each with a note."""
    with workspace.engine.begin() as connection:
        rows = connection.execute(select(incidents).order_by(incidents.c.n)).all()
        different(connection, rows[0].id, rows[1].id, by=REVIEWER, note=NOTE)
        whole = next(iter(in_full(connection, [rows[0]])))
        assert whole.grade is not None
        seen = whole.grade.airwars, whole.grade.admiralty
        accept(connection, whole.id, whole.grade, seen, by=REVIEWER, note=NOTE)
    fuse(workspace)
