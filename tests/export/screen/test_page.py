"""The page: one safe file. What it does in a browser: test_page_in_browser.py."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import msgspec
import pytest

from riwaya.export.screen.page import notebook_of, page_of
from riwaya.records.mention import Party, Source
from riwaya.records.report import Document, Report
from tests.export.conftest import claim_in, document_of, words

HOSTILE = "<script>alert(1)</script>\"onmouseover=alert(1) x='</style>{{ 7*7 }}&amp;"


class Tags(HTMLParser):
    """The tags of a page with their attributes, and the text of the report."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page)
    return parser.tags


def test_the_policy_names_the_style_and_the_script_that_are_there(
    text: str, document: Document
) -> None:
    page = page_of(text, document)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert "default-src 'none'" in policy[1]


def test_nothing_is_fetched_and_no_style_stands_in_a_tag(text: str, document: Document) -> None:
    for tag, attributes in tags(page_of(text, document)):
        assert tag not in {"link", "img", "iframe", "base", "object"}
        assert "src" not in attributes
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")


def test_ids_are_unique_and_links_lead_somewhere(text: str, document: Document) -> None:
    found = tags(page_of(text, document))
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for _, a in found if (a.get("href") or "").startswith("#")}  # type: ignore[index]
    assert targets <= set(ids)


@pytest.mark.parametrize("field", ["id", "outlet", "title", "published"])
def test_hostile_facts_are_text(field: str) -> None:
    report = msgspec.structs.replace(Report(id="r", sha256="0"), **{field: HOSTILE})
    page = page_of("نص", Document(report=report, notes=(HOSTILE,)))
    assert "<script>alert" not in page
    assert [tag for tag, _ in tags(page)].count("script") == 1


def test_a_hostile_report_is_text() -> None:
    raw = f"قال {HOSTILE} إن جنديا قتل \x00\ud800 أمس"
    claim = claim_in(
        raw,
        "قتل",
        gloss=HOSTILE,
        targets=(words(raw, HOSTILE, Party),),
        attribution=(words(raw, HOSTILE, Source, kind="media", named=False, entity=HOSTILE),),
    )
    page = page_of(raw, document_of(raw, claim, model=HOSTILE))
    assert "<script>alert" not in page
    assert not any(a for _, a in tags(page) if "onmouseover" in a)
    page.encode("utf-8")
    assert "\x00" not in page


def test_it_says_that_no_person_has_reviewed_it(text: str, document: Document) -> None:
    page = page_of(text, document)
    assert "not reviewed by a person" in page
    assert str(document.model)[:12] in page


def test_a_reading_without_claims_is_a_page_too() -> None:
    page = page_of("نص", document_of("نص", notes=("Not Arabic.",)))
    assert "No claims were found" in page
    assert "Not Arabic." in page


def test_a_notebook_shows_it_in_a_frame_of_its_own(text: str, document: Document) -> None:
    frame = notebook_of(text, document)
    assert frame.startswith("<iframe srcdoc=")
    assert 'sandbox="allow-scripts"' in frame
    assert [tag for tag, _ in tags(frame)] == ["iframe"]
