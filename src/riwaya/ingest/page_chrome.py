"""What stands around an article: menus, share buttons, related links, comments, captions.

Sites name these parts in `class` and `id`, in English whatever they print. A part is believed to
be what its name says unless it holds the article itself.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from riwaya.ingest.page_blocks import Block, PrintedPage, leads_away

#: Elements that never hold an article's body.
TAGS = frozenset(["nav", "aside", "footer", "form", "dialog", "menu", "figcaption", "legend"])
#: Roles of the same kind.
ROLES = frozenset(["navigation", "complementary", "contentinfo", "search", "banner", "dialog"])
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
APART = re.compile(r"[^a-z0-9]+")
#: Names that hide a part from the eye; whole names only ("overflow-hidden" hides nothing).
HIDDEN = frozenset(
    ["hidden", "hide", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text",
     "element-invisible", "element-hidden", "u-hidden", "is-hidden", "offscreen", "noprint"]
)  # fmt: skip
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Parts of names, a name's words joined by "-".
NAMES = re.compile(
    r"(?:^|-)(?:"
    # links to other pages
    r"related|relateds|relatedposts|related-?(?:posts|articles|news|items)|jp-relatedposts|"
    r"see-also|also|also-read|more-(?:on|news|stories|articles|topics)|read-?(?:more|also|next)|"
    r"recommend(?:ed|ations?)?|suggest(?:ed|ions?)|similar|most-[a-z]+|popular|trending|"
    r"updated|last-?updated?|last-?modified|auto-?refresh|"
    r"next-(?:article|post|story|news)|prev(?:ious)?-(?:article|post)|post-navigation|"
    r"taboola|outbrain|mgid|breaking|ticker|"
    # what one may do with the page
    r"share|shares|sharing|sharebar|sharethis|share-?buttons?|addthis|addtoany|a2a|sharedaddy|"
    r"social|socials|socialmedia|follow|followus|reactions?|rating|ratings|stars|votes?|poll|"
    r"print-?(?:btn|button|link|icon)|tools|toolbar|toolbox|actions|font-?(?:size|resize)|"
    # readers' words
    r"comments?|commentlist|fb-?comments|disqus|respond|replies|signature|"
    # the site
    r"nav|navbar|navigation|menu|submenu|topbar|breadcrumbs?|crumbs?|sidebar|side|rail|widgets?|pager|"
    r"pagination|footer|foot|copyrights?|disclaimer|skip-?link|language-?switcher|"
    r"newsletters?|subscri(?:be|ption|ber)|signup|sign-up|login|register|paywall|regwall|piano|"
    r"ads?|adv|advert|advertising|advertisement|adsbygoogle|dfp|sponsor(?:ed)?|promo|promotion|"
    r"banner|cookies?|consent|gdpr|popup|modal|lightbox|"
    # what stands under pictures and names
    r"caption|captions|figcaption|img-desc|image-desc|photo-?(?:credit|desc)|img-?credit|credits?|"
    r"author-(?:box|bio|info|card|desc|description|profile)|authorbox|about-author|bio|"
    r"user-?info|userinfo|"
    r"tags|tag-?list|tagcloud|tags-?links|keywords|hashtags|post-?labels|field-name-field-tags"
    r")(?:-|$)"
)
#: Where parts are named.
NAMED_IN = ("class", "id", "aria-labelledby", "data-component", "data-testid", "data-e2e")
#: Builders of pages name every part, the article's too, a widget of theirs.
BUILDERS = ("elementor", "wpb", "vc", "et", "fl", "jet", "siteorigin", "wp-block", "tdi", "tdb")
#: Readers' words may be more than the article's: their share is no defence.
READERS = re.compile(r"(?:^|-)(?:comments?|commentlist|fb-?comments|disqus|respond)(?:-|$)")
#: A part with so much of the page's prose is the article, whatever its name.
ARTICLE_SHARE = 0.4
#: A block of so many words is prose.
PROSE = 8
#: A caption has at most so many words and no full stop.
CAPTION = 25
#: A teaser has at most so many blocks and words.
CARD_BLOCKS = 5
CARD_WORDS = 90
ENDS = (".", "!", "\N{ARABIC QUESTION MARK}", "?", ":")


def chrome(page: PrintedPage, headline: Block | None) -> frozenset[int]:
    """The numbers of the elements that stand around the article."""
    prose = _prose(page)
    around = set(headline.path) if headline else set()
    whole = max(prose.values(), default=0)
    found = set()
    for number, element in enumerate(page.elements):
        if number in around or not prose.get(number, -1) + 1:
            continue
        if not _is_chrome(element):
            continue
        if prose[number] < ARTICLE_SHARE * whole or _is_readers(element):
            found.add(number)
    found.update(number for number in cards(page) if number not in around)
    return frozenset(found | set(_captions(page, found)))


def _prose(page: PrintedPage) -> dict[int, int]:
    """Words of prose inside each element that prints anything."""
    prose: dict[int, int] = {}
    for block in page.blocks:
        words = block.words if block.words >= PROSE and block.link_share < 0.5 else 0
        for number in block.path:
            prose[number] = prose.get(number, 0) + words
    return prose


def _is_chrome(element: HtmlElement) -> bool:
    if element.tag in {"html", "body"}:
        return False
    if element.tag in TAGS or element.get("role") in ROLES or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or HIDING.search(element.get("style") or ""):
        return True
    return any(name in HIDDEN or NAMES.search(name) for name in names_of(element))


def _is_readers(element: HtmlElement) -> bool:
    return any(READERS.search(name) for name in names_of(element))


def names_of(element: HtmlElement) -> Iterator[str]:
    """The names that an element has, in small letters, their words joined by "-"."""
    for name in " ".join(element.get(where) or "" for where in NAMED_IN).split():
        plain = APART.sub("-", CAMEL.sub("-", name).lower()).strip("-")
        if not plain.startswith(BUILDERS):
            yield plain


def cards(page: PrintedPage) -> Iterator[int]:
    """The teasers of other pages: parts alike side by side, each a link with a few words."""
    inside: dict[int, list[Block]] = {}
    for block in page.blocks:
        for number in block.path:
            inside.setdefault(number, []).append(block)
    alike: dict[tuple[object, ...], list[int]] = {}
    for number, blocks in inside.items():
        if _is_card(page.elements[number], blocks, page.path):
            element = page.elements[number]
            kind = (element.getparent(), element.tag, element.get("class"))
            alike.setdefault(kind, []).append(number)
    for numbers in alike.values():
        if len(numbers) > 1:
            yield from numbers


def _is_card(element: HtmlElement, blocks: list[Block], own: str) -> bool:
    if len(blocks) > CARD_BLOCKS or sum(block.words for block in blocks) > CARD_WORDS:
        return False
    titles = [block for block in blocks if block.link_share > 0.6 and block.words > 2]
    return bool(titles) and any(leads_away(link, own) for link in element.iter("a"))


def _captions(page: PrintedPage, known: set[int]) -> Iterator[int]:
    """Short blocks that stand alone with a picture."""
    alone: dict[int, int] = {}
    for block in page.blocks:
        if known.isdisjoint(block.path):
            for number in block.path:
                alone[number] = alone.get(number, 0) + 1
    for block in page.blocks:
        if block.words > CAPTION or block.heading or block.text.endswith(ENDS):
            continue
        for number in block.path[-3:-1]:
            element = page.elements[number]
            if alone.get(number) == 1 and _has_picture(element):
                yield block.path[-1]
                break


def _has_picture(element: HtmlElement) -> bool:
    return any(next(element.iter(tag), None) is not None for tag in ("img", "picture", "amp-img"))
