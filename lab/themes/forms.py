"""The form of a themed lab: shape only."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, StringField, TextAreaField
from wtforms.validators import Optional

from lab.web.forms import AtMost, OnceForm, chosen, clean_line, clean_text, required


class ThemeForm(OnceForm):
    """Title, guiding question, what it is about, who coordinates, and when."""

    title = StringField(
        _l("Titel"),
        [required(_l("Bitte geben Sie dem Themenlab einen Titel.")), AtMost(120)],
        [clean_line],
        description=_l("Kurz, zum Beispiel „Zugang und Termine“."),
    )
    guiding_question = StringField(
        _l("Leitfrage"),
        [required(_l("Bitte stellen Sie die Leitfrage.")), AtMost(300)],
        [clean_line],
        description=_l("Eine Frage, die noch keine Lösung nennt. Sie beginnt oft mit „Wie …?“."),
    )
    description = TextAreaField(
        _l("Worum es geht"),
        [AtMost(5000)],
        [clean_text],
        description=_l("Was ist der Anlass, was gehört dazu, was nicht?"),
    )
    coordinator = StringField(
        _l("Koordination"),
        [required(_l("Bitte geben Sie an, wer koordiniert.")), AtMost(120)],
        [clean_line],
        description=_l("Eine Funktion, kein Name, zum Beispiel „Labkoordination Main-Kinzig“."),
    )
    starts_on = DateField(_l("Beginn"), [chosen(_l("Bitte geben Sie an, wann das Themenlab beginnt."))])
    ends_on = DateField(_l("Ende"), [Optional()], description=_l("Leer lassen, solange es offen ist."))
    version = HiddenField(filters=[clean_line])
