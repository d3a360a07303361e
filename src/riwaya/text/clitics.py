"""Letters that are written onto the word after them and are no part of its name."""

#: And, so; in/by, to/for, like. (The article belongs to the name.)
PROCLITICS = frozenset(
    {
        "\N{ARABIC LETTER WAW}",
        "\N{ARABIC LETTER FEH}",
        "\N{ARABIC LETTER BEH}",
        "\N{ARABIC LETTER LAM}",
        "\N{ARABIC LETTER KAF}",
    }
)


def longest_cut(word: str, wanted: int) -> int:
    """How many letters of a clean word, at most `wanted`, are proclitics at its front.

    Something of the word is always left.
    """
    cut = 0
    while cut < min(wanted, len(word) - 1) and word[cut] in PROCLITICS:
        cut += 1
    return cut
