"""What a round asks, and every text of the public pages: in one place for form, paper sheet and fast entry.

The texts are in Einfache Sprache. `TEXTS` holds the German ones, English comes from the catalogue, further
languages are data of the round. In curly braces stands what the page puts in: {number}, {total}, {day}.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from lab.prototypes.models import PointKind, Questionnaire, TestRound

LONGEST_ANSWER = 2000
# So many questions take two minutes.
LONGEST_SHORT_FORM = 8
# The key of the round's own introduction in further languages.
INTRODUCTION = "introduction"

# UMUX-Lite: two items, here in simplified wording (Lewis, Utesch & Maher 2013, "UMUX-LITE: when there's no
# time for the SUS"). SUS: ten items in our own German wording (Brooke 1996, "SUS: a quick and dirty usability
# scale"); odd ones praise, even ones complain, so their order must stay.
ITEMS: Mapping[Questionnaire, Mapping[str, LazyString]] = {
    Questionnaire.NONE: {},
    Questionnaire.UMUX_LITE: {
        "umux_lite_1": _l("Das kann alles, was ich brauche."),
        "umux_lite_2": _l("Das ist leicht zu benutzen."),
    },
    Questionnaire.SUS: {
        "sus_1": _l("Ich würde dieses System gern regelmäßig nutzen."),
        "sus_2": _l("Ich finde dieses System unnötig kompliziert."),
        "sus_3": _l("Ich finde dieses System leicht zu benutzen."),
        "sus_4": _l("Ich bräuchte wohl Hilfe von einem Technik-Profi, um dieses System zu benutzen."),
        "sus_5": _l("Die Teile dieses Systems passen gut zusammen."),
        "sus_6": _l("In diesem System ist zu vieles uneinheitlich."),
        "sus_7": _l("Die meisten Menschen lernen wohl sehr schnell, dieses System zu benutzen."),
        "sus_8": _l("Ich finde dieses System sehr umständlich."),
        "sus_9": _l("Ich habe mich beim Benutzen dieses Systems sehr sicher gefühlt."),
        "sus_10": _l("Ich musste viel lernen, bevor ich mit diesem System arbeiten konnte."),
    },
}
# The four fields of the grid as friendly questions; the keys are columns of AnswerSheet.
OPEN_QUESTIONS: Mapping[str, LazyString] = {
    "likes": _l("Was war gut?"),
    "criticisms": _l("Was sollen wir ändern?"),
    "questions": _l("Was haben Sie nicht verstanden?"),
    "ideas": _l("Haben Sie eine eigene Idee?"),
}
HINTS: Mapping[str, LazyString] = {
    "likes_hint": _l("Was hat Ihnen geholfen? Was hat Ihnen gefallen?"),
    "criticisms_hint": _l("Was hat Sie gestört? Was hat nicht geklappt?"),
    "questions_hint": _l("Welches Wort? Welche Stelle?"),
    "ideas_hint": _l("Was würden Sie anders machen?"),
}
FIELD_KINDS: Mapping[str, PointKind] = {
    "likes": PointKind.LIKE,
    "criticisms": PointKind.CRITICISM,
    "questions": PointKind.QUESTION,
    "ideas": PointKind.IDEA,
}
SCALE: Mapping[str, LazyString] = {
    "how_true": _l("Wie sehr stimmt das?"),
    "lowest": _l("stimmt gar nicht"),
    "highest": _l("stimmt genau"),
    "dont_know": _l("Weiß ich nicht"),
}
# Said wherever an item is shown or printed: neither scale is asked in its published wording.
WORDING: Mapping[Questionnaire, Mapping[str, LazyString]] = {
    Questionnaire.NONE: {},
    Questionnaire.UMUX_LITE: {
        "simplified": _l("Diese Frage ist vom Fragebogen UMUX-Lite. Wir sagen sie in einfachen Worten."),
    },
    Questionnaire.SUS: {
        "own_words": _l("Diese Frage ist vom Fragebogen SUS. Wir sagen sie in eigenen Worten."),
    },
}
PAGE: Mapping[str, LazyString] = {
    "heading": _l("Ihre Meinung"),
    "start_question": _l("Sie haben etwas Neues ausprobiert. Wie war das?"),
    "what_for": _l("Sagen Sie uns, was gut ist und was nicht. Dann machen wir es besser."),
    "two_minutes": _l("Sie brauchen etwa 2 Minuten."),
    "five_minutes": _l("Sie brauchen etwa 5 Minuten."),
    "no_name": _l("Wir fragen nicht nach Ihrem Namen."),
    "voluntary": _l("Sie können jede Frage auslassen."),
    "picture": _l("Ein Bild von dem, was Sie ausprobiert haben"),
    "look": _l("Noch einmal ansehen"),
    "new_window": _l("öffnet ein neues Fenster"),
    "language": _l("Sprache"),
    "start": _l("Los geht es"),
    "progress": _l("Frage {number} von {total}"),
    "next": _l("Weiter"),
    "back": _l("Zurück"),
    "nothing": _l("Dazu weiß ich nichts"),
    "keep_private": _l("Bitte schreiben Sie keine Namen und keine Nummern. Auch nicht Ihren eigenen Namen."),
    "last_step": _l("Zum Schluss"),
    "ready": _l("Sind Sie fertig?"),
    "what_happens": _l(
        "Menschen aus dem Innovation-Lab lesen Ihre Antwort. "
        "Sie überlegen zusammen: Was können wir besser machen?"
    ),
    "what_is_kept": _l("Wir speichern nur Ihre Antworten und den Tag."),
    "send": _l("Absenden"),
}
ERRORS: Mapping[str, LazyString] = {
    "error": _l("Bitte schauen Sie noch einmal"),
    "nothing_said": _l("Sie haben noch nichts geantwortet. Bitte beantworten Sie eine Frage."),
    "too_long": _l("Ihr Text ist zu lang. Bitte schreiben Sie kürzer: höchstens 2000 Zeichen."),
    "questions_changed": _l(
        "Wir haben die Fragen geändert. Ihre Texte stehen noch da. "
        "Bitte schauen Sie die Fragen noch einmal an."
    ),
    "not_offered": _l("Bitte wählen Sie eine von den Antworten aus."),
    "private": _l("Steht hier etwas Privates?"),
    "private_text": _l(
        "Das sieht aus wie eine Nummer, eine Adresse oder ein Geburtstag. "
        "Bitte löschen Sie es. Oder schicken Sie es trotzdem ab."
    ),
    "send_anyway": _l("Trotzdem absenden"),
}
THANKS: Mapping[str, LazyString] = {
    "thanks": _l("Vielen Dank!"),
    "arrived": _l("Ihre Antwort ist da."),
    "and_then": _l("So geht es weiter"),
    "we_read": _l("Wir lesen Ihre Antwort."),
    "we_change": _l("Wir ändern, was nicht gut ist."),
    "we_try_again": _l("Dann probieren Menschen es noch einmal aus."),
    "changes": _l("Sehen, was wir schon geändert haben"),
    "close_page": _l("Sie können diese Seite jetzt schließen."),
    "once_more": _l("Noch eine Antwort geben"),
}
CLOSED: Mapping[str, LazyString] = {
    "closed": _l("Diese Umfrage ist zu Ende."),
    "closed_text": _l("Sie können hier nichts mehr abschicken. Danke, dass Sie helfen wollten."),
    "not_yet": _l("Diese Umfrage fängt noch an."),
    "not_yet_text": _l("Sie können ab dem {day} mitmachen."),
    "too_many": _l("Gerade antworten hier sehr viele Menschen."),
    "too_many_text": _l("Bitte warten Sie 10 Minuten. Dann schicken Sie Ihre Antwort noch einmal ab."),
    "send_again": _l("Noch einmal absenden"),
    "your_words": _l("Das haben Sie geschrieben. Sie können es kopieren:"),
}
# Every text there is, by its key.
TEXTS: Mapping[str, LazyString] = {
    **PAGE,
    **SCALE,
    **{key: text for texts in (ITEMS, WORDING) for some in texts.values() for key, text in some.items()},
    **OPEN_QUESTIONS,
    **HINTS,
    **ERRORS,
    **THANKS,
    **CLOSED,
}


# Every item of every scale.
ALL_ITEMS = tuple(key for items in ITEMS.values() for key in items)


class QuestionsChanged(Exception):
    """The round asks another scale by now."""


@dataclass(frozen=True)
class Question:
    """One question: an item of the scale with values from 1 to `highest`, or an open one.

    `name` is that of its form field and the key of its text: sus_1 … or a column of AnswerSheet. So what was
    typed for one scale is never taken for another. `wording` is the key of what is said about its wording.
    """

    name: str
    highest: int = 0
    wording: str = ""

    @property
    def is_scale(self) -> bool:
        """Whether it is answered by a number."""
        return self.highest > 0

    @property
    def text(self) -> LazyString:
        """What is asked, in the language of the page."""
        return TEXTS[self.name]

    @property
    def hint(self) -> LazyString | None:
        """What helps to answer it; items of a scale have none."""
        return HINTS.get(f"{self.name}_hint")

    @property
    def values(self) -> range:
        """The values one can choose."""
        return range(1, self.highest + 1)


def items_for(test_round: TestRound) -> list[Question]:
    """The items of the round's scale, in their order: that of AnswerSheet.scores."""
    scale = test_round.questionnaire
    wording = next(iter(WORDING[scale]), "")
    return [Question(key, scale.highest, wording) for key in ITEMS[scale]]


def questions_for(test_round: TestRound) -> list[Question]:
    """All that a round asks, in order: the items of its scale, then the four open questions."""
    return [*items_for(test_round), *(Question(name) for name in OPEN_QUESTIONS)]


def time_for(questions: Sequence[Question]) -> str:
    """The key of what is said about how long it takes."""
    return "five_minutes" if len(questions) > LONGEST_SHORT_FORM else "two_minutes"


def scores_for(test_round: TestRound, scores: Mapping[str, int | None]) -> list[int | None]:
    """Scores by item as AnswerSheet has them. Raises QuestionsChanged where one is that of another scale."""
    asked = ITEMS[test_round.questionnaire]
    if any(score is not None and item not in asked for item, score in scores.items()):
        raise QuestionsChanged
    return [scores.get(item) for item in asked]
