"""A path that only looks local leads nowhere."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from riwaya.web.local_path import local_path

HERE = "http://127.0.0.1:8765"
FOREIGN = [
    "", " ", "x", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\/evil.example",
    "\\\\evil.example", "/\\/evil.example", "/\t/evil.example", "/\n/evil.example", "/\r//evil.example",
    "\t//evil.example", " //evil.example", "http:", "http:evil.example", "http:/evil.example",
    "http://evil.example", "https://evil.example", "HTTPS://evil.example", "javascript:alert(1)",
    "data:text/html,x", "vbscript:x", "mailto:a@b", "@evil.example", ".evil.example", "?x", "#x",
    "evil.example/", "/a\r\nSet-Cookie: x=1", "/a\x00b", "/a b", "/\u2028/evil", "/\x85/evil", "/a\\..\\b",
    "\u200b//evil.example", "//\u200bevil.example", "/" + "a" * 3000,
]  # fmt: skip
LOCAL = {
    "/": "/",
    "/audit?person=%D8%B9&x=a%20b#part": "/audit?person=%D8%B9&x=a%20b#part",
    "/%2F%2Fevil.example": "/%2F%2Fevil.example",
    "/%5Cevil.example": "/%5Cevil.example",
    "/..//evil.example": "/..//evil.example",
    "/http://evil.example": "/http://evil.example",
    "/@evil.example": "/@evil.example",
    "/بحث?q=دير": "/%D8%A8%D8%AD%D8%AB?q=%D8%AF%D9%8A%D8%B1",
    "/a?b=<script>\"'": "/a?b=%3Cscript%3E%22'",
}


@pytest.mark.parametrize("wanted", FOREIGN, ids=ascii)
def test_what_could_lead_away_is_refused(wanted: str) -> None:
    assert local_path(wanted) == "/"
    assert local_path(wanted, "/sign-in") == "/sign-in"


@pytest.mark.parametrize(("wanted", "path"), LOCAL.items(), ids=ascii)
def test_local_paths_stay_what_they_are(wanted: str, path: str) -> None:
    assert local_path(wanted) == path


@given(st.text(alphabet=st.sampled_from("/\\:@.?#%25eEvVil\t\r\n \x00\x85\u2028ا[]"), max_size=20))
@example("/[")
@example("/]//[")
def test_no_text_leads_away(wanted: str) -> None:
    path = local_path(wanted)
    assert path.startswith("/")
    assert path.isascii()
    assert not path.startswith(("//", "/\\"))
    assert not set(path) & set("\r\n\t \\\x00")
    # As browsers do: tabs and line ends are dropped, a backslash is a slash.
    read = "".join(letter for letter in path if letter not in "\t\r\n").replace("\\", "/")
    assert urlsplit(urljoin(HERE + "/a/b", read)).netloc == "127.0.0.1:8765"
