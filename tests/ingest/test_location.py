"""URLs: one spelling each; what programs read differently is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest.location import joined, location_of
from riwaya.ingest.not_fetched import BadAddress


@pytest.mark.parametrize(
    ("url", "spelled"),
    [
        ("http://example.org", "http://example.org/"),
        ("HTTPS://Example.ORG:443/a#top", "https://example.org/a"),
        ("https://example.org:80/", "https://example.org:80/"),
        (" http://example.org./a b?q=1 2 ", "http://example.org/a%20b?q=1%202"),
        ("http://example.org?q=a/b", "http://example.org/?q=a/b"),
        ("http://example.org/%D8%A3", "http://example.org/%D8%A3"),
        ("http://example.org/خبر", "http://example.org/%D8%AE%D8%A8%D8%B1"),
        ("http://مثال.إختبار/", "http://xn--mgbh0fb.xn--kgbechtv/"),
        ("http://[2001:DB8:0::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
    ],
)
def test_a_url_has_one_spelling(url: str, spelled: str) -> None:
    assert location_of(url).url == spelled
    assert location_of(spelled).url == spelled


@pytest.mark.parametrize(
    "url",
    [
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://127.0.0.01/",
        "http://127.0.0.1.1/",
        "http://1.2.3.4.0x5/",
        "http://256.0.0.1/",
        "http://a.0x/",
        "http://%31%32%37.0.0.1/",
        "http://[::ffff:127.0.0.1/",
        "http://[fe80::1%25eth0]/",
        "http://[::1]evil.example/",
        "http://[v1.a]/",
    ],
)
def test_addresses_in_odd_numbers_are_refused(url: str) -> None:
    with pytest.raises(BadAddress, match="refused"):
        location_of(url)


@pytest.mark.parametrize("host", ["１２７.0.0.1", "127。0。0。1", "①②⑦.⓪.⓪.①", "127.0.0.1."])
def test_numbers_in_other_letters_become_the_address_that_is_checked(host: str) -> None:
    assert location_of(f"http://{host}/").host == "127.0.0.1"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/page",
        "/etc/passwd",
        "file:///etc/passwd",
        "file://example.org/etc/passwd",
        "gopher://example.org/_x",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "dict://127.0.0.1:11211/stats",
        "http:example.org",
        "http:///example.org",
        "http://",
        "http://:80/",
        "http://a..b/",
        "http://.a/",
        "http://-a/",
        "http://exa mple.org/",
        "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:8 0/",
        "http://example.org:80:80/",
        "http://example.org:٨٠/",
        "http://user@example.org/",
        "http://user:password@example.org/",
        "http://example.org@127.0.0.1/",
        "http://example.org\\@127.0.0.1/",
        "http:\\\\127.0.0.1\\",
        "http://example.org/\r\nHost: other",
        "http://exam\tple.org/",
        "http://example.org/\x00",
        "http://example.org/\udcff",
        "http://exam\xadple.org\x85/",
        "http://" + "a" * 64 + ".org/",
        "http://" + "a." * 130 + "org/",
        "http://example.org/" + "a" * 9_000,
        "http://xn--\N{LATIN SMALL LETTER SHARP S}-.org/",
    ],
)
def test_all_that_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(BadAddress, match="refused: ") as error:
        location_of(url)
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 400
    assert not error.value.passing


def test_a_password_is_not_printed() -> None:
    with pytest.raises(BadAddress) as error:
        location_of("http://user:secret@example.org/a")
    assert "secret" not in str(error.value)
    assert "example.org/a" in str(error.value)


@pytest.mark.parametrize(
    ("reference", "url"),
    [
        ("/b", "http://example.org/b"),
        ("c?d", "http://example.org/a/c?d"),
        ("//other.example/", "http://other.example/"),
        ("https://example.org/أ", "https://example.org/%D8%A3"),
        ("?p=2", "http://example.org/a/b?p=2"),
    ],
)
def test_a_reference_is_read_from_its_page(reference: str, url: str) -> None:
    assert joined(location_of("http://example.org/a/b"), reference).url == url


@pytest.mark.parametrize(
    "reference",
    [
        "file:///etc/passwd",
        "//user@a/",
        "http://[::1/",
        "\\\\a\\b",
        "//a\tb",
        "gopher://a/",
        "//2130706433",
    ],
)
def test_a_reference_out_of_the_web_is_refused(reference: str) -> None:
    with pytest.raises(BadAddress, match="refused: "):
        joined(location_of("http://example.org/a/b"), reference)


AWKWARD = st.text(st.sampled_from("http:/@[]?#%&\\.-_0x127 aأ٣。①\t\u200f"), max_size=40)


@given(AWKWARD | st.text(max_size=40))
def test_any_url_is_refused_or_read_to_the_same_again(rest: str) -> None:
    try:
        location = location_of("http://" + rest)
    except BadInput:
        return
    assert location.url.isascii()
    assert location.url.isprintable()
    assert location_of(location.url) == location
