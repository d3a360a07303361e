"""The graph of who passes on whom."""

import json

from riwaya.fusion.passing_on import PassingOn, as_dot, as_json, passing_on
from riwaya.fusion.told import ToldReport
from tests.fusion.spoken import claim, report

SOHR = ("المرصد السوري لحقوق الإنسان", "syrian-observatory")
AFP = ("فرانس برس", "afp")


def chained(name: str, *chain: tuple[str, str | None], outlet: str, **more: object) -> ToldReport:
    text = f"قالت {' '.join(words for words, _ in chain)} إن 7 أشخاص قتلوا ثم قصفوا"
    return report(
        name,
        text,
        claim(text, "قتلوا", *chain, name="c1", **more),
        claim(text, "قصفوا", *chain, name="c2", event="shelling", **more),
        outlet=outlet,
    )


def edges(graph: PassingOn) -> dict[tuple[str, str], tuple[int, int]]:
    return {(one.origin, one.passer): (one.claims, one.reports) for one in graph.edges}


def test_a_chain_is_a_row_of_edges() -> None:
    graph = passing_on([chained("a", SOHR, AFP, outlet="القدس العربي")])
    assert edges(graph) == {
        ("syrian-observatory", "afp"): (2, 1),
        ("afp", "al-quds-al-arabi"): (2, 1),
    }
    assert [(node.id, node.kind, node.claims) for node in graph.nodes] == [
        ("afp", "outlet", 2),
        ("al-quds-al-arabi", "outlet", 2),
        ("syrian-observatory", "source", 2),
    ]


def test_edges_count_claims_and_reports_with_examples() -> None:
    graph = passing_on(
        [chained("a", SOHR, outlet="رويترز"), chained("b", SOHR, outlet="وكالة رويترز")]
    )
    only = graph.edges[0]
    assert (only.origin, only.passer, only.claims, only.reports) == (
        "syrian-observatory", "reuters", 4, 2,
    )  # fmt: skip
    assert [(one.report, one.claim) for one in only.examples] == [
        ("a", "c1"), ("a", "c2"), ("b", "c1"),
    ]  # fmt: skip


def test_two_outlets_unnamed_sources_are_two() -> None:
    source = ("مصدر أمني", None)
    graph = passing_on(
        [
            chained("a", source, outlet="رويترز", named=False),
            chained("b", source, outlet="فرانس برس", named=False),
        ]
    )
    assert [node.kind for node in graph.nodes].count("unnamed") == 2
    assert len(graph.edges) == 2


def test_copies_are_edges_between_outlets() -> None:
    reports = [chained("a", SOHR, outlet="فرانس برس"), chained("b", SOHR, outlet="القدس العربي")]
    graph = passing_on(reports, copies=[("a", "b")])
    copied = next(one for one in graph.edges if one.copied)
    assert (copied.origin, copied.passer, copied.copied, copied.claims) == (
        "afp", "al-quds-al-arabi", 1, 0,
    )  # fmt: skip


def test_an_outlets_own_words_make_a_node_and_no_edge() -> None:
    text = "قتل سبعة في القصف"
    graph = passing_on([report("a", text, claim(text, "قتل"), outlet="عنب بلدي")])
    assert [node.id for node in graph.nodes] == ["enab-baladi"]
    assert graph.edges == ()


def test_the_order_of_reports_changes_nothing() -> None:
    reports = [chained("a", SOHR, AFP, outlet="الغد"), chained("b", SOHR, outlet="أ ف ب")]
    assert passing_on(reports) == passing_on(reversed(reports))


def test_json_is_of_plain_things() -> None:
    graph = passing_on([chained("a", SOHR, AFP, outlet="القدس العربي")])
    read = json.loads(json.dumps(as_json(graph)))
    assert set(read) == {"nodes", "edges"}
    assert read["edges"][0]["examples"][0] == {"source": "a.txt", "report": "a", "claim": "c1"}


def test_dot_quotes_names() -> None:
    text = 'قال مدير "دار\\الشفاء" إن سبعة قتلوا'
    source = ('مدير "دار\\الشفاء"', None)
    graph = passing_on([report("a", text, claim(text, "قتلوا", source), outlet=None)])
    drawn = as_dot(graph)
    assert drawn.startswith("digraph passing_on {\n")
    assert drawn.endswith("}\n")
    assert drawn.count("->") == 1
    for line in drawn.splitlines()[2:-1]:
        unescaped = line.replace("\\\\", "").replace('\\"', "")
        assert unescaped.count('"') % 2 == 0
