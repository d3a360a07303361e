"""Where to go on after a form: a path of ours, never another site."""

import re
from urllib.parse import quote, urlsplit

#: One slash, then anything but a second one or a backslash; no control characters, no blanks.
LOCAL = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f\x7f-\x9f]*")
#: What stands in an address as it is; all else is written as bytes of UTF-8.
KEPT = "/?#[]@!$&'()*+,;=:%~"
LONGEST = 2_000


def local_path(wanted: str, otherwise: str = "/") -> str:
    """The path, as a header can hold it, if it stays on this site; else another one.

    Browsers drop tabs and line ends within an address and take a backslash for a slash, so that
    what only looks like a path could name another host: such are refused.
    """
    if len(wanted) > LONGEST or not LOCAL.fullmatch(wanted):
        return otherwise
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return otherwise
    if parts.scheme or parts.netloc:
        return otherwise
    return quote(wanted, safe=KEPT, errors="replace")
