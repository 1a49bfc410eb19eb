"""The themed labs of the demo data; days count from today, back and ahead."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ThemeScript:
    """A themed lab; `ends_in` days from today (negative: over), None while it is open."""

    title: str
    guiding_question: str
    description: str
    coordinator: str
    began: int
    ends_in: int | None = None


ACCESS = "Zugang & Termine"
LETTERS = "Verständliche Bescheide"
SKILLS = "Digitale Grundbildung"
WORK = "Arbeiten im Jobcenter"
FIRST = "Ankommen: der erste Antrag"

THEMES = (
    ThemeScript(
        FIRST,
        "Wie wird aus dem ersten Besuch kein zweiter, nur weil ein Papier gefehlt hat?",
        "Viele kommen beim ersten Antrag zwei- oder dreimal, bis alles da ist. Dieses Themenlab hat den Weg vom "
        "ersten Anruf bis zum vollständigen Antrag verfolgt.\n\nEs ist abgeschlossen. Drei Lösungen sind im Rollout, "
        "die offenen Fragen gehen in „Zugang & Termine“ weiter.",
        "Projektleitung, Wiesbaden",
        548,
        -62,
    ),
    ThemeScript(
        ACCESS,
        "Wie kommen Menschen ohne Umwege zu dem Gespräch, das sie gerade brauchen?",
        "Termine, Telefon, Eingangszone, Video: Alles, was zwischen einer Frage und der Antwort steht. "
        "Wir sehen uns den Weg mit den Augen der Kundinnen und Kunden an und beginnen mit kleinen Schritten.\n\n"
        "Nicht dabei: neue Fachverfahren und Bauarbeiten.",
        "Labkoordination, Fulda und Bergstraße",
        540,
        150,
    ),
    ThemeScript(
        LETTERS,
        "Wie schreiben wir so, dass niemand anrufen muss, um einen Brief zu verstehen?",
        "Bescheide müssen rechtssicher sein. Sie müssen auch verstanden werden. Wir testen Sätze, Gestaltung und "
        "Erklärstücke mit den Menschen, die die Briefe bekommen, und mit denen, die sie verantworten.",
        "Projektleitung, Lahn-Dill",
        535,
    ),
    ThemeScript(
        SKILLS,
        "Was brauchen Menschen, die ihre Anliegen digital erledigen möchten und sich noch nicht trauen?",
        "Ein Formular im Netz hilft nur, wenn man es öffnen, verstehen und abschicken kann. Wir suchen Wege, "
        "Grundlagen zu üben: ohne Prüfung, ohne Scham und gern mit Spaß.",
        "Labkoordination, Kreis Offenbach",
        390,
        90,
    ),
    ThemeScript(
        WORK,
        "Wie gewinnen Beschäftigte Zeit für das Gespräch zurück?",
        "Doppelte Eingaben, Suchen, Übergaben, Einarbeitung: Hier geht es um den Alltag in den Häusern. "
        "Was in einem Kommunalen Jobcenter hilft, soll in allen helfen.",
        "Projektleitung, Vogelsberg",
        330,
    ),
)
