"""What keeps a URL from being fetched; each is a `BadInput` that says whether it may pass.

BadInput
└── NotFetched      nothing was got: `passing` says whether a later try may do better
    ├── BadAddress  a URL or an address that is refused before any byte is sent
    ├── Unreachable no connection, a wrong certificate, an answer that is cut off or too slow
    └── BadAnswer   the site answered, but not with the page: keeps the status
"""

from riwaya.errors import BadInput
from riwaya.ingest.source import printable

#: The longest stretch of a URL that a message shows.
SHOWN = 200
#: Answers that ask to come again later, besides those of 500 and above.
LATER = frozenset([408, 425, 429])
#: What people can do about an answer, by its status.
ADVICE = {
    401: "it wants a login; save the page from your browser and add the file",
    403: "the site refuses us; save the page from your browser and add the file",
    404: "there is no such page; check the URL",
    410: "the page was taken down; an archive of the web may have kept it",
    429: "too many requests; wait before you try again",
}


class NotFetched(BadInput):
    """Nothing was got from a URL; `passing`: a later try may do better."""

    def __init__(self, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing


class BadAddress(NotFetched):
    """A URL that is none of ours to fetch, or a host at an address that is refused."""


class Unreachable(NotFetched):
    """The site could not be asked, or its answer didn't arrive whole and in time."""

    def __init__(self, message: str) -> None:
        super().__init__(message, passing=True)


class BadAnswer(NotFetched):
    """The site's answer holds no page: its HTTP `status`, and in how many seconds to come again."""

    def __init__(self, url: str, status: int, retry_after: float | None = None) -> None:
        later = status in LATER or status >= 500
        advice = ADVICE.get(status, "try again later" if later else "check the URL")
        super().__init__(f"{shown(url)}: the site answered {status}: {advice}", passing=later)
        self.status = status
        self.retry_after = retry_after


def shown(url: str) -> str:
    """A URL as messages show it: printable, shortened, a password in it left out."""
    scheme, separator, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    if "@" in authority:
        authority = "…@" + authority.rpartition("@")[2]
    url = printable(f"{scheme}{separator}{authority}{slash}{path}")
    return url if len(url) <= SHOWN else url[:SHOWN] + "…"
