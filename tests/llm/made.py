"""A report of ours and what a model that reads well says of it."""

from typing import Any

TEXT = (
    "قال المرصد السوري لحقوق الإنسان إن غارة جوية روسية استهدفت سوقاً في مدينة معرة النعمان أمس.\n"
    "وأدت الغارة إلى مقتل 14 مدنياً وإصابة نحو ثلاثين آخرين.\n"
)
OBSERVATORY = {"words": "المرصد السوري لحقوق الإنسان", "kind": "ngo", "named": True}


def said(**fields: Any) -> dict[str, Any]:
    """A claim as a model writes it down."""
    return {
        "sentence": 1, "event": "air_strike", "trigger": "غارة", "polarity": "affirmed",
        "reality": "actual", "agents": ["روسية"], "targets": [], "places": [
            {"words": "مدينة معرة النعمان", "relation": "in"}
        ], "time": "أمس", "quantities": [], "attribution": [OBSERVATORY], "stance": "states",
        "links": [],
    } | fields  # fmt: skip


def killed(**fields: Any) -> dict[str, Any]:
    """Its second claim."""
    return said(
        sentence=2, event="kill", trigger="مقتل", agents=[], targets=["مدنياً"], time=None,
        quantities=[{"words": "14", "measure": "killed"}],
        links=[{"relation": "caused_by", "claim": 1}],
    ) | fields  # fmt: skip


GOOD = {"claims": [said(), killed()]}
