"""How many of something, as the commands say it: 1 report, 1,200 reports."""


def amount(number: int, one: str) -> str:
    """A number with its noun in the singular or, with an s, in the plural."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"
