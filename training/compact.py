"""The compact annotation of a report -> claims with offsets; every error with its file and line.

NAME.claims beside NAME.txt, one claim a line, `;` before a comment:

    @outlet=Observatory  @published=2016-08-14          what is known of the report
    EVENT trigger[#n] | part | part ...                  #n: the n-th occurrence in the text
      a: words [=entity]        agent        t: words [=entity]        target
      p: words [=Name@lat,lon]  place "in"; also p-near: p-from: p-to: p-toward:
      w: words [=from..to]      time, ISO dates
      q: words = measure low high [unit] [~] [subset] [joint]          `-` is no bound
      s: words =kind[,named][,entity]       source; the origin first, then who passes it on
      neg | intended | demanded | possible | confirms | claims | accuses | denies | quoted
      by N | resp N | rebuts N              link to the N-th claim line

Words without #n are the occurrence nearest to the trigger; a trigger must be the only whole word.
`[from:to]` in the place of words are offsets into the text, in code points, the end left out. As an
end of a time `-` is no day, as with quantities. `riwaya.export.review.training_lines` writes this
form.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from riwaya.errors import RiwayaError
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.report import Document, Report
from riwaya.records.terms import EVENTS, MEASURES, PLACE_RELATIONS, SOURCE_KINDS

LAM = "\N{ARABIC LETTER LAM}"
LINK_WORDS = {"by": "caused_by", "resp": "response_to", "rebuts": "rebuts"}
REALITY_WORDS = {"intended", "demanded", "possible"}
STANCE_WORDS = {"confirms", "claims", "accuses", "denies"}
LINK = re.compile(r"(by|resp|rebuts) c?(\d+)")
PART = re.compile(r"(a|t|p(?:-\w+)?|w|q|s):\s*(.*)", re.DOTALL)
OFFSETS = re.compile(r"\[(\d+):(\d+)\]")
NUMBERED = re.compile(r"(.*?)\s*#(\d+)", re.DOTALL)
HEADER = re.compile(r"@(\w+)=([^@]*)")


class BadAnnotation(RiwayaError):
    """A line of a .claims file that can't be compiled."""


@dataclass(slots=True)
class Draft:
    """A claim while its parts are read."""

    event: str
    trigger: Mention
    fields: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, item: object) -> None:
        """One more item of a list field."""
        self.fields[name] = (*self.fields.get(name, ()), item)


@dataclass(frozen=True, slots=True)
class Compiled:
    """An annotated report; `lines` gives each claim's line number in its file."""

    name: str
    text: str
    document: Document
    lines: tuple[int, ...]
    errors: tuple[str, ...]


def occurrences(text: str, words: str) -> list[int]:
    """Where the words stand, overlapping ones too."""
    return [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the stretch from outside."""
    before = start == 0 or not text[start - 1].isalnum()
    return before and (end == len(text) or not text[end].isalnum())


def locate(text: str, words: str, near: int | None) -> tuple[int, int]:
    """The stretch that the words of an annotation mean; raises BadAnnotation."""
    words = words.strip()
    if offsets := OFFSETS.fullmatch(words):
        start, end = int(offsets[1]), int(offsets[2])
        if not start < end <= len(text):
            raise BadAnnotation(f"no stretch of a text of {len(text)} characters: {words}")
        return start, end
    numbered = NUMBERED.fullmatch(words)
    number = int(numbered[2]) if numbered else None
    words = numbered[1] if numbered else words
    if not words:
        raise BadAnnotation("an empty mention")
    found = occurrences(text, words)
    if not found:
        raise BadAnnotation(f"not in the text: {words!r}")
    if number is not None:
        if not 1 <= number <= len(found):
            raise BadAnnotation(f"#{number} of {len(found)} occurrences: {words!r}")
        start = found[number - 1]
    elif near is not None:
        start = min(found, key=lambda at: abs(at - near))
    else:
        whole = [at for at in found if is_whole(text, at, at + len(words))]
        if len(found) > 1 and len(whole) != 1:
            raise BadAnnotation(f"{len(found)} occurrences, say which with #n: {words!r}")
        start = whole[0] if len(whole) == 1 else found[0]
    end = start + len(words)
    # A word after the preposition and the article loses both lams, whoever annotates it.
    if text[start] == LAM == text[start - 1 : start] and len(words) > 1:
        start += 1
    return start, end


def bound(word: str) -> int | float | None:
    """A number of a quantity part, or None for `-`."""
    if word in {"-", "null"}:
        return None
    try:
        value = float(word.replace(",", ""))
    except ValueError:
        raise BadAnnotation(f"no number: {word!r}") from None
    return int(value) if value.is_integer() else value


def read_party(draft: Draft, text: str, name: str, value: str, detail: str) -> None:
    """`a:` or `t:`."""
    start, end = locate(text, value, draft.trigger.start)
    draft.add(name, Party.of(text, start, end, entity=detail or None))


def read_place(draft: Draft, text: str, relation: str, value: str, detail: str) -> None:
    """`p:` and its kin."""
    if relation not in PLACE_RELATIONS:
        raise BadAnnotation(f"relation of a place: {relation!r}")
    start, end = locate(text, value, draft.trigger.start)
    name, _, position = detail.partition("@")
    latitude, longitude = (float(x) for x in position.split(",")) if position else (None, None)
    place = Place.of(
        text, start, end, relation=relation, name=name.strip() or None, lat=latitude, lon=longitude
    )
    draft.add("places", place)


def read_time(draft: Draft, text: str, value: str, detail: str) -> None:
    """`w:`."""
    start, end = locate(text, value, draft.trigger.start)
    first, _, last = detail.partition("..")
    from_, to = (None if day in {"", "-"} else day for day in (first, last or first))
    draft.fields["time"] = Time.of(text, start, end, from_=from_, to=to)


def read_amount(draft: Draft, text: str, value: str, detail: str) -> None:
    """`q:`."""
    words = detail.split()
    if len(words) < 3 or words[0] not in MEASURES:
        raise BadAnnotation(f"a quantity needs `= measure low high`: {value!r}")
    start, end = locate(text, value, draft.trigger.start)
    flags = {"~": "approximate", "subset": "subset", "joint": "joint"}
    more: dict[str, Any] = {flags[word]: True for word in words[3:] if word in flags}
    units = [word for word in words[3:] if word not in flags]
    draft.add(
        "quantities",
        Quantity.of(
            text, start, end, measure=words[0], low=bound(words[1]), high=bound(words[2]),
            unit=units[0] if units else None, **more,
        ),
    )  # fmt: skip


def read_source(draft: Draft, text: str, value: str, detail: str) -> None:
    """`s:`."""
    kind, *rest = [word.strip() for word in detail.split(",")]
    if kind not in SOURCE_KINDS:
        raise BadAnnotation(f"kind of a source: {kind!r}")
    start, end = locate(text, value, draft.trigger.start)
    entities = [word for word in rest if word and word != "named"]
    draft.add(
        "attribution",
        Source.of(
            text, start, end, kind=kind, named="named" in rest,
            entity=entities[0] if entities else None,
        ),
    )  # fmt: skip


def read_part(draft: Draft, text: str, part: str) -> None:
    """One part of a claim line; raises BadAnnotation."""
    if part == "neg":
        draft.fields["polarity"] = "negated"
    elif part in REALITY_WORDS:
        draft.fields["reality"] = part
    elif part in STANCE_WORDS:
        draft.fields["stance"] = part
    elif part == "quoted":
        draft.fields["quoted"] = True
    elif link := LINK.fullmatch(part):
        draft.add("links", Link(relation=cast(Any, LINK_WORDS[link[1]]), claim=f"c{link[2]}"))
    elif match := PART.fullmatch(part):
        key, (value, _, detail) = match[1], match[2].partition("=")
        read_mention(draft, text, key, value, detail.strip())
    else:
        raise BadAnnotation(f"part not understood: {part!r}")


def read_mention(draft: Draft, text: str, key: str, value: str, detail: str) -> None:
    """A part that names words of the text."""
    readers: dict[str, Callable[[], None]] = {
        "a": lambda: read_party(draft, text, "agents", value, detail),
        "t": lambda: read_party(draft, text, "targets", value, detail),
        "p": lambda: read_place(draft, text, key[2:] or "in", value, detail),
        "w": lambda: read_time(draft, text, value, detail),
        "q": lambda: read_amount(draft, text, value, detail),
        "s": lambda: read_source(draft, text, value, detail),
    }
    readers[key[0]]()


def read_claim(text: str, line: str, number: int) -> tuple[Claim, list[str]]:
    """The claim of a line and what was wrong with its parts; raises when there is no claim."""
    head, *parts = (part.strip() for part in line.split("|"))
    event, _, trigger = head.partition(" ")
    if event not in EVENTS:
        raise BadAnnotation(f"unknown event {event!r}")
    start, end = locate(text, trigger, None)
    draft = Draft(event, Mention.of(text, start, end))
    errors = []
    for part in filter(None, parts):
        try:
            read_part(draft, text, part)
        except (RiwayaError, ValueError) as error:
            errors.append(str(error))
    defaults = {"polarity": "affirmed", "reality": "actual", "stance": "states", "quoted": False}
    claim = Claim(
        id=f"c{number}", event=cast(Any, event), trigger=draft.trigger,
        **cast(Any, defaults | draft.fields),
    )  # fmt: skip
    return claim, errors


def compile_report(name: str, text: str, lines: list[str]) -> Compiled:
    """An annotated report from its text and its lines; errors are gathered, not raised."""
    known: dict[str, str] = {}
    claims: list[Claim] = []
    places: list[int] = []
    errors: list[str] = []
    count = 0
    for number, line in enumerate(lines, 1):
        if line.startswith("@"):
            known |= {key: value.strip() for key, value in HEADER.findall(line)}
        elif line.strip() and not line.startswith(";"):
            count += 1
            try:
                claim, wrong = read_claim(text, line, count)
            except RiwayaError as error:
                errors.append(f"{name}.claims:{number}: {error}")
                continue
            claims.append(claim)
            places.append(number)
            errors += [f"{name}.claims:{number}: {message}" for message in wrong]
    ids = {claim.id for claim in claims}
    errors += [
        f"{name}.claims:{places[i]}: a link to {link.claim}, which is not there"
        for i, claim in enumerate(claims) for link in claim.links if link.claim not in ids
    ]  # fmt: skip
    report = Report(
        id=name, outlet=known.get("outlet"), title=known.get("title"),
        published=known.get("published"), sha256=Report.digest(text),
    )  # fmt: skip
    document = Document(report=report, claims=tuple(claims))
    return Compiled(name, text, document, tuple(places), tuple(errors))


def compile_folders(folder: Path, also: Iterable[Path]) -> list[Compiled]:
    """The reports of a folder, and those of further ones, which must be right.

    The further ones come from `riwaya corrections export`. Raises BadAnnotation.
    """
    reports = list(compile_folder(folder))
    names = {report.name for report in reports}
    for further in also:
        added = list(compile_folder(further))
        if not added:
            raise BadAnnotation(f"{further}: no .claims files there")
        wrong = [error for report in added for error in report.errors]
        wrong += [
            f"{r.name}: there is a report of this name already" for r in added if r.name in names
        ]
        if wrong:
            raise BadAnnotation(f"{further}: {'; '.join(wrong)}")
        names.update(report.name for report in added)
        reports += added
    return reports


def compile_folder(folder: Path) -> Iterator[Compiled]:
    """The annotated reports of a folder by name."""
    for path in sorted(folder.glob("*.claims")):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        yield compile_report(path.stem, text, path.read_text("utf-8").splitlines())
