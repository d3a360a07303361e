"""Words that deny a verb («lam yuqtal ahad»: nobody was killed), from data/negations.tsv."""

from collections.abc import Sequence
from functools import cache

from riwaya.errors import BadTable
from riwaya.knowledge.folding import WAW, fold
from riwaya.knowledge.name_words import FEH
from riwaya.knowledge.tables import read_table, shipped

ROLES = frozenset(["negates", "condition", "limits", "absence"])
#: «And», «so»: written on to the words of the table.
JOINED = (WAW, FEH)


@cache
def _roles() -> dict[str, str]:
    """Folded form -> role; raises BadTable."""
    found = {}
    for row in read_table(shipped("negations.tsv"), columns=("form", "role")):
        if row["role"] not in ROLES:
            raise BadTable(f"{row.where}: role is one of {', '.join(sorted(ROLES))}")
        found[fold(row["form"])] = row["role"]
    return found


def _role(word: str) -> str | None:
    folded = fold(word)
    found = _roles().get(folded)
    if found is None and folded.startswith(JOINED):
        return _roles().get(folded[1:])
    return found


def is_denied(sentence: Sequence[str], verb: int) -> bool:
    """Whether the verb, so many words into its sentence, is denied outright."""
    if not verb or _role(sentence[verb - 1]) != "negates" or _role(sentence[verb]) == "absence":
        return False
    conditional = verb > 1 and _role(sentence[verb - 2]) == "condition"
    return not conditional and "limits" not in map(_role, sentence[verb + 1 :])
