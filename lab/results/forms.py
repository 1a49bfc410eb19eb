"""The form of a verdict: shape only."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField

from lab.prototypes.models import Decision, Met
from lab.results.service import Opinion
from lab.web.forms import AtMost, BaseForm, chosen, clean_line, clean_text, options, required

LONGEST_SENTENCE = 1000
LONGEST_LEARNING = 2000


class VerdictForm(BaseForm):
    """Whether the criterion was met, and how it goes on; `version` guards against overwriting."""

    met = RadioField(
        _l("Ist das Erfolgskriterium erfüllt?"),
        [chosen(_l("Bitte wählen Sie, ob das Kriterium erfüllt ist."))],
        choices=options(Met.choices()),
    )
    met_because = TextAreaField(
        _l("Woran sehen Sie das?"),
        [required(_l("Bitte begründen Sie das Urteil mit einem Satz.")), AtMost(LONGEST_SENTENCE)],
        [clean_text],
        description=_l("Ein Satz, am besten mit einer Zahl aus den Ergebnissen."),
    )
    decision = RadioField(
        _l("Wie geht es weiter?"),
        [chosen(_l("Bitte wählen Sie, wie es weitergeht."))],
        choices=options(Decision.choices()),
    )
    learned = TextAreaField(
        _l("Was haben wir gelernt?"),
        [required(_l("Bitte schreiben Sie auf, was Sie gelernt haben.")), AtMost(LONGEST_LEARNING)],
        [clean_text],
        description=_l(
            "Was sollten andere wissen, die etwas Ähnliches vorhaben? Auch Scheitern ist ein Ergebnis."
        ),
    )
    version = HiddenField(default="0", filters=[clean_line])

    def opinion(self) -> Opinion:
        """The values for the service."""
        return Opinion(
            met=Met(self.met.data),
            met_because=self.met_because.data,
            decision=Decision(self.decision.data),
            learned=self.learned.data,
        )
