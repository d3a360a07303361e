"""What the reader's heads tell apart; the order is the order of the model's outputs."""

from riwaya.records.terms import (
    EVENTS,
    LINK_RELATIONS,
    MEASURES,
    PLACE_RELATIONS,
    POLARITIES,
    REALITIES,
    SOURCE_KINDS,
    STANCES,
)

NONE = "none"
#: Trigger classes of a word; index 0 is no trigger.
TRIGGERS = (NONE, *EVENTS)
#: Layers of mentions. They are tagged apart, since a place may stand inside a target.
LAYERS = ("thing", "place", "time", "quantity", "source")
#: Tags of a word in each layer.
OUTSIDE, BEGIN, INSIDE = range(3)
#: What a mention of a layer may be to a trigger; index 0 is nothing.
ROLES: dict[str, tuple[str, ...]] = {
    "thing": (NONE, "agents", "targets"),
    "place": (NONE, *PLACE_RELATIONS),
    "time": (NONE, "time"),
    "quantity": (NONE, *MEASURES),
    "source": (NONE, "origin", "via"),
}
#: How many clean characters (a clitic) are cut off the first word of a trigger or mention.
TRIMS = 4
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "polarity": POLARITIES,
    "reality": REALITIES,
    "stance": STANCES,
    "quoted": ("no", "yes"),
}
LINKS = (NONE, *LINK_RELATIONS)
KINDS = SOURCE_KINDS
NAMED = ("no", "yes")
