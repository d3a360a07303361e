"""Whole pictures and pages: well-formed, silent, honest in their foot, whatever a report says."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

import pytest
from lxml import etree, html

from riwaya.errors import BadInput
from riwaya.export.pictures.map_page import map_page
from riwaya.export.pictures.map_picture import map_picture
from riwaya.export.pictures.sheet import NAMESPACE, Picture, svg_of
from riwaya.export.pictures.subject import Subject
from riwaya.export.pictures.timeline_bins import bins_of
from riwaya.export.pictures.timeline_page import timeline_page
from riwaya.export.pictures.timeline_picture import timeline_picture
from riwaya.export.pictures.toll_page import toll_page
from riwaya.export.pictures.toll_picture import toll_picture
from riwaya.export.pictures.toll_rows import counting
from riwaya.export.shown.language import Language
from tests.export.pictures.conftest import HASH, imprint, subject, subjects_of

Draw = Callable[[list[Subject], Language], Picture]
DRAWN: dict[str, Draw] = {
    "map": lambda several, words: map_picture(several, imprint(several), words, 912),
    "timeline": lambda several, words: timeline_picture(
        bins_of(several), imprint(several), words, 912
    ),
    "tolls": lambda several, words: toll_picture(several, "killed", imprint(several), words, 912),
}
HOSTILE = subject(
    heading='</text><script>alert("1")</script>\x00\ud800', place="<b>&amp;", gloss="</script><!--",
    arabic="غارة ]]> </svg>",
)  # fmt: skip


def page(kind: str, several: list[Subject], words: Language) -> str:
    picture = DRAWN[kind](several, words)
    if kind == "map":
        return map_page(picture, several, words)
    if kind == "timeline":
        return timeline_page(picture, several, bins_of(several), words)
    return toll_page(picture, counting(several, "killed"), "killed", words)


@pytest.fixture(scope="module", params=["map", "timeline", "tolls"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def several(words: Language) -> list[Subject]:
    return [HOSTILE, *subjects_of(120, words)]


@pytest.fixture(scope="module")
def drawn(kind: str, several: list[Subject], words: Language) -> str:
    return svg_of(DRAWN[kind](several, words), words)


@pytest.fixture(scope="module")
def made(kind: str, several: list[Subject], words: Language) -> str:
    return page(kind, several, words)


def test_a_drawing_is_xml_that_asks_nobody(drawn: str) -> None:
    root = etree.fromstring(drawn.encode())
    tags = {str(one.tag).removeprefix(f"{{{NAMESPACE}}}") for one in root.iter()}
    assert not tags & {"script", "image", "foreignObject", "a", "use", "b"}
    assert set(re.findall(r"url\(([^)]{0,9})", drawn)) <= {"data:font", "#edges"}
    assert "http" not in drawn.replace(NAMESPACE, "")


def test_a_drawing_speaks_to_those_who_do_not_see(drawn: str, words: Language) -> None:
    root = etree.fromstring(drawn.encode())
    title, desc = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert root.get("lang") == words.name
    assert len(title.text or "") > 5
    assert len(desc.text or "") > 20


def test_the_foot_says_what_it_is(drawn: str, words: Language) -> None:
    root = etree.fromstring(drawn.encode())
    said = " ".join("".join(one.itertext()) for one in root.iter(f"{{{NAMESPACE}}}text"))
    assert "event: air_strike" in said
    assert "9.8.7" in said
    assert HASH[:12] in said
    assert words.label("pictures.caution").split()[0] in said
    assert words.label("pictures.reviewed", reviewed=2, of=9) in said
    about = json.loads(root.findtext(f"{{{NAMESPACE}}}metadata") or "")
    assert about["models"] == [{"sha256": HASH, "claims": 9}]
    assert (about["confidence_least"], about["reviewed"], about["of"]) == (0.41, 2, 9)


def test_colours_are_written_out_light_and_dark(drawn: str) -> None:
    assert "var(--" not in drawn
    assert "prefers-color-scheme:dark" in drawn


def test_what_is_drawn_lies_on_the_sheet(drawn: str) -> None:
    root = etree.fromstring(drawn.encode())
    width, height = float(root.get("width") or 0), float(root.get("height") or 0)
    assert width == 960
    for one in root.findall(f"{{{NAMESPACE}}}g/{{{NAMESPACE}}}text"):
        assert 0 <= float(one.get("x") or 0) <= width
        assert 0 <= float(one.get("y") or 0) <= height - 10


def test_a_page_names_all_that_runs_and_asks_nobody(made: str) -> None:
    root = html.document_fromstring(made)
    policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    running = root.xpath("//script[not(@type='application/json')]")
    for one in [*running, *root.xpath("//style")]:
        digest = b64encode(sha256((one.text or "").encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not root.xpath("//*[@src or @style or @onclick]")
    assert not root.xpath("//link | //img | //iframe | //form")


def test_nothing_that_a_report_says_opens_an_element(made: str) -> None:
    root = html.document_fromstring(made)
    running = root.xpath("//script[not(@type='application/json')]/text()")
    assert "alert(" not in "".join(running)
    for one in root.xpath("//script[@type='application/json']"):
        json.loads(one.text)
    assert "\x00" not in made


def test_a_page_says_what_it_is(made: str, words: Language) -> None:
    root = html.document_fromstring(made)
    foot = root.find(".//footer").text_content()
    assert words.label("pictures.caution") in foot
    assert "9.8.7" in foot
    assert root.get("lang") == words.name
    assert root.get("dir") == words.direction
    assert json.loads(root.get_element_by_id("about").text)["models"][0]["sha256"] == HASH


def test_for_the_public_the_filters_are_not_told(several: list[Subject], words: Language) -> None:
    picture = map_picture(several, imprint(several, public=True), words, 912)
    for said in (svg_of(picture, words), map_page(picture, several, words)):
        assert "air_strike" not in said
        assert words.label("pictures.asked.public") in said


@pytest.mark.parametrize(
    ("name", "nothing"),
    [
        ("map", subject(lat=None, lon=None)),
        ("timeline", subject(first=None, last=None)),
        ("tolls", subject()),
    ],
)
def test_where_nothing_can_be_drawn_that_is_said(
    name: str, nothing: Subject, words: Language
) -> None:
    with pytest.raises(BadInput, match="nothing was written"):
        DRAWN[name]([nothing], words)


def test_what_is_left_out_is_counted(words: Language) -> None:
    several = [subject(), subject(id="j", lat=None, lon=None), subject(id="k", lat=None, lon=None)]
    picture = map_picture(several, imprint(several), words, 912)
    assert words.label("pictures.unplaced", count=2) + "." in picture.notes
