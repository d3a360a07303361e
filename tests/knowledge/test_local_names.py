"""Names cut before their nationality or place."""

from riwaya.knowledge.actors import Actor
from riwaya.knowledge.local_names import Local, local_names
from riwaya.knowledge.name_words import bare, keys_of, word_key


def actor(entity: str, *names: str, kind: str = "military") -> Actor:
    return Actor(entity, entity, names, kind, None, "IQ", "", (), "", "", "recalled")


ACTORS = {
    a.id: a
    for a in (
        actor("iraq", "العراق", kind="state"),
        actor("staff", "رئاسة الأركان العراقية", "رئاسة الأركان في العراق"),
        actor("hospital", "مستشفى السلام في الموصل"),
        actor("jordan-staff", "رئاسة الأركان الأردنية"),
        actor("indefinite", "قوات عراقية"),
        actor("plain", "جهاز مكافحة الإرهاب"),
    )
}
FOUND = local_names(
    ACTORS,
    {word_key("العراقية"): "IQ", word_key("عراقية"): "IQ"}.get,
    {"IQ": "iraq"}.get,
)


def cut(name: str) -> tuple[str, ...]:
    first, *rest = keys_of(name)
    return first, *map(bare, rest)


def test_a_nationality_and_the_state_s_own_name_are_cut() -> None:
    assert FOUND[cut("رئاسة الأركان")] == {"IQ": [Local("staff", "")] * 2}


def test_a_place_is_kept_as_a_condition() -> None:
    assert FOUND[cut("مستشفى السلام")] == {"IQ": [Local("hospital", word_key("موصل"))]}


def test_nothing_else_is_cut() -> None:
    assert len(FOUND) == 2
