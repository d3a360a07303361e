"""The document: everything of the case in it, nothing of the world asked for, nothing let in."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from typing import Any

import msgspec
import pytest
from lxml import html as parser

from riwaya.export.dossier.case import Case
from riwaya.export.dossier.html import dossier_html
from riwaya.resolving.claims import Knowledge
from tests.export.dossier.conftest import Written
from tests.web.small import REPORTS

HASH = re.compile(r"\b[0-9a-f]{64}\b")
EVIL = '"}</style><script>alert(1)</script>\\'


@pytest.fixture(scope="module")
def english(whole: Written, known: Knowledge) -> str:
    return dossier_html(*whole, known)


@pytest.fixture(scope="module")
def published(public: Written, known: Knowledge) -> str:
    return dossier_html(*public, known)


def text_of(page: str) -> str:
    return " ".join(parser.fromstring(page).find("body").text_content().split())


def held(page: Any, tag: str, name: str) -> list[Any]:
    """The elements of a class."""
    return list(page.xpath(f"//{tag}[contains(concat(' ', @class, ' '), ' {name} ')]"))


def test_every_part_of_the_case_is_there(english: str, whole: Written) -> None:
    text = text_of(english)
    for part in (
        "The accounts side by side", "Tolls", "What they disagree about", "Who passes on whom",
        "When each account was told", "Where", "What people decided", "The reports",
        "Annex: the exact words", "About this document", "of 13 claims reviewed",
        "Syrian Observatory for Human Rights", "Nothing here is a finding of fact.",
    ):  # fmt: skip
        assert part in text, part
    incident = whole[0][0].incident
    assert incident.id in text
    assert all(one.sentence in text for one in (*incident.disagreements, *incident.findings))


def test_numbers_stand_with_their_speakers_and_days(english: str, whole: Written) -> None:
    tables = held(parser.fromstring(english), "table", "figures")
    rows = [row.text_content() for table in tables for row in table.xpath("./tbody/tr")]
    figures = [figure for toll in whole[0][0].incident.tolls for figure in toll.figures]
    assert len(rows) == len(figures) > 0
    assert any(
        "Syria Civil Defence" in row and "21" in row and "13 Mar 2016" in row for row in rows
    )


def test_reports_come_with_hashes_and_custody(english: str, whole: Written) -> None:
    text = text_of(english)
    case, writing = whole[0][0], whole[1]
    assert len(case.trails) == 4
    for trail in case.trails.values():
        assert trail.text_sha256 is not None
        assert trail.text_sha256 in text
        for raw in trail.raw:
            assert raw.sha256 in text
            assert raw.custody
            assert all(one.hash in text and f"record {one.seq}:" in text for one in raw.custody)
    assert writing.head is not None
    assert writing.head.hash in text
    for one in case.exported.claims:
        assert one.model is not None
        assert one.model in text


def test_the_annex_has_every_claim_in_its_own_words(english: str, whole: Written) -> None:
    exhibits = held(parser.fromstring(english), "article", "exhibit")
    case = whole[0][0]
    assert len(exhibits) == len(case.exported.claims)
    marked = [
        [m.text_content() for m in one.xpath(".//mark[@class='m-trigger']")] for one in exhibits
    ]
    assert all(marked)
    text = text_of(english)
    for one in case.exported.claims:
        assert one.claim.trigger.text in text


def test_links_lead_somewhere_and_nothing_is_asked_for(english: str) -> None:
    page = parser.fromstring(english)
    anchors = set(page.xpath("//@id"))
    for link in page.xpath("//a/@href"):
        assert link.startswith(("http://", "https://")) or link[1:] in anchors
    assert len(anchors) == len(page.xpath("//@id"))
    assert not page.xpath("//script | //link | //img | //iframe | //@style | //@onclick")
    assert re.findall(r"url\((?!\"?data:)", english) == []


def test_a_report_whose_text_is_gone_has_no_exhibits(whole: Written, known: Knowledge) -> None:
    case, writing = whole[0][0], whole[1]
    assert case.gathered is not None
    first, *others = case.gathered.reports
    gone = msgspec.structs.replace(first, text="")
    gathered = replace(case.gathered, reports=(gone, *others))
    page = parser.fromstring(dossier_html([replace(case, gathered=gathered)], writing, known))
    exhibits = held(page, "article", "exhibit")
    assert 0 < len(exhibits) < len(case.exported.claims)
    anchors = set(page.xpath("//@id"))
    assert all(link[1:] in anchors for link in page.xpath("//a/@href") if link.startswith("#"))


def test_the_policy_lets_this_style_in_and_nothing_else(english: str) -> None:
    page = parser.fromstring(english)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    style = re.findall(r"<style>(.*?)</style>", english, re.DOTALL)
    assert len(style) == 1
    digest = b64encode(sha256(style[0].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_arabic_is_mirrored_and_says_the_same(whole: Written, known: Knowledge) -> None:
    page = dossier_html(*whole, known, language="ar", paper="letter")
    root = parser.fromstring(page)
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    text = text_of(page)
    assert "الروايات جنباً إلى جنب" in text
    assert "غارة جوية – معرة النعمان" in text
    assert "المرصد السوري لحقوق الإنسان" in text
    assert "size: letter" in page
    assert len(held(root, "article", "exhibit")) == len(whole[0][0].exported.claims)


def test_what_is_published_has_no_words_and_no_private_names(published: str) -> None:
    text = text_of(published)
    assert "Public edition" in text
    for _, _, told in REPORTS.values():
        for sentence in told.split("\n"):
            assert not sentence or sentence[:40] not in text
    for name in ("الحلواني", "Halwani", "مشفى الرحمة", "tester", "workspace"):
        assert name not in text, name
    assert not parser.fromstring(published).xpath("//blockquote | //mark")
    assert "What people decided" not in text


def test_what_is_published_has_no_hash_but_the_models(published: str, public: Written) -> None:
    models = {one.model for case in public[0] for one in case.exported.claims}
    assert set(HASH.findall(text_of(published))) == models


def test_several_cases_have_contents(published: str, public: Written) -> None:
    page = parser.fromstring(published)
    assert len(public[0]) > 3
    assert len(held(page, "article", "case")) == len(public[0])
    assert len(held(page, "table", "contents")[0].xpath("./tbody/tr")) == len(public[0])
    assert f"Dossiers of {len(public[0])} incidents" in text_of(published)


def hostile(case: Case, field: str) -> Case:
    """The case with evil words in one field of its reports, or as the incident's place."""
    if field == "place":
        incident: Any = msgspec.structs.replace(case.incident, place=EVIL, place_entity=None)
        return replace(case, exported=replace(case.exported, incident=incident))
    claims = tuple(
        replace(one, found=msgspec.structs.replace(one.found, **{field: EVIL}))
        for one in case.exported.claims
    )
    return replace(case, exported=replace(case.exported, claims=claims))


@pytest.mark.parametrize("field", ["place", "title", "outlet", "url"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_evil_words_stay_words(field: str, language: Any, whole: Written, known: Knowledge) -> None:
    page = dossier_html([hostile(whole[0][0], field)], whole[1], known, language=language)
    root = parser.fromstring(page)
    assert not root.xpath("//script")
    assert page.count("</style>") == page.count("<style>") == 1
    if field in {"place", "title"}:
        assert "alert(1)" in root.find("body").text_content()
