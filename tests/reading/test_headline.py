"""What the headline says and the body tells again is one claim."""

from riwaya.reading.headline import without_retold

HEADLINE = range(6)


def kept(*claims: tuple[int, str]) -> list[tuple[int, str]]:
    return without_retold(claims, HEADLINE, word=lambda c: c[0], event=lambda c: c[1])


def test_a_headline_told_again_goes() -> None:
    assert kept((2, "kill"), (20, "kill"), (30, "injure")) == [(20, "kill"), (30, "injure")]


def test_what_only_the_headline_says_stays() -> None:
    assert kept((2, "protest"), (20, "kill")) == [(2, "protest"), (20, "kill")]


def test_a_body_may_tell_an_event_twice() -> None:
    assert kept((20, "kill"), (40, "kill")) == [(20, "kill"), (40, "kill")]
