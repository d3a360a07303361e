"""A share with its uncertainty: how far a few cases speak for more."""

from math import sqrt

#: Standard deviations that hold 95 % of a normal distribution.
Z = 1.959964


def interval_of(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of Wilson for a share of `whole` cases (0 to 1); all of it for no case.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927: it
    stays within 0 and 1, and is honest for small numbers.
    """
    if whole <= 0:
        return 0.0, 1.0
    share, square = part / whole, Z * Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    spread = sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    half = Z * spread / (1 + square / whole)
    return max(0.0, middle - half), min(1.0, middle + half)
