"""URL -> its parts, in one spelling: what is checked, looked up and asked for is the same string.

Programs that read a URL twice, each in its own way, are talked into fetching what was never
checked. So a URL is read here and nowhere else, and every spelling that programs disagree on is
refused rather than mended: user names, backslashes, odd numbers for addresses.
"""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

from riwaya.errors import MissingExtra
from riwaya.ingest.not_fetched import BadAddress, shown

PORTS = {"http": 80, "https": 443}
#: RFC 3986, appendix B, for URLs with a host.
PARTS = re.compile(r"([a-z][a-z0-9+.-]*)://([^/?#]*)([^?#]*)(\?[^#]*)?(?:#.*)?", re.IGNORECASE)
AUTHORITY = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]+)(?::([0-9]{0,5}))?")
#: RFC 1123 with the underscore that some sites use.
NAME = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.|\Z))+(?<!\.)")
#: A host whose last label is a number is read as an IPv4 address (WHATWG URL, "ends in a number").
NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)", re.IGNORECASE)
#: A blank isn't among them: in a path it is a slip that is mended to %20, in a host it is refused.
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\\x80-\xa0\u2028\u2029\ud800-\udfff]")
#: What stands in paths and queries as it is: RFC 3986's reserved characters and a ready `%41`.
KEPT = "/%:@!$&'()*+,;=~?"
LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class Location:
    """A web address in parts: all ASCII, the host in lower case, IPv6 without brackets."""

    scheme: str
    host: str
    port: int
    #: Path and query, percent-encoded.
    target: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what has one robots.txt."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole in its one spelling, without a fragment."""
        return self.origin + self.target


def location_of(url: str) -> Location:
    """The parts of a web address; raises BadAddress for all that isn't plain http or https.

    Letters beyond ASCII are fine: hosts become IDNA 2008 (UTS 46), paths percent-encoded UTF-8.
    """
    url = url.strip()
    if FORBIDDEN.search(url):
        raise _bad(url, "backslashes and control characters don't belong in a URL")
    parts = PARTS.fullmatch(url)
    if not parts or len(url) > LONGEST:
        raise _bad(url, "not a web address; write it as https://example.org/page")
    scheme, authority, path, query = parts[1].lower(), parts[2], parts[3] or "/", parts[4] or ""
    if scheme not in PORTS:
        raise _bad(url, f"{scheme}: is not fetched, only http and https are")
    if "@" in authority:
        raise _bad(url, "a user name or password in a URL is not sent anywhere; leave it out")
    found = AUTHORITY.fullmatch(authority)
    if not found:
        raise _bad(url, "no host that can be read; write it as https://example.org/page")
    port = int(found[2] or PORTS[scheme])
    if not 0 < port < 65536:
        raise _bad(url, f"{port} is no port")
    return Location(scheme, _host(found[1], url), port, quote(path + query, safe=KEPT))


def joined(base: Location, reference: str) -> Location:
    """Where a reference (a redirect's Location) leads from a page; raises BadAddress."""
    if FORBIDDEN.search(reference.strip()):
        raise _bad(reference, "backslashes and control characters don't belong in a URL")
    try:
        url = urljoin(base.url, reference.strip())
    except ValueError as error:
        raise _bad(reference, str(error)) from None
    return location_of(url)


def _host(spelled: str, url: str) -> str:
    """A host in its one spelling: a name in ASCII, or a literal address as it is written."""
    if spelled.startswith("["):
        try:
            if "%" in spelled:
                raise _bad(url, "an address bound to one network card is refused")
            return str(IPv6Address(spelled[1:-1]))
        except AddressValueError:
            raise _bad(url, "no IPv6 address in the brackets") from None
    host = (spelled if spelled.isascii() else _idna(spelled, url)).lower().removesuffix(".")
    if not NAME.fullmatch(host):
        raise _bad(url, "no such host can exist")
    if NUMBER.fullmatch(host.rpartition(".")[2]):
        return _ipv4(host, url)
    return host


def _ipv4(host: str, url: str) -> str:
    """Four decimal numbers without leading zeros: what 0x7f.1 means differs by program."""
    try:
        return str(IPv4Address(host))
    except AddressValueError:
        raise _bad(url, "an IPv4 address is written as four plain numbers, 192.0.2.1") from None


def _idna(host: str, url: str) -> str:
    try:
        import idna  # noqa: PLC0415 (for the few hosts that aren't ASCII)
    except ImportError:
        raise MissingExtra(
            f"{shown(url)}: hosts in Arabic letters need the workspace extra; "
            "pip install 'riwaya[workspace]'"
        ) from None
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError as error:
        raise _bad(url, f"no such host can exist ({error})") from None


def _bad(url: str, why: str) -> BadAddress:
    return BadAddress(f"{shown(url)}: refused: {why}")
