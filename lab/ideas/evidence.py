"""Which evidence a stage wants, and how much of it is recorded: pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import LazyString, lazy_ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lab.ideas.models import Audience, Idea, Method, NoteKind
from lab.ideas.workflow import State

EXIT_QUESTIONS: dict[State, LazyString] = {
    State.SUBMITTED: _l("Wer ist zuständig, und was antworten wir?"),
    State.EMPATHISE: _l("Wessen Problem ist es, und woher wissen wir das?"),
    State.DEFINE: _l("Können wir das Problem in einem Satz sagen, ohne eine Lösung zu nennen?"),
    State.IDEATE: _l("Welche Idee testen wir zuerst, und welche Annahme ist die riskanteste?"),
    State.PROTOTYPE: _l("Was genau soll der Test zeigen, und wann gilt er als gescheitert?"),
    State.TEST: _l("Hat es den Menschen geholfen – weiter, ändern oder verwerfen?"),
    State.READY: _l("Ist es bereit für alle KJC?"),
}

NOTE_KINDS: dict[State, tuple[NoteKind, ...]] = {
    State.SUBMITTED: (NoteKind.NOTE,),
    State.EMPATHISE: (NoteKind.CONVERSATION, NoteKind.OBSERVATION, NoteKind.AFFECTED_GROUP, NoteKind.NOTE),
    State.DEFINE: (NoteKind.POINT_OF_VIEW, NoteKind.HOW_MIGHT_WE, NoteKind.SUCCESS_MEASURE, NoteKind.NOTE),
    State.IDEATE: (NoteKind.ALTERNATIVE, NoteKind.CHOICE, NoteKind.RISKIEST_ASSUMPTION, NoteKind.NOTE),
    State.PROTOTYPE: (NoteKind.PRIVACY_CHECK, NoteKind.ACCESSIBILITY_CHECK, NoteKind.NOTE),
    State.TEST: (NoteKind.LEARNING, NoteKind.NOTE),
}

METHODS: dict[State, tuple[Method, ...]] = {
    State.SUBMITTED: (),
    State.EMPATHISE: (
        Method.INTERVIEW,
        Method.OBSERVING,
        Method.EMPATHY_MAP,
        Method.CUSTOMER_JOURNEY,
        Method.STAKEHOLDER_MAP,
    ),
    State.DEFINE: (
        Method.PERSONA,
        Method.POINT_OF_VIEW,
        Method.HOW_MIGHT_WE,
        Method.FIVE_WHYS,
        Method.CLUSTER,
    ),
    State.IDEATE: (
        Method.BRAINWRITING,
        Method.CRAZY_EIGHTS,
        Method.HEADSTAND,
        Method.DOT_VOTING,
        Method.VALUE_EFFORT,
    ),
    State.PROTOTYPE: (
        Method.STORYBOARD,
        Method.PAPER_PROTOTYPE,
        Method.CLICK_DUMMY,
        Method.ROLE_PLAY,
        Method.WIZARD_OF_OZ,
        Method.SAMPLE_LETTER,
        Method.VIDEO_SKETCH,
    ),
    State.TEST: (
        Method.THINKING_ALOUD,
        Method.FEEDBACK_GRID,
        Method.SUS,
        Method.SHORT_SURVEY,
        Method.AB_TEST,
        Method.PILOT,
    ),
}


@dataclass(frozen=True)
class Facts:
    """What is recorded about an idea: notes by kind, and the counts that tests have left."""

    audience: Audience
    notes: Mapping[NoteKind, int] = field(default_factory=dict)
    prototypes: int = 0
    has_criterion: bool = False
    feedbacks: int = 0
    open_findings: int = 0
    customers: int = 0
    staff: int = 0
    others: int = 0
    job_centres: int = 0
    severe_findings: int = 0
    is_criterion_met: bool = False

    @property
    def people(self) -> int:
        """Test persons of all groups."""
        return self.customers + self.staff + self.others

    def count(self, *kinds: NoteKind) -> int:
        """Notes of these kinds."""
        return sum(self.notes.get(kind, 0) for kind in kinds)


@dataclass(frozen=True)
class Item:
    """One line of the checklist; `short` is for a card. Texts are looked up when shown: a board shows few of them."""

    code: str
    met: bool
    text: LazyString
    short: LazyString


def facts_of(idea: Idea, notes: Mapping[NoteKind, int]) -> Facts:
    """The facts of an idea with its notes counted by kind."""
    return Facts(
        audience=idea.audience,
        notes=notes,
        prototypes=idea.prototype_count,
        has_criterion=idea.has_criterion,
        feedbacks=idea.feedback_count,
        open_findings=idea.open_findings,
        customers=idea.people_customers,
        staff=idea.people_staff,
        others=idea.people_others,
        job_centres=idea.feedback_job_centres,
        severe_findings=idea.severe_findings,
        is_criterion_met=idea.is_criterion_met,
    )


def checklist(stage: State, facts: Facts, settings: Mapping[str, int]) -> list[Item]:
    """The evidence a stage wants, in the order of the work; empty where nothing is wanted."""
    if stage == State.EMPATHISE:
        wanted = settings["conversations_wanted"]
        heard = facts.count(NoteKind.CONVERSATION, NoteKind.OBSERVATION)
        return [
            Item(
                "conversations",
                heard >= wanted,
                lazy_ngettext(
                    "%(num)s Gespräch oder Beobachtung (mindestens %(wanted)s)",
                    "%(num)s Gespräche oder Beobachtungen (mindestens %(wanted)s)",
                    heard,
                    wanted=wanted,
                ),
                _l("%(count)s von %(wanted)s Gesprächen", count=heard, wanted=wanted),
            ),
            _noted(facts, NoteKind.AFFECTED_GROUP, _l("Betroffene Gruppe benannt"), _l("Gruppe offen")),
        ]
    if stage == State.DEFINE:
        return [
            _noted(facts, NoteKind.POINT_OF_VIEW, _l("Point of View formuliert"), _l("Point of View fehlt")),
            _noted(
                facts,
                NoteKind.HOW_MIGHT_WE,
                _l("Eine „Wie könnten wir …?“-Frage gestellt"),
                _l("Leitfrage fehlt"),
            ),
            _noted(
                facts, NoteKind.SUCCESS_MEASURE, _l("Maß für den Erfolg festgelegt"), _l("Erfolgsmaß fehlt")
            ),
        ]
    if stage == State.IDEATE:
        wanted = settings["alternatives_wanted"]
        found = facts.count(NoteKind.ALTERNATIVE)
        return [
            Item(
                "alternatives",
                found >= wanted,
                lazy_ngettext(
                    "%(num)s Alternative (mindestens %(wanted)s)",
                    "%(num)s Alternativen (mindestens %(wanted)s)",
                    found,
                    wanted=wanted,
                ),
                _l("%(count)s von %(wanted)s Alternativen", count=found, wanted=wanted),
            ),
            _noted(facts, NoteKind.CHOICE, _l("Auswahl mit Begründung"), _l("Auswahl fehlt")),
            _noted(
                facts, NoteKind.RISKIEST_ASSUMPTION, _l("Riskanteste Annahme benannt"), _l("Annahme fehlt")
            ),
        ]
    if stage == State.PROTOTYPE:
        return [
            Item(
                "prototype", facts.prototypes > 0, _l("Prototyp mit Versionsnummer"), _l("noch keine Version")
            ),
            Item(
                "criterion",
                facts.has_criterion,
                _l("Hypothese und Erfolgskriterium stehen vor dem Test fest"),
                _l("Kriterium fehlt"),
            ),
            _noted(facts, NoteKind.PRIVACY_CHECK, _l("Datenschutz vorgeprüft"), _l("Datenschutz offen")),
            _noted(
                facts,
                NoteKind.ACCESSIBILITY_CHECK,
                _l("Barrierefreiheit vorgeprüft"),
                _l("Barrierefreiheit offen"),
            ),
        ]
    if stage == State.TEST:
        return _test_items(facts, settings)
    return []


def next_step(items: list[Item]) -> str:
    """What a card says in one line: the first open item, or that all is there."""
    for item in items:
        if not item.met:
            return str(item.short)
    return _("vollständig") if items else ""


def _test_items(facts: Facts, settings: Mapping[str, int]) -> list[Item]:
    return [*_heard_items(facts, settings), *_finding_items(facts)]


def _heard_items(facts: Facts, settings: Mapping[str, int]) -> list[Item]:
    """Who tried it: how many, of which groups, at how many places."""
    wanted, places = settings["test_persons_wanted"], settings["test_places_wanted"]
    items = [
        Item(
            "people",
            facts.people >= wanted,
            lazy_ngettext(
                "%(num)s Testperson (mindestens %(wanted)s)",
                "%(num)s Testpersonen (mindestens %(wanted)s)",
                facts.people,
                wanted=wanted,
            ),
            _l("%(count)s von %(wanted)s Testpersonen", count=facts.people, wanted=wanted),
        )
    ]
    if facts.audience in (Audience.CUSTOMERS, Audience.BOTH):
        text = _l("Kundinnen und Kunden gehört (%(count)s)", count=facts.customers)
        items.append(Item("customers", facts.customers > 0, text, _l("Kundschaft nicht gehört")))
    if facts.audience in (Audience.STAFF, Audience.BOTH):
        text = _l("Beschäftigte gehört (%(count)s)", count=facts.staff)
        items.append(Item("staff", facts.staff > 0, text, _l("Beschäftigte nicht gehört")))
    text = lazy_ngettext(
        "In %(num)s KJC getestet (mindestens %(wanted)s)",
        "In %(num)s KJC getestet (mindestens %(wanted)s)",
        facts.job_centres,
        wanted=places,
    )
    short = _l("in %(count)s von %(wanted)s KJC getestet", count=facts.job_centres, wanted=places)
    items.append(Item("job_centres", facts.job_centres >= places, text, short))
    return items


def _finding_items(facts: Facts) -> list[Item]:
    """What came out: findings answered, nothing severe left, the criterion met as somebody judged it."""
    if facts.open_findings:
        text = lazy_ngettext(
            "%(num)s Befund noch ohne Antwort", "%(num)s Befunde noch ohne Antwort", facts.open_findings
        )
    else:
        text = _l("Alle Befunde beantwortet") if facts.feedbacks else _l("Noch keine Rückmeldungen")
    short = (
        _l("%(count)s offen", count=facts.open_findings) if facts.feedbacks else _l("noch keine Rückmeldung")
    )
    if facts.severe_findings:
        severe = lazy_ngettext(
            "%(num)s schwerer Befund noch nicht behoben",
            "%(num)s schwere Befunde noch nicht behoben",
            facts.severe_findings,
        )
    elif facts.feedbacks:
        severe = _l("Kein schwerer Befund steht aus")
    else:
        severe = _l("Schwere Befunde: noch nicht getestet")
    return [
        Item("findings", facts.feedbacks > 0 and facts.open_findings == 0, text, short),
        Item(
            "severe", facts.feedbacks > 0 and facts.severe_findings == 0, severe, _l("schwerer Befund offen")
        ),
        Item(
            "met",
            facts.is_criterion_met,
            _l("Erfolgskriterium erfüllt")
            if facts.is_criterion_met
            else _l("Erfolgskriterium noch nicht als erfüllt beurteilt"),
            _l("Urteil fehlt"),
        ),
    ]


def _noted(facts: Facts, kind: NoteKind, text: LazyString, short: LazyString) -> Item:
    return Item(kind.value, facts.count(kind) > 0, text, short)
