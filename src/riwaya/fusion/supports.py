"""Why a claim rests on another: the reasons, as sentences with the names and numbers in them."""

from riwaya.fusion.passers import outlet_key, report_name
from riwaya.fusion.same_voice import called, name_of
from riwaya.fusion.tellers import Teller, one_sentence
from riwaya.fusion.told import ToldReport
from riwaya.fusion.wording import Following
from riwaya.records.incident import Reason

#: What carrying weighs, and an outlet's naming another.
CARRIED, PASSED_ON = 1.0, 5.0


def carried(teller: Teller, nearest: Teller) -> Reason:
    """An outlet tells it where it quotes a speaker, and says nothing of its own."""
    where = "sentence" if one_sentence(teller, nearest) else "report"
    sentence = (
        f"{report_name(teller.report)} tells it in the {where} that quotes {called(nearest.voice)}"
    )
    return Reason(name="carried", sentence=sentence, weight=CARRIED)


def followed(teller: Teller, other: ToldReport, found: Following) -> Reason:
    """A report copies another or follows it closely."""
    one, its = report_name(teller.report), report_name(other)
    if found.copied:
        sentence = f"{found.share:.0%} of the text of {one} and {its} is the same"
        return Reason(name="copied", sentence=sentence, weight=round(10 * found.share, 2))
    numbers = f", the numbers {', '.join(map(str, found.numbers))} in one order"
    sentence = (
        f"{one} and {its} are {found.closeness:.0%} alike in their rare words"
        f"{numbers if found.numbers else ''}"
    )
    return Reason(name="followed", sentence=sentence, weight=round(found.strength, 2))


def names_as_source(teller: Teller, other: Teller, *, too: bool) -> Reason:
    """A dataset's row names a source of which the incident has an account, or another dataset's."""
    key = outlet_key(other.report)
    named = name_of(key) if key in teller.voice.cites else called(other.voice)
    sentence = (
        f"{report_name(teller.report)} names a source that {named} names too"
        if too
        else f"{report_name(teller.report)} names {named} as its source"
    )
    return Reason(name="cited", sentence=sentence, weight=PASSED_ON)


def passed_on(medium: str, other: Teller) -> Reason:
    """An outlet that is quoted has it from somebody itself."""
    return Reason(
        name="passed_on",
        sentence=f"{name_of(medium)} passes on what {called(other.voice)} says",
        weight=PASSED_ON,
    )
