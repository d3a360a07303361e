"""What a page says of itself: title, outlet, address, when it was published, whether it is whole.

Pages say it in four vocabularies at once, often differently. The order of trust: the JSON-LD record
of this very article, meta tags, microdata, and last what stands printed by the headline.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from riwaya.ingest import json_ld, written_dates
from riwaya.ingest.json_ld import Record, text
from riwaya.ingest.page_chrome import READERS, names_of

TITLES = ("og:title", "twitter:title", "parsely-title", "dcterms.title", "dc.title", "title")
NAMES = (
    "og:site_name", "dcterms.publisher", "dc.publisher", "application-name", "al:android:app_name",
    "apple-mobile-web-app-title", "publisher",
)  # fmt: skip
PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time",
    "article:published", "article.published", "datepublished", "rnews:datepublished",
    "parsely-pub-date", "sailthru.date", "publisheddate", "published_time", "publish_date",
    "publishdate", "publish-date", "published-date", "published_date", "publication_date",
    "publication-date", "pubdate", "article_date_original", "originalpublicationdate",
    "cxenseparse:recs:publishtime", "cxenseparse:recs:articlepublishtime", "vr:published_time",
    "bt:pubdate", "citation_publication_date", "article.created", "displaydate", "ptime",
    "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date",
    "dc.date", "date", "release_date", "article:publication_date", "og:pubdate", "pub_date",
)  # fmt: skip
CHANGED = (
    "article:modified_time",
    "og:updated_time",
    "lastmod",
    "last-modified",
    "dcterms.modified",
)
#: Values of one property that are looked at, and how long a title or a name may be.
ENOUGH = 20
LONGEST = 500
#: Between a headline and the name of the site in <title>.
BARS = re.compile(r"\s+(?:[|\-–—•·»«:/\\]|::|\.\.)+\s+|\s*(?:::|[|»])\s*")
SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{4,2000})")
ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?://)")
#: Sites whose name isn't the name of who publishes on them.
PLATFORMS = frozenset(
    ["facebook", "twitter", "x (formerly twitter)", "x", "telegram", "youtube", "instagram",
     "vk", "tumblr", "blogger", "medium", "wordpress", "linkedin", "tiktok", "reddit"]
)  # fmt: skip


class PageFacts:
    """Everything that a page says of itself outside its article; found when asked for."""

    def __init__(self, tree: HtmlElement, html: str) -> None:
        self.tree = tree
        self.saved = SAVED.search(html[:4096])

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Contents of the meta elements by name in small letters."""
        found: dict[str, list[str]] = {}
        for meta in self.tree.iter("meta"):
            content = " ".join((meta.get("content") or "").split())
            for named in ("property", "name", "itemprop"):
                for name in (meta.get(named) or "").lower().split()[:3]:
                    if content:
                        found.setdefault(name, []).append(content)
        return found

    def meta(self, *names: str) -> str | None:
        """The first content of the first of some meta elements."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    @cached_property
    def records(self) -> list[Record]:
        """All JSON-LD records."""
        return json_ld.records(self.tree)

    @cached_property
    def article(self) -> Record:
        """The JSON-LD record of this page's article, empty if there is none.

        Of several, the one with the page's own address or title; without a match, the first.
        """
        found = json_ld.articles(self.records)
        for record in found:
            there = json_ld.address(record)
            if there and self.url and same_address(there, self.url):
                return record
        for record in found:
            title = text(record.get("headline"))
            if title and title in (self.meta(*TITLES) or "", self.printed_title or ""):
                return record
        return found[0] if found else {}

    @cached_property
    def url(self) -> str | None:
        """The page's address: canonical, og:url, or where a browser saved it from."""
        places = [link.get("href") for link in self.tree.iter("link") if _is_canonical(link)]
        places += [self.meta("og:url", "twitter:url", "parsely-link")]
        places += [self.saved[1] if self.saved else None]
        for place in places:
            plain = ARCHIVED.sub("", (place or "").strip())
            if plain.startswith(("http://", "https://")) and _has_host(plain):
                return plain
        return None

    @cached_property
    def printed_title(self) -> str | None:
        """The words of <title>."""
        found = self.tree.find(".//title")
        if found is None:
            return None
        return " ".join(str(found.text_content()).split())[:LONGEST] or None

    @cached_property
    def titles(self) -> list[str]:
        """Titles that the page gives its article, the most trusted first; <title> isn't among."""
        named = [text(self.article.get("headline")), *self.props("headline")]
        named += [self.meta(name) for name in TITLES]
        named += [text(self.article.get("name"))]
        return list(dict.fromkeys(title for title in named if title and len(title) <= LONGEST))

    @cached_property
    def outlet(self) -> str | None:
        """The outlet's name by meta tags and records; no platform's name, and no author's."""
        names = [
            self.meta("og:site_name"),
            json_ld.publisher(self.article, self.records),
            *(_named_inside(element) for element in self.items("publisher")),
            *(self.meta(name) for name in NAMES),
            *(text(record.get("name")) for record in self.records if _is_site(record)),
        ]
        for name in names:
            if name and name.lower() not in PLATFORMS and not name.startswith(("http:", "https:")):
                return name
        return None

    def parts(self) -> list[str]:
        """What <title> consists of, cut at its bars."""
        return [part for part in BARS.split(self.printed_title or "") if part and part.strip()]

    def dates(self) -> list[str]:
        """Publication dates by records, meta tags and microdata, the most trusted first."""
        names = ("datePublished", "dateCreated", "uploadDate", "coverageStartTime")
        said = [self.article.get(name) for name in names]
        said += [value for name in PUBLISHED for value in self.metas.get(name, [])[:1]]
        said += [*self.props("datePublished"), *self.marked_dates()]
        return [found for found in map(written_dates.iso, said) if found]

    def changed(self) -> str | None:
        """When the page says that it was changed."""
        said = [self.article.get("dateModified"), *(self.meta(name) for name in CHANGED)]
        said += self.props("dateModified")
        return next((found for found in map(written_dates.iso, said) if found), None)

    def marked_dates(self) -> Iterator[str]:
        """Dates in RDFa and in the classes of hentry and of HTML5's pubdate."""
        for element in self.tree.iter("span", "abbr", "time", "div", "p"):
            if "dc:created" in (element.get("property") or "") or "dc:date" in (
                element.get("property") or ""
            ):
                yield element.get("content") or ""
            elif element.tag in {"abbr", "time"} and _is_published(element):
                yield element.get("datetime") or element.get("title") or ""

    def items(self, prop: str) -> Iterator[HtmlElement]:
        """Elements of a property of microdata, those of readers' comments aside."""
        for element in self.tree.xpath("//*[@itemprop]"):
            if prop in element.get("itemprop").split() and not _in_comments(element):
                yield element

    def props(self, prop: str) -> list[str]:
        """Values of a property of microdata."""
        values = []
        for element in islice(self.items(prop), ENOUGH):
            value = element.get("content") or element.get("datetime") or element.get("title")
            values.append(" ".join((value or str(element.text_content())).split()))
        return [value for value in values if 0 < len(value) <= LONGEST]

    def locked(self) -> bool:
        """Whether the page says that its text is for subscribers."""
        parts = self.article.get("hasPart")
        places = [self.article, *(parts if isinstance(parts, list) else [parts])]
        free = [place.get("isAccessibleForFree") for place in places if isinstance(place, dict)]
        if any(str(value).lower() == "false" for value in free if value is not None):
            return True
        return (self.meta("article:content_tier") or "").lower() in {"locked", "metered"}


def same_address(left: str, right: str) -> bool:
    """Whether two URLs name the same page: scheme, www., a last / and fragments aside."""
    return _plain(left) == _plain(right)


def _plain(url: str) -> str:
    try:
        parts = urlsplit(ARCHIVED.sub("", url))
    except ValueError:
        return url
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _is_canonical(link: HtmlElement) -> bool:
    return "canonical" in (link.get("rel") or "").lower().split()


def _is_site(record: Record) -> bool:
    return bool(json_ld.types_of(record) & json_ld.SITES)


def _is_published(element: HtmlElement) -> bool:
    if element.get("pubdate") is not None:
        return True
    return not _in_comments(element) and any(name == "published" for name in _names(element))


def _names(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").lower().split()


def _in_comments(element: HtmlElement) -> bool:
    """Whether an element stands among readers' comments; `body` says only that they are open."""
    return any(
        READERS.search(name)
        for parent in element.iterancestors("div", "section", "ol", "ul", "li", "dl")
        for name in names_of(parent)
    )


def _named_inside(element: HtmlElement) -> str | None:
    """The name in a publisher's own item; its whole text where it has no parts."""
    for inner in element.iter():
        if inner is not element and "name" in (inner.get("itemprop") or "").split():
            return " ".join((inner.get("content") or str(inner.text_content())).split()) or None
    return element.get("content") or None
