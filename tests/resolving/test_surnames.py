"""Persons by their last name alone."""

import pytest

from riwaya.resolving.surnames import last_name

from .world import WHO, words_of


@pytest.mark.parametrize(
    ("marked", "how", "who"),
    [
        ("قال سيرغي شويغو. وأضاف [شويغو]", {}, "sergei-shoigu"),
        ("قال سيرغي شويغو. وأضاف [الوزير شويغو]", {}, "sergei-shoigu"),
        ("أضاف [شويغو]", {}, None),
        ("أعلنت روسيا ذلك والتقى [شويغو]", {}, "sergei-shoigu"),
        ("أضاف [شويغو]", {"source": True}, "sergei-shoigu"),
        ("أضاف [العلي]", {"source": True}, None),
        ("في العراق التقى [المالكي]", {}, "nouri-al-maliki"),
        ("في العراق قال حيدر المالكي، وأضاف [المالكي]", {"source": True}, None),
    ],
)
def test_a_surname_is_of_a_person_named_before_or_known(
    marked: str, how: dict[str, bool], who: str | None
) -> None:
    words, where = words_of(marked, **how)
    found = last_name(words, where, WHO)
    assert (found.entity if found else None) == who
