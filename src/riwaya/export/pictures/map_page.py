"""The map as a page: the desk's own map over its own land, with the incidents as a list."""

from collections.abc import Sequence

from riwaya.export.pictures.card import card_of
from riwaya.export.pictures.page import Parts, asset, desk_asset, drawn, page_of, raw_json
from riwaya.export.pictures.sheet import Picture
from riwaya.export.pictures.subject import Subject, families_of
from riwaya.export.shown.language import Language

#: What the desk's map says; its labels begin with "map.".
SAID = ("in", "out", "incident", "several", "more", "uncertain", "base")
#: The base map's files, each an element of the page.
BASE = ("countries", "regions", "towns", "waters")
#: How a script that is a module of the desk's becomes a part of ours.
EXPORTED = "export async function makeMap"


def map_page(picture: Picture, subjects: Sequence[Subject], words: Language) -> str:
    """The page."""
    script = desk_asset("map.js").replace(EXPORTED, EXPORTED.removeprefix("export "))
    parts = Parts(
        template="picture_map.html.j2",
        styles=(desk_asset("vendor/leaflet.css"), desk_asset("map.css")),
        scripts=(
            desk_asset("vendor/leaflet.js"),
            desk_asset("vendor/topojson-client.min.js"),
            "\n".join((script, asset("picture_list.js"), asset("picture_map.js"))),
        ),
        data={
            "data": [card_of(one, words) for one in subjects],
            **{name: raw_json(desk_asset(f"map/{name}.json")) for name in BASE},
        },
        values={
            "families": families_of(subjects),
            "said": {name: words.label(f"map.{name}") for name in SAID},
            "drawing": drawn(picture.drawing, picture.description),
        },
    )
    return page_of(picture, parts, words)
