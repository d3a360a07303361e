"""What no answer may show, whatever was sent."""

import re
from base64 import b64encode
from hashlib import sha256
from urllib.parse import urlsplit

import httpx
from lxml import html

#: The insides of the program; a path of this machine is looked for besides.
INSIDES = re.compile(
    r"Traceback \(most|File \"/|site-packages|sqlalchemy|sqlite3\.|psycopg|OperationalError|ProgrammingError"
    r"|IntegrityError|jinja2\.|starlette|pydantic|root:x:0|\$argon2id\$|riwaya\.(web|store|workspace)\."
)
COMPUTED = "1337"  # what {{7*191}} gives
#: Beginnings of addresses that links and forms of ours have.
LINKS = re.compile(r"(https?://|/(?![/\\])|#|\?|$|mailto:)", re.IGNORECASE)
#: Parts and attributes that no page of ours has.
FOREIGN = {"iframe", "object", "embed", "base", "style"}
RUNNING = ("on", "hx-on", "hx-vals", "hx-vars", "data-hx-")
#: What is fetched by itself comes from here.
FETCHED = re.compile(r"(/(?![/\\])|data:|#|$)")


def faults(answer: httpx.Response, sent: str, places: list[str]) -> list[str]:
    """What is wrong with an answer to something hostile; nothing, if all is well."""
    found = []
    if answer.status_code >= 500:
        found.append(f"status {answer.status_code}")
    body = answer.text
    if leak := INSIDES.search(body.replace(sent, "") if sent else body):
        found.append(f"leaks {leak[0]!r}")
    found += [f"leaks the path {place}" for place in places if place in body]
    if "7*191" in sent and COMPUTED in re.sub(r"[0-9a-f]{12,}", "", body):
        found.append("has computed what was sent")
    found += _headers(answer)
    if answer.headers.get("content-type", "").startswith("text/html"):
        if "<" in sent and len(sent) > 4 and sent in body:
            found.append("shows it unescaped")
        found += page_faults(body)
    return found


def page_faults(body: str) -> list[str]:
    """Whether anything in a page could run, or fetch from elsewhere."""
    if not body.strip():
        return []
    parts = [
        part
        for part in html.fromstring(body.replace("\x00", "")).iter()
        if isinstance(part.tag, str)
    ]
    allowed = " ".join(part.get("content", "") for part in parts if _tells_policy(part))
    found = [
        f"<{part.tag}>"
        for part in parts
        if (part.tag in FOREIGN and not _is_told(part, allowed)) or _runs(part)
    ]
    for part in parts:
        found += [
            f"<{part.tag} {name}={value[:60]!r}>"
            for name, value in part.attrib.items()
            if _is_bad(str(part.tag), str(name), str(value))
        ]
    return found


def _tells_policy(part: html.HtmlElement) -> bool:
    return part.tag == "meta" and part.get("http-equiv") == "Content-Security-Policy"


def _is_told(part: html.HtmlElement, policy: str) -> bool:
    """Whether it is a style that the page's own policy lets in by its hash, and no other."""
    digest = b64encode(sha256((part.text or "").encode()).digest()).decode()
    return part.tag == "style" and f"style-src 'sha256-{digest}'" in policy


def _runs(part: html.HtmlElement) -> bool:
    """Whether it is a script of its own, or leads on by itself."""
    if part.tag == "meta":
        return (part.get("http-equiv") or "").lower() == "refresh"
    if part.tag != "script" or part.get("type") == "application/json":
        return False
    return bool(part.text) or not str(part.get("src")).startswith("/static/")


def _is_bad(tag: str, name: str, value: str) -> bool:
    if name.startswith(RUNNING) or name in {"style", "srcdoc"}:
        return True
    if name in {"action", "formaction", "hx-get", "hx-post"} or (name == "href" and tag != "link"):
        return not LINKS.match(value)
    return name in {"src", "data", "poster", "background", "href"} and not FETCHED.match(value)


def _headers(answer: httpx.Response) -> list[str]:
    found = []
    for name, value in answer.headers.multi_items():
        if any(letter in value for letter in "\r\n\x00"):
            found.append(f"header {name} is broken")
        if name in {"location", "hx-redirect"}:
            parts = urlsplit(value)
            if (
                parts.scheme
                or parts.netloc
                or not value.startswith("/")
                or value.startswith(("//", "/\\"))
            ):
                found.append(f"leads to {value[:80]!r}")
        if name == "set-cookie" and not value.startswith(
            ("riwaya", "__Host-riwaya", "said=", "language=", "theme=")
        ):
            found.append(f"sets a cookie: {value[:60]!r}")
    if answer.headers.get("x-content-type-options") != "nosniff":
        found.append("may be sniffed")
    if "default-src 'none'" not in answer.headers.get("content-security-policy", ""):
        found.append("has no policy")
    return found
