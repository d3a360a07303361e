"""Values that linked data are strict about: dates in their precision, addresses on the web."""

import re
from datetime import datetime
from urllib.parse import quote, urlsplit

#: XML Schema's types of dates, by their form.
DATES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "xsd:date"),
    (re.compile(r"\d{4}-\d{2}"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear"),
)
#: What may stand in an address as it is, per cent signs included (RFC 3986, 2.2 and 2.3).
PLAIN = ":/?#[]@!$&'()*+,;=-._~%"


def dated(value: str) -> dict[str, str] | str:
    """A date, a month, a year or a time with its type; what is none of them as it is."""
    for form, kind in DATES:
        if form.fullmatch(value):
            return {"@value": value, "@type": kind}
    moment = time_of(value)
    return {"@value": moment, "@type": "xsd:dateTime"} if moment else value


def time_of(value: str) -> str | None:
    """A time in XML Schema's form, to the second; None for what is none."""
    if "T" not in value:
        return None
    try:
        return datetime.fromisoformat(value).isoformat(timespec="seconds")
    except ValueError:
        return None


def web_address(url: str | None) -> str | None:
    """An address on the web that is also a name (IRI); None for anything else."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        hostname = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not hostname:
        return None
    return quote(url.strip(), safe=PLAIN)
