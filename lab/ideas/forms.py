"""Forms of the ideas room: shape only."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from lab.ideas.evidence import METHODS, NOTE_KINDS
from lab.ideas.models import (
    Audience,
    AuthorVisibility,
    DataProtection,
    Effort,
    Idea,
    NoteKind,
    WorkArea,
)
from lab.ideas.workflow import State
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

LONGEST_TITLE = 120
LONGEST_TEXT = 5000
LONGEST_REASON = 2000


class IdeaForm(OnceForm):
    """The two-minute form; a draft needs only its title."""

    title = StringField(
        _l("Titel"),
        [required(_l("Bitte geben Sie der Idee einen Titel.")), AtMost(LONGEST_TITLE)],
        [clean_line],
        description=_l("Worum geht es, in wenigen Worten?"),
    )
    problem = TextAreaField(
        _l("Problem"),
        [required(_l("Bitte beschreiben Sie das Problem in ein, zwei Sätzen.")), AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Was klappt heute nicht gut, und für wen? Ein Beispiel aus dem Alltag hilft."),
    )
    proposal = TextAreaField(
        _l("Vorschlag"),
        [AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Haben Sie schon eine Lösung im Kopf? Sie darf unfertig sein."),
    )
    audience = RadioField(
        _l("Wem hilft die Idee?"),
        [chosen(_l("Bitte wählen Sie, wem die Idee hilft."))],
        choices=options(Audience.choices()),
    )
    author_visibility = RadioField(
        _l("Wer darf Ihren Namen sehen?"),
        [chosen(_l("Bitte wählen Sie, wer Ihren Namen sehen darf."))],
        choices=options(AuthorVisibility.choices()),
    )
    no_personal_data = BooleanField(
        _l("Mein Text enthält keine personenbezogenen Daten."),
        [chosen(_l("Bitte bestätigen Sie, dass Ihr Text keine personenbezogenen Daten enthält."))],
    )
    version = HiddenField(filters=[clean_line])

    def accept_draft(self) -> None:
        """A draft may be unfinished: only the title is needed."""
        for field in (self.problem, self.audience, self.author_visibility, self.no_personal_data):
            field.validators = [Optional(), *(v for v in field.validators if isinstance(v, AtMost))]

    def idea_values(self) -> dict[str, Any]:
        """The values for the service; what a draft leaves open gets the careful default."""
        return {
            "title": self.title.data,
            "problem": self.problem.data or "",
            "proposal": self.proposal.data or "",
            "audience": Audience(self.audience.data or Audience.BOTH),
            "author_visibility": AuthorVisibility(self.author_visibility.data or AuthorVisibility.TEAM)
            if "author_visibility" in self
            else AuthorVisibility.TEAM,
        }


class ProfileForm(BaseForm):
    """The Steckbrief."""

    theme_id = SelectField(_l("Themenlab"), coerce=carried_number)
    work_areas = SelectMultipleField(_l("Arbeitsbereiche"), choices=options(WorkArea.choices()))
    benefit = TextAreaField(
        _l("Erwarteter Nutzen"),
        [AtMost(2000)],
        [clean_text],
        description=_l("Was wird besser, und woran merkt man es?"),
    )
    effort = RadioField(_l("Aufwand"), [Optional()], choices=options(Effort.choices()))
    systems = TextAreaField(
        _l("Fachverfahren und Schnittstellen"),
        [AtMost(1000)],
        [clean_text],
        description=_l("Welche Systeme sind berührt? Ein System pro Zeile."),
    )
    data_protection = RadioField(_l("Datenschutz"), [chosen()], choices=options(DataProtection.choices()))
    accessibility = TextAreaField(
        _l("Barrierefreiheit"),
        [AtMost(1000)],
        [clean_text],
        description=_l("Worauf müssen wir achten, damit alle die Lösung nutzen können?"),
    )
    version = HiddenField(filters=[clean_line])

    def profile_values(self) -> dict[str, Any]:
        """The values for the service."""
        return {
            "theme_id": self.theme_id.data,
            "work_areas": list(self.work_areas.data or []),
            "benefit": self.benefit.data,
            "effort": Effort(self.effort.data) if self.effort.data else None,
            "systems": self.systems.data,
            "data_protection": DataProtection(self.data_protection.data),
            "accessibility": self.accessibility.data,
        }


class MoveForm(BaseForm):
    """A step; which fields count depends on where it leads."""

    from_stage = HiddenField(filters=[clean_line])
    to_stage = HiddenField(filters=[clean_line])
    next = HiddenField(filters=[clean_line])
    reason = TextAreaField(_l("Begründung"), [AtMost(LONGEST_REASON)], [clean_text])
    responsible = SelectField(_l("Zuständig"), coerce=carried_number, validate_choice=False)
    look_again_on = DateField(_l("Wiedervorlage am"), [Optional()])
    tried = TextAreaField(_l("Was haben wir versucht?"), [AtMost(LONGEST_REASON)], [clean_text])
    learned = TextAreaField(_l("Was haben wir gelernt?"), [AtMost(LONGEST_REASON)], [clean_text])


class AnswerForm(BaseForm):
    """The first answer and who is responsible."""

    responsible = SelectField(_l("Zuständig"), coerce=carried_number)
    reason = TextAreaField(
        _l("Erste Antwort"),
        [required(_l("Bitte schreiben Sie eine erste Antwort.")), AtMost(LONGEST_REASON)],
        [clean_text],
        description=_l("Die Antwort steht auf der Seite der Idee. Was passiert als Nächstes?"),
    )


class ResponsibleForm(BaseForm):
    """Hands the idea over."""

    responsible = SelectField(_l("Zuständig"), [chosen()], coerce=carried_number)


class NoteForm(OnceForm):
    """A stage note; kinds and methods are those of the idea's stage."""

    kind = SelectField(_l("Was halten Sie fest?"), [chosen()])
    method = SelectField(_l("Methode"), [Optional()])
    people = IntegerField(_l("Anzahl Personen"), [Optional(), WholeNumber(1, 10000)])
    body = TextAreaField(
        _l("Notiz"),
        [required(_l("Bitte schreiben Sie auf, was Sie herausgefunden haben.")), AtMost(LONGEST_TEXT)],
        [clean_text],
    )

    def offer(self, state: State) -> None:
        """Offers what the stage knows."""
        kinds = NOTE_KINDS.get(state, (NoteKind.NOTE,))
        self.kind.choices = options((kind.value, kind.label) for kind in kinds)
        methods = METHODS.get(state, ())
        self.method.choices = options(
            [("", _l("keine")), *((method.value, method.label) for method in methods)]
        )


class InviteForm(BaseForm):
    """Invites an account to the team."""

    email = EmailField(
        _l("E-Mail-Adresse des Kontos"),
        [required(), AtMost(254)],
        [clean_line],
    )
    until = DateField(_l("Eingeladen bis"), [Optional()], description=_l("Nötig für Gäste von außen."))


def note_form_for(idea: Idea, **arguments: Any) -> NoteForm:
    """The note form of the idea's present stage."""
    form = NoteForm(**arguments)
    form.offer(idea.state)
    return form
