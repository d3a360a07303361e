"""Whether two voices of an incident are one: each rule gives its reason or nothing."""

from itertools import pairwise

from riwaya.fusion.bodies import forces_of, is_state, operation_of, owner_of, state_of
from riwaya.fusion.voices import Voice
from riwaya.fusion.wording import Following
from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.name_words import bare, keys_of, without_clitics
from riwaya.knowledge.naming import in_english
from riwaya.knowledge.romanise import romanise
from riwaya.knowledge.sectors import sector_words
from riwaya.knowledge.stems import stem_of
from riwaya.records.incident import Reason

#: The share of the shorter name's words that the other has, for names and for the unnamed.
NAME, UNNAMED = 0.6, 0.5
#: Words in common that make a name of several words the same.
SEVERAL = 2
#: What each rule weighs, in bits as in data/fusion/weights.tsv.
BY_NAME, BY_SHORT, BY_TITLE, BY_SIDE = 5.0, 3.0, 2.0, 4.0
BY_OUTLET, BY_CHAIN, BY_TEXT = 3.0, 5.0, 4.0


def same_name(one: Voice, other: Voice) -> Reason | None:
    """Two names that no table knows, worded alike: «the spokesman of the ambulance service …»."""
    if one.kind != "named" or other.kind != "named":
        return None
    shared = one.stems & other.stems
    fewer = min(len(one.stems), len(other.stems))
    office = one.head == other.head and (not fewer or len(shared) == fewer)
    if not office and not (len(shared) >= SEVERAL and len(shared) >= NAME * fewer):
        return None
    return Reason(
        name="same_name",
        sentence=f"named alike: {called(one)}; {called(other)}",
        weight=BY_NAME,
    )


def short_name(one: Voice, other: Voice) -> Reason:
    """A name in short, «the Observatory», of a body that another report names in full."""
    return Reason(
        name="short_name",
        sentence=f"{called(one)} is {called(other)} in short",
        weight=BY_SHORT,
    )


def is_short(short: Voice, full: Voice) -> bool:
    """Whether all words of a name are in that of a known body, and nothing says they are two."""
    if full.kind != "known" or short.key == full.key or not short.words:
        return False
    if short.kind == "known" and is_state(short.key):
        return not is_state(full.key) and state_of(short.key) == state_of(full.key) is not None
    words = short.stems | {short.head}
    fuller = full.stems | {full.head}
    if short.kind == "known":
        return words < fuller and bool(short.stems) and _of_one_kind(short.key, full.key)
    if short.kind != "named":
        return False
    return words <= fuller or (bool(short.stems) and short.stems <= fuller and short.loose)


def same_outlet_name(one: Voice, other: Voice) -> Reason | None:
    """An outlet that no table knows, and a source that another report calls by its name."""
    outlet, source = (one, other) if one.kind == "own" else (other, one)
    if outlet.kind != "own" or source.kind != "named" or not outlet.words:
        return None
    name, words = outlet.stems | {outlet.head}, source.stems | {source.head}
    shorter, longer = sorted((name, words), key=len)
    if name != words and not (len(shorter) >= SEVERAL and shorter <= longer):
        return None
    return Reason(
        name="same_name",
        sentence=f"named as the outlet is: {called(outlet)}; {called(source)}",
        weight=BY_NAME,
    )


def same_title(one: Voice, other: Voice) -> Reason | None:
    """«The interior ministry» in both: a table gave each a country that neither report states."""
    if one.kind != "known" or other.kind != "known" or one.key == other.key:
        return None
    if (one.head, one.stems) != (other.head, other.stems) or not one.stems:
        return None
    if not _is_title(one.words) or not _is_title(other.words) or not _same_kind(one.key, other.key):
        return None
    return Reason(
        name="same_title",
        sentence=f"called alike, with no country named: {in_english(one.words)}",
        weight=BY_TITLE,
    )


def same_forces(one: Voice, other: Voice) -> Reason | None:
    """An army and its ministry of defence, or a coalition and who leads it."""
    if one.kind != "known" or other.kind != "known" or one.key == other.key:
        return None
    country = forces_of(one.key)
    if country is not None and country == forces_of(other.key):
        sentence = f"{called(one)} and {called(other)} are the armed forces of one state"
    elif other.key == operation_of(one.key) or one.key == operation_of(other.key):
        sentence = f"{called(one)} and {called(other)} are one side's command"
    else:
        return None
    return Reason(name="same_forces", sentence=sentence, weight=BY_SIDE)


def same_media(one: Voice, other: Voice) -> Reason | None:
    """«The group's media», and the one channel that belongs to the group."""
    for side, outlet in ((one, other), (other, one)):
        if side.kind != "known" or side.source != "media" or outlet.kind != "known":
            continue
        if side.key != outlet.key and owner_of(outlet.key) == side.key:
            sentence = f"{called(outlet)} belongs to {called(side)}, whose media are meant"
            return Reason(name="same_media", sentence=sentence, weight=BY_SHORT)
    return None


def same_sector(one: Voice, other: Voice) -> Reason | None:
    """«Officials of the health sector», and the ministry of health."""
    for unnamed, ministry in ((one, other), (other, one)):
        if unnamed.kind != "unnamed" or ministry.kind != "known" or not ministry.stems:
            continue
        actor = shipped_actors().get(ministry.key)
        if actor is None or actor.kind != "ministry" or not ministry.stems <= unnamed.stems:
            continue
        fields = {
            stem_of(field)
            for word, field in pairwise(keys_of(unnamed.words))
            if any(bare(form) in sector_words() for form in without_clitics(word))
        }
        if fields & ministry.stems:
            sentence = f"{called(unnamed)} speak for {called(ministry)}"
            return Reason(name="same_sector", sentence=sentence, weight=BY_TITLE)
    return None


def _is_title(words: str) -> bool:
    """Whether words name no nation: «the ministry of the interior»."""
    return not any(shipped_actors().adjective(key) for key in keys_of(words)[1:])


def _same_kind(one: str, other: str) -> bool:
    first, second = shipped_actors().get(one), shipped_actors().get(other)
    return first is not None and second is not None and first.kind == second.kind


def _of_one_kind(one: str, other: str) -> bool:
    """Whether two bodies are of one kind and country."""
    first, second = shipped_actors().get(one), shipped_actors().get(other)
    if first is None or second is None:
        return False
    return (first.kind, first.country) == (second.kind, second.country)


def same_unnamed(
    one: Voice, other: Voice, followed: Following, outlets: tuple[str | None, str | None]
) -> Reason | None:
    """Two unnamed sources called alike, if chain, outlet or text ties their reports."""
    if one.kind != "unnamed" or other.kind != "unnamed" or not alike(one, other):
        return None
    both = f"{called(one)}; {called(other)}"
    passers = _passer(one, other, outlets)
    if passers:
        return Reason(name="passed_on", sentence=f"both through {passers}: {both}", weight=BY_CHAIN)
    if followed.follows:
        return Reason(
            name="unnamed",
            sentence=f"called alike in reports that follow one another: {both}",
            weight=BY_TEXT,
        )
    if outlets[0] is not None and outlets[0] == outlets[1] and one.head == other.head:
        return Reason(
            name="same_outlet", sentence=f"called alike by one outlet: {both}", weight=BY_OUTLET
        )
    return None


def same_report(one: Voice, other: Voice) -> Reason | None:
    """A source that one report calls first in full and then in short."""
    if one.head != other.head or not (one.stems <= other.stems or other.stems <= one.stems):
        return None
    return Reason(name="same_report", sentence="one report calls both alike", weight=BY_OUTLET)


def alike(one: Voice, other: Voice) -> bool:
    """Whether two unnamed sources are called alike: by their words, else by their kind."""
    if one.stems and other.stems:
        fewer = min(len(one.stems), len(other.stems))
        return len(one.stems & other.stems) >= UNNAMED * fewer
    return one.head == other.head or one.source == other.source


def may_be(unnamed: Voice, known: Voice) -> bool:
    """Whether «activists» of a report may be the body that the followed report names."""
    words = {stem_of(key) for key in (*keys_of(unnamed.words),)}
    others = {stem_of(key) for key in (*keys_of(known.words),)}
    return bool(words & others) or (unnamed.source is not None and unnamed.source == known.source)


def _passer(one: Voice, other: Voice, outlets: tuple[str | None, str | None]) -> str:
    """Who passes both on: the outlet of one, named by the other; or a third whom both name."""
    first = {*one.via, outlets[0]} if one.via or other.via else set()
    second = {*other.via, outlets[1]} if first else set()
    shared = sorted((first & second) - {None}, key=str)
    return name_of(str(shared[0])) if shared else ""


def name_of(key: str) -> str:
    """The English name of an identity, or of an outlet by its key."""
    actor = shipped_actors().get(key)
    return actor.name if actor is not None else romanise(key.removeprefix("outlet:"))


def called(voice: Voice) -> str:
    """What to call a voice in a sentence for people."""
    if voice.kind == "known" or not voice.words:
        return name_of(voice.key)
    return in_english(voice.words) or name_of(voice.key)
