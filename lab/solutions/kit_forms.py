"""Forms of the kit: shape only."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from lab.attachments.models import Attachment
from lab.solutions.kit_codes import CATEGORIES, LANGUAGES, LICENCES, PLATFORMS
from lab.solutions.kit_service import LONGEST_ADDRESS, KitText
from lab.solutions.models import DevelopmentStatus, KitQuestion, Maintenance, SoftwareType
from lab.web.forms import (
    AtMost,
    BaseForm,
    OnceForm,
    carried_number,
    chosen,
    clean_line,
    clean_text,
    options,
    required,
)

LONGEST_TEXT = 5000
LONGEST_GUIDE = 20000
CODES = {
    "software_type": SoftwareType,
    "development_status": DevelopmentStatus,
    "maintenance": Maintenance,
}


class KitForm(BaseForm):
    """Writes a kit. What is asked of software alone is not needed otherwise."""

    not_free_text = ("repository",)

    summary = TextAreaField(
        _l("Was tut die Lösung?"),
        [required(), AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l(
            "So, dass jemand es versteht, der nicht dabei war. Der erste Satz sagt das Wichtigste."
        ),
    )
    target_group = TextAreaField(
        _l("Für wen ist sie?"),
        [required(), AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Wer nutzt sie, und in welchem Bereich des Jobcenters?"),
    )
    guide = TextAreaField(
        _l("Anleitung zur Einführung"),
        [required(), AtMost(LONGEST_GUIDE)],
        [clean_text],
        description=_l(
            "Was tut ein anderes Jobcenter der Reihe nach, und was hätten Sie gern vorher gewusst?"
        ),
    )
    effort = TextAreaField(
        _l("Aufwand"),
        [AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l(
            "Zeit, Geld und Menschen, bis es läuft und danach. Was andere KJC gebraucht haben, steht von selbst dabei."
        ),
    )
    contact = StringField(
        _l("An wen wendet man sich?"),
        [required(), AtMost(200)],
        [clean_line],
        description=_l("Eine Stelle oder Funktion, keine Person, und wie man sie erreicht."),
    )
    files = SelectMultipleField(_l("Dateien, die dazugehören"), coerce=carried_number)
    licence = SelectField(
        _l("Lizenz"),
        [chosen()],
        choices=options(LICENCES.items()),
        description=_l(
            "Sie sagt, was andere mit der Lösung tun dürfen. Für Software öffentlicher Stellen passt meist EUPL-1.2."
        ),
    )
    is_software = BooleanField(
        _l("Die Lösung ist Software"),
        description=_l(
            "Dann gibt es auch eine publiccode.yml, mit der Verzeichnisse wie openCode sie finden."
        ),
    )
    repository = StringField(
        _l("Wo liegt der Quelltext?"),
        [AtMost(LONGEST_ADDRESS)],
        [clean_line],
        description=_l("Ganze Adresse mit https:// am Anfang. Ohne sie gibt es keine publiccode.yml."),
    )
    features = TextAreaField(
        _l("Was kann sie?"),
        [AtMost(LONGEST_TEXT)],
        [clean_text],
        description=_l("Ein Punkt pro Zeile, aus Sicht derer, die damit arbeiten."),
    )
    software_type = SelectField(
        _l("Art der Software"), choices=options(SoftwareType.choices()), default=SoftwareType.WEB.value
    )
    development_status = SelectField(
        _l("Wie weit ist sie?"),
        choices=options(DevelopmentStatus.choices()),
        default=DevelopmentStatus.STABLE.value,
    )
    maintenance = SelectField(
        _l("Wer pflegt sie?"), choices=options(Maintenance.choices()), default=Maintenance.INTERNAL.value
    )
    platforms = SelectMultipleField(_l("Worauf läuft sie?"), choices=options(PLATFORMS.items()))
    languages = SelectMultipleField(_l("In welchen Sprachen?"), choices=options(LANGUAGES.items()))
    categories = SelectMultipleField(_l("Worum geht es?"), choices=options(CATEGORIES.items()))
    software_version = StringField(_l("Version"), [AtMost(40)], [clean_line])
    released_on = DateField(_l("Veröffentlicht am"), [Optional()])
    version = HiddenField(filters=[clean_line])

    def offer(self, files: Sequence[Attachment]) -> None:
        """The files that one may choose."""
        self.files.choices = options((file.id, file.name) for file in files)

    def kit_text(self) -> KitText:
        """The values for the service."""
        said: dict[str, Any] = {
            name: "" if value is None and name != "released_on" else value
            for name, value in self.values("files", "version").items()
        }
        for name, code in CODES.items():
            said[name] = code(said[name])
        return KitText(**said)


class KitQuestionForm(OnceForm):
    """A question of another jobcentre."""

    question = TextAreaField(
        _l("Ihre Frage"),
        [required(_l("Bitte schreiben Sie Ihre Frage.")), AtMost(LONGEST_TEXT)],
        [clean_text],
    )


class KitAnswerForm(BaseForm):
    """The answer to one question; the page has one form a question."""

    answer = TextAreaField(
        _l("Antwort"), [required(_l("Bitte schreiben Sie eine Antwort.")), AtMost(LONGEST_TEXT)], [clean_text]
    )
    version = HiddenField(filters=[clean_line])

    @classmethod
    def of(cls, question: KitQuestion, **values: Any) -> "KitAnswerForm":
        """The question's form, with ids of its own."""
        form = cls(data={"version": str(question.version), "answer": question.answer or ""}, **values)
        form.answer.id = f"answer-{question.id}"
        form.privacy_confirmed.id = f"privacy-answer-{question.id}"
        return form
