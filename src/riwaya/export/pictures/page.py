"""The page around a picture: one file that asks nobody, with its own style and scripts alone.

The content security policy names each style and script by its hash, so that nothing in a report
can run, and lets no request out; typefaces lie within the file.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from riwaya.export.pictures.imprint import foot_of
from riwaya.export.pictures.palette import as_variables
from riwaya.export.pictures.sheet import Picture
from riwaya.export.pictures.style import STYLE
from riwaya.export.pictures.svg import Drawing, clean, element, json_of
from riwaya.export.pictures.typeface import FAMILY, faces_for
from riwaya.export.shown.language import Language

POLICY = (
    "default-src 'none'; style-src {styles}; script-src {scripts}; font-src data:;"
    " base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a kind of page has of its own.

    `data` are JSON by the id of its element; `scripts` run in their order, the last as a module.
    """

    template: str
    styles: Sequence[str]
    scripts: Sequence[str]
    data: Mapping[str, Any]
    values: Mapping[str, Any]


def page_of(picture: Picture, parts: Parts, words: Language) -> str:
    """The page as text without what HTML can't hold."""
    data = [
        (name, value if isinstance(value, Markup) else as_json(value))
        for name, value in parts.data.items()
    ]
    about = as_json(picture.imprint.told())
    inside = "".join([picture.title, *(content for _, content in data), str(parts.values)])
    styles = [
        Markup(one)  # noqa: S704 (files of this package)
        for one in (faces_for(inside), as_variables(), *_styled(parts.styles))
    ]
    scripts = [Markup(one) for one in parts.scripts]  # noqa: S704 (files of this package)
    html = (
        _environment()
        .get_template(parts.template)
        .render(
            words=words,
            t=words.label,
            picture=picture,
            foot=foot_of(picture.imprint, words),
            policy=POLICY.format(styles=_hashes(styles), scripts=_hashes(scripts) or "'none'"),
            styles=styles,
            scripts=scripts,
            about=about,
            data=data,
            **parts.values,
        )
    )
    return clean(html)


def asset(name: str) -> str:
    """A style or script of ours."""
    return files("riwaya.export").joinpath("templates", name).read_text(encoding="utf-8")


def desk_asset(name: str) -> str:
    """A file of the desk's: its map, and what it ships of others."""
    return files("riwaya").joinpath("web/static", name).read_text(encoding="utf-8")


def as_json(value: Any) -> Markup:
    """JSON that can stand in a page: no element can be closed from within."""
    return raw_json(json_of(value))


def raw_json(said: str) -> Markup:
    """JSON that is text already, likewise."""
    return Markup(said.replace("<", r"\u003c"))  # noqa: S704 (nothing in it opens an element)


def markup(said: str) -> Markup:
    """Elements of ours: their words are escaped already."""
    return Markup(said)  # noqa: S704 (svg.py escapes)


def drawn(drawing: Drawing, said: str, class_: str = "wide") -> Markup:
    """A drawing that is as wide as there is room; `said` is what it is for those who don't see."""
    return markup(
        element(
            "svg", drawing.body, class_=f"picture {class_}", role="group", aria_label=said,
            viewBox=f"0 0 {drawing.width:g} {drawing.height:g}",
        )
    )  # fmt: skip


def _styled(own: Sequence[str]) -> list[str]:
    return [one.replace("FAMILY", FAMILY) for one in (asset("picture.css"), STYLE, *own)]


def _hashes(several: Sequence[str]) -> str:
    """The names of styles or scripts for the content security policy."""
    digests = (sha256(str(one).encode()).digest() for one in several)
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("riwaya.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
