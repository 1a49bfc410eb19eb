"""Forms of the sessions room: shape only."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from lab.prototypes.models import Basis, Finding, Group, Outcome, Participant, PointKind, Severity, TestRound
from lab.sessions.service import Note
from lab.sessions.sorting import Title
from lab.sessions.times import second_of
from lab.web.forms import AtMost, BaseForm, OnceForm, carried_number, chosen, clean_line, options, required

LONGEST_NOTE = 1000
LONGEST_FINDING = 1000
NEW = "new"
# A sign in front of the text chooses the kind, so that the hands stay on the keys.
_SIGNED = re.compile(r"([+\-–−Δ∆?!])\s+(?=\S)")
_SIGNS = {
    "+": PointKind.LIKE,
    "?": PointKind.QUESTION,
    "!": PointKind.IDEA,
}
SHORT_KINDS = (
    (PointKind.LIKE.value, _l("+ gut")),
    (PointKind.CRITICISM.value, _l("Δ ändern")),
    (PointKind.QUESTION.value, _l("? Frage")),
    (PointKind.IDEA.value, _l("! Idee")),
)
SHORT_OUTCOMES = (
    ("", _l("offen")),
    (Outcome.ALONE.value, _l("allein")),
    (Outcome.HELPED.value, _l("mit Hilfe")),
    (Outcome.FAILED.value, _l("nicht geschafft")),
)


def kind_choices() -> list[Any]:
    """The fields of the grid with their signs."""
    return _choices_of(PointKind)


def _choices_of(kinds: Iterable[PointKind]) -> list[Any]:
    return options((kind.value, f"{kind.sign} {kind.label}") for kind in kinds)


def severity_choices() -> list[Any]:
    """How much it hinders people, or nothing said."""
    return options((("", _("keine Angabe")), *Severity.choices()))


class ParticipantForm(OnceForm):
    """Somebody who takes part: a group, never a name."""

    group = SelectField(
        _l("Gruppe"),
        [chosen(_l("Bitte wählen Sie die Gruppe."))],
        choices=options(Group.choices()),
    )


class NoteFields:
    """What was seen or said."""

    body = StringField(_l("Was ist passiert?"), [AtMost(LONGEST_NOTE)], [clean_line])
    kind = RadioField(
        _l("Art"),
        [chosen(_l("Bitte wählen Sie die Art."))],
        choices=options(SHORT_KINDS),
        default=PointKind.CRITICISM.value,
    )
    basis = RadioField(
        _l("Woher wissen Sie das?"),
        [chosen(_l("Bitte wählen Sie, ob Sie es gesehen oder gehört haben."))],
        choices=options(
            ((Basis.SEEN.value, _l("beobachtet")), (Basis.SAID.value, _l("gesagt"))),
        ),
        default=Basis.SEEN.value,
    )
    mark = StringField(_l("Zeitmarke (mm:ss)"), [], [clean_line])
    severity = SelectField(_l("Wie sehr hindert es?"), [], default="")
    quote = StringField(_l("Wörtlich gesagt"), [AtMost(LONGEST_NOTE)], [clean_line])


class _NoteForm(NoteFields, BaseForm):
    """What both forms of a note do alike."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.severity.choices = severity_choices()
        # Only who marks nothing but tasks leaves it empty.
        self.body.flags.required = True

    def note(self) -> Note:
        """The values for the service; a sign in front of the text counts more than the choice."""
        body, kind = self.body.data or "", PointKind(self.kind.data)
        signed = _SIGNED.match(body)
        if signed:
            body, kind = body[signed.end() :], _SIGNS.get(signed[1], PointKind.CRITICISM)
        return Note(
            body=body,
            kind=kind,
            basis=Basis(self.basis.data),
            severity=Severity(self.severity.data) if self.severity.data else None,
            second=second_of(self.mark.data) if self.mark.data else None,
            quote=self.quote.data or "",
        )

    def validate_mark(self, field: Any) -> None:
        """A time mark is minutes and seconds."""
        if field.data and second_of(field.data) is None:
            raise ValidationError(_("Bitte geben Sie Minuten und Sekunden an, zum Beispiel 03:20."))


class EditNoteForm(_NoteForm):
    """Changes a note; `seen` guards against overwriting what somebody else wrote."""

    body = TextAreaField(_l("Was ist passiert?"), [AtMost(LONGEST_NOTE)], [clean_line])
    seen = HiddenField(filters=[clean_line])


class NoteForm(_NoteForm, OnceForm):
    """The next note of a participant, and how the tasks went; `note_form_for` adds a field per task."""

    task_count = 0

    @property
    def task_fields(self) -> list[Any]:
        """The groups of choices, one per task."""
        return [self[f"task_{number}"] for number in range(1, self.task_count + 1)]

    @property
    def outcomes(self) -> dict[int, Outcome | None]:
        """What was changed on this page; what somebody else noted meanwhile stays."""
        return {
            number: Outcome(field.data) if field.data else None
            for number, field in enumerate(self.task_fields, start=1)
            if (field.data or "") != (self[f"was_{number}"].data or "")
        }

    @property
    def has_note(self) -> bool:
        """Whether there is more than how the tasks went."""
        fields = (self.body, self.mark, self.severity, self.quote)
        return any(field.data for field in fields)

    def validate(self, extra_validators: Any = None) -> bool:
        """A text is needed, unless only tasks were marked."""
        is_valid = bool(super().validate(extra_validators))
        if self.body.data or (not self.has_note and is_valid and self.outcomes):
            return is_valid
        self.body.errors = [
            *self.body.errors,
            _("Bitte schreiben Sie auf, was Sie gesehen oder gehört haben."),
        ]
        return False


def note_form_for(test_round: TestRound, participant: Participant, *, is_empty: bool = False) -> NoteForm:
    """The form with a field for each task of the round, as it stands with the participant.

    `is_empty`: whatever was sent belongs to another form.
    """
    tasks = test_round.task_list
    known = {result.task: result.outcome.value for result in participant.task_results}
    fields: dict[str, Any] = {"task_count": len(tasks)}
    for number, task in enumerate(tasks, start=1):
        fields[f"task_{number}"] = RadioField(task, [], choices=options(SHORT_OUTCOMES))
        fields[f"was_{number}"] = HiddenField(filters=[clean_line])
    data = {
        f"{name}_{number}": known.get(number, "")
        for number in range(1, len(tasks) + 1)
        for name in ("task", "was")
    }
    sent: dict[str, Any] = {"formdata": None} if is_empty else {}
    form = type("NoteFormOfRound", (NoteForm,), fields)(data=data, **sent)
    return cast(NoteForm, form)


class FindingFields:
    """What a finding says."""

    body = StringField(_l("Der Befund in einem Satz"), [AtMost(LONGEST_FINDING)], [clean_line])
    kind = SelectField(
        _l("Art"),
        [chosen(_l("Bitte wählen Sie die Art."))],
        default=PointKind.CRITICISM.value,
    )
    severity = SelectField(_l("Schwere"), [], default="")


class SortForm(FindingFields, OnceForm):
    """Puts ticked observations into a new or an existing finding."""

    observations = SelectMultipleField(_l("Beobachtungen"), coerce=carried_number, validate_choice=False)
    target = SelectField(_l("Wohin?"), [chosen()], default=NEW)

    def offer(self, findings: Sequence[Finding]) -> None:
        """Offers a new finding and those that are there."""
        self.body.flags.required = True
        self.kind.choices = kind_choices()
        self.severity.choices = options((("", _("wie bei den Beobachtungen")), *Severity.choices()))
        titles = ((str(finding.id), f"{finding.kind.sign} {_cut(finding.body)}") for finding in findings)
        self.target.choices = options(((NEW, _("Neuer Befund")), *titles))

    @property
    def target_id(self) -> int | None:
        """The finding that was chosen, None for a new one."""
        return None if self.target.data == NEW else carried_number(self.target.data)

    @property
    def observation_ids(self) -> list[int]:
        """What was ticked; garbage becomes a number that nothing has."""
        return [number or -1 for number in self.observations.data or ()]

    def validate(self, extra_validators: Any = None) -> bool:
        """A new finding needs a title, and something must be ticked: both are said at once."""
        is_valid = bool(super().validate(extra_validators))
        if not self.observations.data:
            self.observations.errors = [_("Bitte haken Sie mindestens eine Beobachtung an.")]
            is_valid = False
        if self.target.data == NEW and not self.body.data:
            self.body.errors = [_("Bitte sagen Sie in einem Satz, was der Befund ist.")]
            is_valid = False
        return is_valid

    def title(self) -> Title:
        """The values for the service."""
        return _title(self)


class EditFindingForm(FindingFields, BaseForm):
    """Changes a finding; `version` guards against overwriting what somebody else wrote."""

    body = TextAreaField(
        _l("Der Befund in einem Satz"),
        [required(_l("Bitte sagen Sie in einem Satz, was der Befund ist.")), AtMost(LONGEST_FINDING)],
        [clean_line],
    )
    version = HiddenField(filters=[clean_line])

    def offer(self, *, stays_severe: bool = False) -> None:
        """Offers kinds and severities; what `stays_severe` keeps that and a kind that wants an answer."""
        if stays_severe:
            self.kind.choices = _choices_of(kind for kind in PointKind if kind.wants_answer)
            self.severity.choices = options(((Severity.SEVERE.value, Severity.SEVERE.label),))
        else:
            self.kind.choices = kind_choices()
            self.severity.choices = severity_choices()

    def title(self) -> Title:
        """The values for the service."""
        return _title(self)


class MergeFindingForm(BaseForm):
    """Which finding the observations go to."""

    target = SelectField(
        _l("Zusammenlegen mit"),
        [required(_l("Bitte wählen Sie den Befund, der bleibt."))],
        coerce=carried_number,
    )

    def offer(self, findings: Sequence[Finding]) -> None:
        """Offers the other findings of the version."""
        titles = ((finding.id, f"{finding.kind.sign} {_cut(finding.body)}") for finding in findings)
        self.target.choices = options((("", _("Bitte wählen")), *titles))


def _title(form: Any) -> Title:
    return Title(
        body=form.body.data or "",
        kind=PointKind(form.kind.data),
        severity=Severity(form.severity.data) if form.severity.data else None,
    )


def _cut(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"
