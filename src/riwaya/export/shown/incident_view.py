"""What is shown of an incident: each account with its claims, disagreements, the reports."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec import UNSET

from riwaya.export.gloss import gloss
from riwaya.export.shown.language import Language
from riwaya.fusion.sentences import sentence_of, sentence_start, words_around
from riwaya.records.claim import Claim
from riwaya.records.decision import Review
from riwaya.records.incident import Disagreement, Incident, Member, Origin, Reason
from riwaya.resolving.claims import Knowledge
from riwaya.store.found import Found

#: Letters of a sentence before and after the word that tells the event.
BEFORE, AFTER = 150, 190
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
#: The address of a report by its id or, with a claim's id, of that claim in it; None: no link.
Address = Callable[[str, str | None], str | None]


def nowhere(_report: str, _claim: str | None) -> None:
    """The address of what has no page."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the reader's language, and in the other one where it is known.

    `arabic` tells which of the two is Arabic: those are set apart on the page.
    """

    shown: str
    arabic: bool
    other: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim of an account. `key` is "report/claim"."""

    key: str
    report: str
    id: str
    event: str
    gloss: str
    review: Review
    #: Keys of terms that don't go without saying: negated, planned, denied.
    terms: tuple[str, ...]
    href: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a report with the claims that it makes; the words are empty in public."""

    report: "ReportShown"
    before: str
    word: str
    after: str
    claims: tuple[ClaimShown, ...]


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A report of the incident; `claims` of it are the incident's."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    claims: int
    reviewed: int
    href: str | None


@dataclass(frozen=True, slots=True)
class AccountShown:
    """All that one origin says."""

    origin: str
    place: int
    name: Name
    #: Who it is, where that is known.
    entity: str | None
    since: str | None
    through: tuple[Name, ...]
    reports: tuple[ReportShown, ...]
    quotes: tuple[Quote, ...]
    claims: int
    reviewed: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SidesShown:
    """A disagreement with the claims of both sides."""

    kind: str
    sentence: str
    one: tuple[ClaimShown, ...]
    other: tuple[ClaimShown, ...]


class View:
    """An incident for one reader: claims and reports by their ids, made once.

    `texts` are the reports' texts by id; none of them in public. `address` says where a report or a
    claim is to be found.
    """

    def __init__(
        self,
        incident: Incident,
        founds: Iterable[Found],
        texts: Mapping[str, str],
        words: Language,
        known: Knowledge,
        *,
        public: bool,
        address: Address = nowhere,
    ) -> None:
        self.incident = incident
        self._address = address
        self.words = words
        self.public = public
        self._known = known
        self._texts: Mapping[str, str] = texts
        members = {(one.report, one.claim) for one in incident.claims}
        self._arabic: dict[str, str] = {}
        self._shown: dict[tuple[str, str], ClaimShown] = {}
        self._founds = {
            (one.report, one.claim): one for one in founds if (one.report, one.claim) in members
        }
        self._claims = {key: one.decoded() for key, one in self._founds.items()}
        self._reviews = {key: one.review for key, one in self._founds.items()}
        self.reports = self._reports()
        self.accounts = self._accounts()
        self.names = {one.origin: one.name for one in self.accounts}
        self.sides = tuple(self._sides(one) for one in incident.disagreements)
        # A page is kept for as long as nothing changes: without what it was made of.
        self._texts, self._founds, self._claims = {}, {}, {}
        self._arabic, self._shown = {}, {}

    def review(self, member: Member) -> Review:
        """What people have said of a claim."""
        return self._reviews.get((member.report, member.claim), "open")

    def reviewed(self, members: Iterable[Member]) -> tuple[int, int]:
        """How many of some claims have been reviewed, of how many."""
        several = {(one.report, one.claim) for one in members}
        done = sum(self._reviews.get(key, "open") != "open" for key in several)
        return done, len(several)

    def href(self, member: Member) -> str | None:
        """Where a claim is in its report."""
        return self._address(member.report, member.claim)

    def _claim(self, member: Member) -> ClaimShown | None:
        """A claim as the page shows it."""
        key = member.report, member.claim
        if key not in self._shown and key in self._founds:
            self._shown[key] = self._made(member, self._founds[key], self._claims[key])
        return self._shown.get(key)

    def _made(self, member: Member, found: Found, claim: Claim) -> ClaimShown:
        return ClaimShown(
            key=f"{member.report}/{member.claim}",
            report=member.report,
            id=member.claim,
            event=claim.event,
            gloss=gloss(claim) if claim.gloss is UNSET else claim.gloss,
            review=found.review,
            terms=_terms(claim),
            href=self.href(member),
        )

    def entity(self, entity: str, english: str | None = None) -> Name:
        """An actor's or a person's name; `english` where it has one that is better known here."""
        actor = self._known.who.actors.get(entity)
        person = self._known.who.persons.persons.get(entity)
        name = english or (actor.name if actor else person.name if person else entity)
        arabic = actor.names[0] if actor and actor.names else None
        return self._name(name, arabic)

    def called(self, name: str) -> Name:
        """A name as the record has it, in Arabic where it is known of whom it is."""
        if self.words.name != "ar":
            return self._name(name, None)
        if not self._arabic:
            actors = self._known.who.actors.actors.values()
            self._arabic = {one.name: one.names[0] for one in actors if one.names}
        return self._name(name, self._arabic.get(name))

    def _name(self, english: str, arabic: str | None) -> Name:
        if arabic and self.words.name == "ar":
            return Name(arabic, arabic=True, other=english)
        return Name(english, arabic=_is_arabic(english), other=arabic)

    def _reports(self) -> dict[str, ReportShown]:
        counts: dict[str, list[Review]] = {}
        first: dict[str, Found] = {}
        for (report, _), found in self._founds.items():
            counts.setdefault(report, []).append(found.review)
            first.setdefault(report, found)
        shown = [
            ReportShown(
                id=report,
                outlet=one.outlet,
                title=one.title,
                published=one.published,
                claims=len(counts[report]),
                reviewed=sum(review != "open" for review in counts[report]),
                href=self._address(report, None),
            )
            for report, one in first.items()
        ]
        shown.sort(key=lambda one: (one.published is None, one.published or "", one.id))
        return {one.id: one for one in shown}

    def _accounts(self) -> tuple[AccountShown, ...]:
        origins = {origin.id: origin for origin in self.incident.origins}
        return tuple(
            self._account(origins[account.origin], account.members, account.since, place)
            for place, account in enumerate(self.incident.accounts, 1)
            if account.origin in origins
        )

    def _account(
        self, origin: Origin, members: Sequence[Member], since: str | None, place: int
    ) -> AccountShown:
        reviewed, count = self.reviewed(members)
        return AccountShown(
            origin=origin.id,
            place=place,
            name=self._origin_name(origin, members),
            entity=origin.entity,
            since=since,
            through=tuple(self.called(name) for name in origin.through),
            reports=tuple(self.reports[one] for one in origin.reports if one in self.reports),
            quotes=tuple(self._quotes(members)),
            claims=count,
            reviewed=reviewed,
            reasons=origin.reasons,
        )

    def _origin_name(self, origin: Origin, members: Sequence[Member]) -> Name:
        if origin.entity is not None:
            return self.entity(origin.entity, origin.name)
        if self.public:
            return self._name(origin.name, None)
        if origin.id.startswith("outlet:") and origin.outlets:
            return self._name(origin.name, origin.outlets[0])
        said = (self._claims.get((one.report, one.claim)) for one in members)
        words = next((c.origin.text for c in said if c is not None and c.origin is not None), None)
        return self._name(origin.name, None if words == origin.name else words)

    def _quotes(self, members: Sequence[Member]) -> Iterable[Quote]:
        """The claims by the sentence that makes them, in order."""
        groups: dict[tuple[str, int], list[ClaimShown]] = {}
        for member in members:
            shown = self._claim(member)
            if shown is None:
                continue
            text = self._texts.get(member.report)
            start = self._claims[member.report, member.claim].trigger.start
            sentence = sentence_of(text, start) if text else 0
            groups.setdefault((member.report, sentence), []).append(shown)
        for (report, _), claims in groups.items():
            before, word, after = self._sentence(report, claims[0].id)
            yield Quote(self.reports[report], before, word, after, tuple(claims))

    def _sentence(self, report: str, claim: str) -> tuple[str, str, str]:
        """The sentence around a claim's trigger: what comes before, the trigger, what follows."""
        text = self._texts.get(report)
        if not text:
            return "", "", ""
        trigger = self._claims[report, claim].trigger
        start = sentence_start(text, trigger.start)
        end = start + len(words_around(text, trigger.start))
        before = text[start : trigger.start].lstrip()
        after = text[trigger.end : end].rstrip()
        if len(before) > BEFORE:
            before = ELLIPSIS + before[-BEFORE:].partition(" ")[2]
        if len(after) > AFTER:
            after = after[:AFTER].rpartition(" ")[0] + ELLIPSIS
        return before, text[trigger.start : trigger.end], after

    def _sides(self, one: Disagreement) -> SidesShown:
        def shown(members: Sequence[Member]) -> tuple[ClaimShown, ...]:
            return tuple(found for member in members if (found := self._claim(member)))

        return SidesShown(one.kind, one.sentence, shown(one.one), shown(one.other))


def _terms(claim: Claim) -> tuple[str, ...]:
    usual = {"polarity.affirmed", "reality.actual", "stance.states"}
    several = (
        f"polarity.{claim.polarity}", f"reality.{claim.reality}", f"stance.{claim.stance}",
    )  # fmt: skip
    return tuple(term for term in several if term not in usual)


def _is_arabic(text: str) -> bool:
    return any("\N{ARABIC LETTER HAMZA}" <= letter <= "\N{ARABIC LETTER YEH}" for letter in text)
