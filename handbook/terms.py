"""The page of codes: events with what they become elsewhere, and the other closed vocabularies."""

from collections.abc import Iterable, Sequence

from handbook.markdown import code, page, table
from riwaya.knowledge.events import event_words
from riwaya.knowledge.labels import labels
from riwaya.knowledge.tables import Row, read_table, shipped
from riwaya.records import terms

VOCABULARIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Polarity", "polarity", terms.POLARITIES),
    ("Reality", "reality", terms.REALITIES),
    ("Stance", "stance", terms.STANCES),
    ("Kinds of sources", "kind", terms.SOURCE_KINDS),
    ("Measures", "measure", terms.MEASURES),
    ("Relations of places", "relation", terms.PLACE_RELATIONS),
    ("Links between claims", "link", terms.LINK_RELATIONS),
)


def events() -> str:
    """docs/reference/events.md."""
    rows = [_event(name) for name in terms.EVENTS]
    head = ("code", "in English", "in Arabic", "ACLED sub-event", "PLOVER")
    told = "What each code covers, with typical Arabic words: [what a claim is](claims.md#events)."
    rules = (
        "An event becomes the first of the sub-events here whose conditions hold (who did it, to whom,"
        " what else is told); where none holds it has no row. The rules: `src/riwaya/data/exports`."
    )
    vocabularies = [_vocabulary(*one) for one in VOCABULARIES]
    return page(
        "Events and other codes", "the data tables", "## Events", told, table(head, rows), rules,
        *vocabularies,
    )  # fmt: skip


def _event(name: str) -> Sequence[str]:
    words = event_words()[name]  # type: ignore[index]
    return (
        code(name), words.noun, words.arabic,
        "; ".join(_distinct(row["sub_event_type"] for row in _rules("acled", name))),
        "; ".join(_distinct(f"{r['type']} {r['mode']}".strip() for r in _rules("plover", name))),
    )  # fmt: skip


def _rules(form: str, event: str) -> list[Row]:
    columns = {
        "acled": ("rule", "event", "when", "event_type", "sub_event_type"),
        "plover": ("rule", "event", "when", "type", "mode", "intensity", "contexts"),
    }[form]
    rows = read_table(shipped(f"exports/{form}.tsv"), columns=columns, may_be_empty=columns)
    return [row for row in rows if row["event"] == event]


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _vocabulary(title: str, prefix: str, codes: Sequence[str]) -> str:
    known = labels()
    rows = []
    for one in codes:
        found = known.get(f"{prefix}.{one}")
        rows.append((code(one), found.english if found else "", found.arabic if found else ""))
    return f"## {title}\n\n" + table(("code", "in English", "in Arabic"), rows)
