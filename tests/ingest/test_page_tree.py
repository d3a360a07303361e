"""HTML -> tree: broken and hostile markup."""

import pytest

from riwaya.errors import BadInput
from riwaya.ingest.page_tree import nesting, page_tree


def words(html: str) -> str:
    return " ".join(str(page_tree(html, "a.html").text_content()).split())


def test_old_pages_that_never_close_their_fonts_keep_their_words() -> None:
    assert words("<html><body>" + "<font><b>" * 2_000 + "نص") == "نص"


def test_a_page_nested_as_no_article_is_is_refused() -> None:
    with pytest.raises(BadInput, match=r"^a\.html: .*too deeply"):
        page_tree("<div>" * 1_000, "a.html")


def test_the_bar_of_the_wayback_machine_is_gone() -> None:
    bar = "<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>bar</p><!-- END WAYBACK TOOLBAR INSERT -->"
    assert words(f'<body>{bar}<div id="wm-ipp-print">print</div><p>نص</p></body>') == "نص"
    assert words("<p>نص</p><!-- BEGIN WAYBACK TOOLBAR INSERT --><p>بعد</p>") == "نصبعد"


def test_declarations_and_forbidden_characters_do_no_harm() -> None:
    declared = '<?xml version="1.0" encoding="windows-1256"?><html><meta charset="windows-1256">'
    assert words(f"{declared}<p>ن\x00ص\ud800\x08</p>") == "نص"


def test_an_entity_is_not_blown_up() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    assert "aaaa" not in words(f"{bomb}<html><body><p>نص &b;</p></body></html>").replace("]>", "")


def test_nesting_counts_what_must_be_closed() -> None:
    assert nesting("<div><p><p><br><div></div></div>") == 2
