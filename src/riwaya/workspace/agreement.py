"""How far two people agree, beyond what chance would give: Cohen's kappa, Krippendorff's alpha.

Values are nominal: two are the same or they aren't. Both coefficients are 1 where all agree and 0
where people agree as often as chance; they are None where nothing can be said, since everybody
always gave the same value or there is nothing to compare.
"""

from collections import Counter
from collections.abc import Hashable, Sequence


def observed(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """The share of pairs whose two values are the same; None without pairs."""
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of pairs (first rater's value, second rater's).

    (Po - Pe) / (1 - Pe): Po is the share of pairs that agree, Pe the sum over values of the product
    of both raters' shares of it. J. Cohen, "A coefficient of agreement for nominal scales",
    Educational and Psychological Measurement 20 (1960), 37-46.
    """
    if not pairs:
        return None
    n = len(pairs)
    agreed = sum(one == other for one, other in pairs) / n
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[value] * others[value] for value in ones) / (n * n)
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def alpha(units: Sequence[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values: for each unit the values that it was given.

    1 - Do / De over the matrix of coincidences: each ordered pair of values of a unit with m values
    counts 1 / (m - 1), so any number of raters and missing values will do; units with one value
    say nothing. Do is the share of pairs that differ, De the share expected from how often each
    value occurs in all. K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011),
    section C; "Content analysis" (2004), chapter 11.
    """
    paired = [Counter(values) for values in units if len(values) > 1]
    totals: Counter[Hashable] = Counter()
    differing = 0.0
    for values in paired:
        totals.update(values)
        m = values.total()
        same = sum(count * (count - 1) for count in values.values())
        differing += (m * (m - 1) - same) / (m - 1)
    n = totals.total()
    expected = n * n - sum(count * count for count in totals.values())
    return None if not expected else 1 - (n - 1) * differing / expected
