"""A passage knows what is read and what is said inside quotation marks."""

from riwaya.reading.passage import Passage, passage_of

BODY = "شنت طائرات حربية غارات على حقل نفط، أدت إلى وقف ضخ أربعين ألف برميل من النفط يومياً."


def read_words(passage: Passage) -> list[str]:
    return [passage.words[i].text for sentence in passage.sentences for i in sentence]


def test_a_repeated_block_is_not_read() -> None:
    alone = passage_of(BODY)
    repeated = passage_of(f"{BODY}\n\nوقف ضخ أربعين ألف برميل من النفط")
    assert read_words(repeated) == read_words(alone)
    assert [w.text for w in repeated.words] == [w.text for w in alone.words]


def test_a_block_left_out_in_the_middle_leaves_sentences_whole() -> None:
    quote = "وقف ضخ أربعين ألف برميل من النفط"
    passage = passage_of(f"{BODY}\n\n{quote}\n\nوقال المصدر إن القصف توقف.")
    assert [len(sentence) for sentence in passage.sentences] == [19, 6]
    assert passage.clean.text[passage.words[19].start :].startswith("وقال")


def test_headline_and_dateline_are_known() -> None:
    passage = passage_of(f"غارات على حقل نفط شرقي سوريا\n\nدمشق - سانا\n{BODY}")
    assert [passage.words[i].text for i in passage.headline][-1] == "سوريا"
    assert [passage.words[i].text for i in passage.dateline] == ["دمشق", "-", "سانا"]


def test_speech_has_a_number_and_a_name_in_marks_has_none() -> None:
    passage = passage_of("قال «انسحبنا أمس من المدينة» ثم «داعش» ثم «عدنا اليوم إلى المدينة».")
    numbers = {w.text: n for w, n in zip(passage.words, passage.quotation_of, strict=True)}
    assert (numbers["انسحبنا"], numbers["داعش"], numbers["عدنا"], numbers["قال"]) == (1, 0, 2, 0)
    quoted = {w.text: q for w, q in zip(passage.words, passage.quoted, strict=True)}
    assert (quoted["انسحبنا"], quoted["داعش"], quoted["قال"]) == (True, True, False)


def test_the_inner_of_two_quotations_has_the_number_of_the_outer() -> None:
    passage = passage_of("قال «إن “الجيش انسحب من المدينة كلها” أمس» ومضى.")
    assert set(passage.quotation_of) == {0, 1}
