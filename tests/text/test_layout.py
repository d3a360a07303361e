"""Headlines and repeats are told from the body."""

from riwaya.text.layout import Part, blocks_of
from riwaya.text.words import words_of

HEADLINE = "غارات على حقل نفط شرقي سوريا"
BODY = (
    "شنت طائرات حربية غارات على حقل نفط، أدت إلى وقف ضخ أربعين ألف برميل من النفط يومياً، "
    "بحسب مصدر ميداني. وأضاف المصدر أن الحريق استمر حتى المساء."
)
PULL_QUOTE = "وقف ضخ أربعين ألف\nبرميل من النفط يومياً"


def parts(text: str) -> list[Part]:
    return [block.part for block in blocks_of(words_of(text), text)]


def test_headline_body_and_pull_quote() -> None:
    text = f"{HEADLINE}\n\n{BODY}\n\n{PULL_QUOTE}\n\n{BODY[:40]} مرة أخرى."
    assert parts(text)[:3] == [Part.HEADLINE, Part.BODY, Part.REPEAT]


def test_a_pull_quote_may_be_spelled_and_marked_otherwise() -> None:
    text = f"{BODY}\n\n«وقف ضخّ أربعين الف برميل من النفط يوميا»"
    assert parts(text) == [Part.BODY, Part.REPEAT]


def test_new_words_are_no_repeat() -> None:
    text = f"{BODY}\n\nوقف ضخ أربعين ألف برميل من الماء يومياً"
    assert parts(text) == [Part.BODY, Part.BODY]


def test_a_single_block_is_the_body() -> None:
    assert parts(HEADLINE) == [Part.BODY]
    assert parts("") == []


def test_marks_and_line_ends_inside_a_repeat_do_not_count() -> None:
    assert parts(f"{BODY}\n\n«وقف ضخ، أربعين ألف\nبرميل من النفط.»")[1] == Part.REPEAT
    assert parts(f"{BODY}\n\nوقف ضخ أربعين")[1] == Part.BODY


def test_thousands_of_blocks_are_compared_in_no_time() -> None:
    blocks = [f"شنت طائرات حربية غارات على حقل {number} أمس" for number in range(20_000)]
    assert set(parts("\n\n".join(blocks))[1:]) == {Part.BODY}
