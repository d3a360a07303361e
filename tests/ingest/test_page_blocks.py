"""What a page prints, block by block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest.page_blocks import key_of, printed
from riwaya.ingest.page_tree import page_tree


def texts(body: str, url: str | None = None) -> list[str]:
    return [block.text for block in printed(page_tree(f"<html><body>{body}", "a"), url).blocks]


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<p>أ <b>ب</b>ج<p>د", ["أ بج", "د"]),
        ("<div>أ<p>ب</p>ج</div>د", ["أ", "ب", "ج", "د"]),
        ("أ<br>ب<br><br>ج<br>\n&nbsp;<br/>د", ["أ\nب", "ج", "د"]),
        ("<ul><li>أ<li>ب</ul>", ["أ", "ب"]),
        ("<p> أ \n\t ب </p>", ["أ ب"]),
        ("<p>أ<script>x</script>ب<!-- c -->ج<style>y</style></p>", ["أبج"]),
        ("<p>&nbsp;</p><p>...</p><p>أ</p>", ["أ"]),
        ("<pre>أ\nب  ج</pre>", ["أ\nب  ج"]),
        ("<table><tr><td>أ<td>12<tr><td>ب<td>7</table>", ["أ\t12", "ب\t7"]),
        ("<table><tr><td><p>أ</p><td>" + "ب " * 60 + "</table>", ["أ", ("ب " * 60).strip()]),
        ("<p>أ<time>18:30</time></p><o:p>ب</o:p>", ["أ18:30", "ب"]),
    ],
)
def test_blocks(body: str, blocks: list[str]) -> None:
    assert texts(body) == blocks


def test_links_and_headings_are_known() -> None:
    url = "https://a.example/live/1"
    page = page_tree(
        '<h2>أ</h2><p>بب<a href="/x">جج</a></p><p><a href="/live/1?n=2">د</a></p><p><a name=t>ه</a>',
        "a",
    )
    blocks = printed(page, url).blocks
    assert [block.heading for block in blocks] == [True, False, False, False]
    assert [block.link_share for block in blocks] == [0, 0.5, 0, 0]


def test_blocks_know_the_elements_around_them() -> None:
    page = printed(page_tree("<div id=a><p id=b>أ</p></div>", "a"))
    (block,) = page.blocks
    assert [page.elements[number].tag for number in block.path] == ["html", "body", "div", "p"]


@given(st.text(st.characters(exclude_characters="<>&\r\x00", exclude_categories=["Cs", "Cc"])))
def test_no_letter_is_lost_or_changed(text: str) -> None:
    found = texts(f"<p>{text}</p>")
    assert key_of("".join(found)) == key_of(text)
    assert all(block in " ".join(text.split(" ")) or " " in text for block in found)
