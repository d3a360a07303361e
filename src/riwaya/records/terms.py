"""The closed vocabularies of a claim, in the order of the specification (docs/reference/claims)."""

from typing import Literal, get_args

Event = Literal[
    "air_strike", "missile_strike", "shelling", "bombing", "suicide_attack", "chemical_attack",
    "attack", "clash", "repel", "siege", "capture", "withdraw", "handover", "advance", "control",
    "kill", "injure", "execute", "detain", "abduct", "release", "displace", "damage",
    "shoot_down", "deploy", "base", "trade", "obstruct", "ceasefire", "breach", "negotiate",
    "aid", "support", "protest",
]  # fmt: skip
Polarity = Literal["affirmed", "negated"]
Reality = Literal["actual", "intended", "demanded", "possible"]
Stance = Literal["states", "confirms", "claims", "accuses", "denies"]
PlaceRelation = Literal["in", "near", "from", "to", "toward"]
Measure = Literal[
    "killed", "injured", "detained", "abducted", "released", "displaced", "destroyed", "strikes",
    "people", "items", "amount", "money", "distance", "duration",
]  # fmt: skip
SourceKind = Literal[
    "official", "military", "armed_group", "ngo", "media", "local", "medical", "expert",
    "opposition", "foreign", "anonymous",
]  # fmt: skip
LinkRelation = Literal["caused_by", "response_to", "rebuts"]

EVENTS: tuple[Event, ...] = get_args(Event)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
REALITIES: tuple[Reality, ...] = get_args(Reality)
STANCES: tuple[Stance, ...] = get_args(Stance)
PLACE_RELATIONS: tuple[PlaceRelation, ...] = get_args(PlaceRelation)
MEASURES: tuple[Measure, ...] = get_args(Measure)
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
LINK_RELATIONS: tuple[LinkRelation, ...] = get_args(LinkRelation)
