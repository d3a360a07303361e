"""HTML as text -> a tree: comments dropped, broken markup mended by the parser, bombs refused."""

import re

from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from riwaya.errors import BadInput

XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
#: What the parser may not meet in a text: it would stop there.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: libxml2 drops what follows them, and pages put together of parts have them in the middle.
ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
#: The Wayback Machine's own bar, with dates and links of its own.
TOOLBAR = ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->")
TOOLBAR_IDS = ("wm-ipp-base", "wm-ipp", "wm-ipp-print")
#: libxml2 drops what nests deeper than 255; trafilatura walks the tree by recursion.
DEEPEST = 400
FLAT = 200
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
#: Old pages open them by the hundred and never close them; the words don't need them.
LOOKS = re.compile(
    r"</?(?:font|b|i|u|em|strong|span|small|big|center|tt|strike|s|nobr)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
     "source", "track", "wbr", "p", "li", "td", "tr", "th", "dd", "dt", "option"]
)  # fmt: skip


def page_tree(html: str, name: str) -> HtmlElement:
    """The tree of a page; raises BadInput for what is no page, or none that can be walked."""
    html = ENDS.sub("", _without_toolbar(XML_DECLARATION.sub("", FORBIDDEN.sub("", html))))
    if nesting(html) > FLAT:
        html = LOOKS.sub("", html)
        if nesting(html) > DEEPEST:
            raise BadInput(
                f"{name}: HTML nested too deeply to be an article; save its text as .txt"
            )
    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        # As bytes: a text that declares an encoding of its own would be refused.
        tree = document_fromstring(html.encode("utf-8"), parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        raise BadInput(f"{name}: broken HTML ({error}); save the text as .txt") from None
    for bar in [element for element in tree.iter() if element.get("id") in TOOLBAR_IDS]:
        bar.drop_tree()
    return tree


def _without_toolbar(html: str) -> str:
    start = html.find(TOOLBAR[0])
    stop = html.find(TOOLBAR[1], start)
    return html if start < 0 or stop < 0 else html[:start] + html[stop + len(TOOLBAR[1]) :]


def nesting(html: str) -> int:
    """How deep elements nest, about: elements that may stay open are left out."""
    depth = deepest = 0
    for closing, tag, empty in TAG.findall(html):
        if empty or tag.lower() in VOID:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest
