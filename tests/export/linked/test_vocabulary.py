"""The vocabulary is what the page says it is, and names nothing twice."""

from pathlib import Path

from riwaya.export.linked.vocabulary import CLASSES, OTHERS, PREFIXES, context, own_terms

PAGE = Path("docs/reference/linked.md")


def test_every_term_stands_in_the_documentation() -> None:
    page = PAGE.read_text("utf-8")
    for term, (of, value, meaning) in own_terms().items():
        assert f"| `{term}` | {', '.join(of)} | {value} | {meaning} |" in page


def test_terms_belong_to_classes_and_none_is_said_twice() -> None:
    for of, _, _ in own_terms().values():
        assert set(of) <= {*CLASSES, "Agent", "Attribution"}
    parts = [*own_terms(), *OTHERS, *PREFIXES, "id", "type", "@version"]
    assert len(parts) == len(set(parts)) == len(context())


def test_the_context_names_no_address_to_be_fetched() -> None:
    for term, value in context().items():
        if isinstance(value, str) and term in PREFIXES:
            assert value.endswith(("#", "/"))
    assert not any(
        "@import" in v or "@context" in v for v in context().values() if isinstance(v, dict)
    )
