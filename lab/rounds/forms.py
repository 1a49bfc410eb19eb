"""Forms of the rounds room: shape only. The public form is read without WTForms: it has no session and no token."""

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from lab.accounts.models import JobCentre
from lab.attachments.models import Attachment
from lab.ideas.models import Method
from lab.privacy.patterns import find_personal_data
from lab.prototypes.forms import method_choices, place_choices
from lab.prototypes.models import Group, Questionnaire, TestRound
from lab.prototypes.service import MOST_PEOPLE
from lab.rounds.models import Direction
from lab.rounds.questions import ALL_ITEMS, LONGEST_ANSWER, OPEN_QUESTIONS, Question
from lab.rounds.service import RoundPlan, says_something
from lab.web.forms import (
    AtMost,
    BaseForm,
    OnceForm,
    WholeNumber,
    carried_number,
    chosen,
    clean_line,
    clean_text,
    options,
    required,
)

LONGEST_PURPOSE = 2000
LONGEST_TASKS = 5000
LONGEST_MODERATION = 120
LONGEST_INTRODUCTION = 1000
LONGEST_NAME = 60
DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
DONT_KNOW = "none"
# So much of a mistyped value is shown again.
LONGEST_SCORE = 5
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


class RoundFields:
    """What a round is to be."""

    group = RadioField(
        _l("Wer soll ausprobieren?"),
        [chosen(_l("Bitte wählen Sie die Gruppe."))],
        choices=options(Group.choices()),
        description=_l("Eine Runde hat eine Gruppe. Für eine andere planen Sie eine eigene."),
    )
    people_wanted = IntegerField(
        _l("Wie viele Personen sollen es werden?"),
        [Optional(), WholeNumber(1, MOST_PEOPLE)],
        description=_l("Ab fünf Personen ist es mehr als ein erster Eindruck."),
    )
    method = SelectField(_l("Methode"), [chosen(_l("Bitte wählen Sie die Methode."))])
    job_centre = SelectField(_l("Wo?"))
    starts_on = DateField(
        _l("Beginn"), [required(_l("Bitte geben Sie an, wann die Runde beginnt."))], format=DAY_FORMATS
    )
    ends_on = DateField(
        _l("Ende"), [required(_l("Bitte geben Sie an, wann die Runde endet."))], format=DAY_FORMATS
    )
    moderation = StringField(
        _l("Wer führt durch den Test?"),
        [AtMost(LONGEST_MODERATION)],
        [clean_line],
        description=_l("Eine Funktion, kein Name. Zum Beispiel: Eingangszone, Lab-Moderation."),
    )
    purpose = TextAreaField(
        _l("Was wird gefragt?"),
        [AtMost(LONGEST_PURPOSE)],
        [clean_text],
        description=_l("Was wollen Sie am Ende wissen?"),
    )
    tasks = TextAreaField(
        _l("Aufgaben"),
        [AtMost(LONGEST_TASKS)],
        [clean_text],
        description=_l(
            "Was sollen die Menschen versuchen? Eine Aufgabe pro Zeile, ohne den Weg zu verraten."
        ),
    )
    questionnaire = RadioField(
        _l("Skala"),
        [chosen(_l("Bitte wählen Sie, ob eine Skala gefragt wird."))],
        choices=options(Questionnaire.choices()),
        description=_l(
            "Danach kommen immer die vier offenen Fragen: gut, ändern, nicht verstanden, eigene Idee."
        ),
    )
    introduction = TextAreaField(
        _l("Einleitung für die öffentliche Seite"),
        [AtMost(LONGEST_INTRODUCTION)],
        [clean_text],
        description=_l("Was haben die Menschen ausprobiert? Zwei, drei kurze Sätze in Einfacher Sprache."),
    )
    picture = SelectField(
        _l("Bild"),
        coerce=carried_number,
        description=_l("Ein Bild aus den Anhängen dieser Version."),
    )
    shows_link = BooleanField(
        _l("Den Link zum Prototyp zeigen"),
        description=_l("Nur, wenn ihn jeder Mensch ohne Anmeldung öffnen kann."),
    )

    def offer(self, job_centres: Sequence[JobCentre], pictures: Sequence[Attachment]) -> None:
        """Offers the methods, those of testing first, the jobcentres, and the version's pictures."""
        self.method.choices = method_choices()
        self.job_centre.choices = place_choices(job_centres)
        named = ((picture.id, picture.name) for picture in pictures)
        self.picture.choices = options((("", _("kein Bild")), *named))

    def plan(self) -> RoundPlan:
        """The values for the service."""
        return RoundPlan(
            group=Group(self.group.data),
            method=Method(self.method.data),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            job_centre_key=self.job_centre.data or None,
            purpose=self.purpose.data or "",
            tasks=self.tasks.data or "",
            moderation=self.moderation.data or "",
            people_wanted=self.people_wanted.data,
            questionnaire=Questionnaire(self.questionnaire.data),
            introduction=self.introduction.data or "",
            picture_id=self.picture.data,
            shows_link=self.shows_link.data,
        )


class NewRoundForm(RoundFields, OnceForm):
    """A new round."""


class EditRoundForm(RoundFields, BaseForm):
    """Changes a round; `version` guards against overwriting what somebody else wrote."""

    version = HiddenField(filters=[clean_line])


class AddLanguageForm(BaseForm):
    """One more language of the public page."""

    code = StringField(
        _l("Kürzel der Sprache"),
        [required(_l("Bitte geben Sie das Kürzel an, zum Beispiel ar.")), AtMost(35)],
        [clean_line],
        description=_l("Zum Beispiel ar für Arabisch, fa für Persisch, tr für Türkisch, uk für Ukrainisch."),
    )
    name = StringField(
        _l("Name der Sprache in der Sprache selbst"),
        [AtMost(LONGEST_NAME)],
        [clean_line],
        description=_l("Zum Beispiel: Türkçe. Bei vielen Sprachen wissen wir ihn schon."),
    )


class LanguageForm(BaseForm):
    """The frame of a language; its texts are fields of their own, see `text_field`."""

    name = StringField(
        _l("Name der Sprache in der Sprache selbst"),
        [required(_l("Bitte geben Sie der Sprache ihren Namen.")), AtMost(LONGEST_NAME)],
        [clean_line],
    )
    direction = RadioField(
        _l("Schreibrichtung"),
        [chosen(_l("Bitte wählen Sie die Schreibrichtung."))],
        choices=options(Direction.choices()),
    )
    version = HiddenField(filters=[clean_line])


def language_form(keys: Sequence[str], texts: Mapping[str, str], longest: int) -> type[LanguageForm]:
    """A form with a field for the text of each key: `text_<key>`."""
    fields = {
        text_field(key): TextAreaField(key, [AtMost(longest)], [clean_text], default=texts.get(key, ""))
        for key in keys
    }
    return type("LanguageTextsForm", (LanguageForm,), fields)


def text_field(key: str) -> str:
    """The name of the field for the text of a key."""
    return f"text_{key}"


@dataclass
class PublicAnswer:
    """What came in by the public form: values for the service, and as typed to show again; errors by question."""

    key: str
    texts: dict[str, str] = field(default_factory=dict)
    # By item: what a form asked that was opened before the scale changed is not taken for something else.
    scores: dict[str, int | None] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    # Keys of ERRORS, by the name of the question; '' stands for the whole form.
    errors: dict[str, str] = field(default_factory=dict)
    # What looks like personal data and was not confirmed yet, by the name of the question; kinds for the log.
    private: dict[str, list[str]] = field(default_factory=dict)
    private_kinds: set[str] = field(default_factory=set)
    confirmed: str = ""

    @property
    def words(self) -> list[str]:
        """What was written, to be kept when it cannot be taken."""
        return [text for text in self.texts.values() if text]

    @property
    def is_stale(self) -> bool:
        """Whether it answers questions that the round asks no more."""
        return self.errors.get("") == "questions_changed"


def read_answer(sent: MultiDict[str, str], questions: Sequence[Question]) -> PublicAnswer:
    """Reads a public answer; whatever comes, it is a value, an error beside its question, or ignored."""
    given = sent.get("key", "")
    answer = PublicAnswer(key=key_of(given))
    for question in questions:
        if question.is_scale:
            _read_score(sent, question, answer)
        else:
            text: str = clean_text(sent.get(question.name, ""))
            answer.texts[question.name] = answer.typed[question.name] = text
            if len(text) > LONGEST_ANSWER:
                answer.errors[question.name] = "too_long"
    if read_other_items(sent, questions):
        answer.errors[""] = "questions_changed"
    if not answer.errors and not says_something(answer.texts, answer.scores.values()):
        answer.errors[""] = "nothing_said"
    if not answer.errors:
        _look_for_private(sent.get("confirmed", ""), answer)
    return answer


def read_words(sent: MultiDict[str, str]) -> list[str]:
    """What was written into the open questions, whatever the round asked."""
    texts = (clean_text(sent.get(name, ""))[:LONGEST_ANSWER] for name in OPEN_QUESTIONS)
    return [text for text in texts if text]


def read_other_items(sent: MultiDict[str, str], questions: Sequence[Question]) -> dict[str, str]:
    """What was chosen for items that are not among the questions, by item: the scale changed under the form."""
    asked = {question.name for question in questions}
    chosen = {item: clean_line(sent.get(item, ""))[:LONGEST_SCORE] for item in ALL_ITEMS if item not in asked}
    return {item: value for item, value in chosen.items() if value and value != DONT_KNOW}


def key_of(given: str | None) -> str:
    """The key of a form as it was sent, a new one for anything else."""
    return given if given and _KEY.fullmatch(given) else new_key()


def new_key() -> str:
    """What makes a repeated submit one answer."""
    return secrets.token_urlsafe(24)


def _read_score(sent: MultiDict[str, str], question: Question, answer: PublicAnswer) -> None:
    values = set(sent.getlist(question.name)) - {""}
    allowed: dict[str, Any] = {str(value): value for value in question.values} | {DONT_KNOW: None}
    value = values.pop() if len(values) == 1 else DONT_KNOW if not values else "?"
    if value in allowed:
        answer.scores[question.name] = allowed[value]
        answer.typed[question.name] = value if sent.get(question.name) else ""
    else:
        answer.scores[question.name] = None
        answer.errors[question.name] = "not_offered"


def _look_for_private(confirmed: str, answer: PublicAnswer) -> None:
    """Warns once of what looks like personal data; whoever sends the same again means it."""
    before, marks = set(confirmed.split(".")), set()
    for name, text in answer.texts.items():
        for match in find_personal_data(text):
            part = text[match.start : match.end]
            mark = hashlib.sha256(f"{match.kind} {part}".encode()).hexdigest()[:16]
            marks.add(mark)
            if mark not in before and not match.may_be_public:
                answer.private.setdefault(name, []).append(" ".join(part.split()))
                answer.private_kinds.add(match.kind.value)
    answer.confirmed = ".".join(sorted(marks))


def job_centres_of(test_round: TestRound | None, job_centres: Sequence[JobCentre]) -> list[JobCentre]:
    """Those of today, and the round's own where it exists no more."""
    own = test_round.job_centre if test_round else None
    return [*job_centres, *([own] if own is not None and own not in job_centres else [])]
