"""What a workspace's desk is set to, for everybody who works at it."""

import re
from hashlib import sha256
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import Connection

from riwaya.errors import BadInput
from riwaya.store.settings import put_setting, setting, touch

NAME = "desk"
#: Where a tile's numbers stand in its address.
NEEDED = ("{z}", "{x}", "{y}")
PLACEHOLDER = re.compile(r"\{(z|x|y|r|s)\}")
#: A host as it may stand in a content security policy; {s} is one of several servers.
HOST = re.compile(r"(\{s\}\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9-]+(:\d{1,5})?")
#: Of the path and query: nothing that could end an attribute or a header's directive.
REST = re.compile(r"/[A-Za-z0-9/._~%@?&=+{}-]*")
OWN = ("localhost", "127.0.0.1")
LONGEST, LONGEST_CREDIT = 500, 200


class DeskSettings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings; `tiles` is empty for the base map that comes along and needs no network.

    `readers` is how many people judge a claim, 1 or 2; `notice` stands above every page of the
    publishing profile.
    """

    tiles: str = ""
    credit: str = ""
    readers: int = 1
    notice: str = ""

    @property
    def mark(self) -> str:
        """Another one for other settings: whoever changes them says which they saw."""
        return sha256(msgspec.json.encode(self)).hexdigest()[:16]

    @property
    def tile_host(self) -> str:
        """Where tiles may come from, as the content security policy names it; empty: nowhere."""
        if not self.tiles:
            return ""
        parts = urlsplit(self.tiles)
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


def desk_settings(connection: Connection) -> DeskSettings:
    """The settings; those that a newer Riwaya wrote and this one can't read count as unset."""
    kept = setting(connection, NAME)
    if kept is None:
        return DeskSettings()
    try:
        return checked(msgspec.json.decode(kept, type=DeskSettings))
    except (msgspec.DecodeError, BadInput):
        return DeskSettings()


def put_desk_settings(connection: Connection, settings: DeskSettings) -> None:
    """Keep settings; raises BadInput for those that can't be."""
    put_setting(connection, NAME, msgspec.json.encode(checked(settings)).decode())
    touch(connection)


def checked(settings: DeskSettings) -> DeskSettings:
    """Settings that can be; raises BadInput."""
    if settings.tiles:
        _check_tiles(settings.tiles)
    if settings.readers not in {1, 2}:
        raise BadInput("a claim is read by one person or by two")
    for said, name in ((settings.credit, "credit"), (settings.notice, "notice")):
        if len(said) > LONGEST_CREDIT or not (said.isprintable() or not said):
            raise BadInput(f"the {name} is one line of at most {LONGEST_CREDIT} letters")
    return settings


def _check_tiles(url: str) -> None:
    if len(url) > LONGEST or not url.isascii():
        raise BadInput("the tile address is too long, or not written in ASCII")
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    if scheme not in {"https", "http"} or not mark:
        raise BadInput("the tile address begins with https://")
    if not HOST.fullmatch(host):
        raise BadInput(f"{host!r} is no host that tiles could come from")
    if scheme == "http" and host.partition(":")[0] not in OWN:
        raise BadInput("tiles come by https, unless from this machine")
    if not REST.fullmatch(slash + path) or re.search(r"[{}]", PLACEHOLDER.sub("", path)):
        raise BadInput("the tile address has other characters or placeholders than {z}, {x}, {y}")
    if any(one not in path for one in NEEDED):
        raise BadInput("the tile address needs {z}, {x} and {y}, as in https://…/{z}/{x}/{y}.png")
