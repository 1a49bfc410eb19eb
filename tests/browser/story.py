"""One idea from a thought to a solution in use, told step by step; whose hands do it is left open."""

import re

from playwright.sync_api import Locator, Page, expect

from lab.core.clock import today
from tests.browser.board import card_in
from tests.browser.hands import Hands
from tests.files import picture

TITLE = "Termine selbst verschieben"
PROBLEM = "Wer einen Termin verschieben will, ruft an und wartet lange."
ANSWER = "Danke, das Problem kennen wir auch aus anderen Häusern. Wir fragen in der Eingangszone nach."
CRITICISM = "Der Knopf zum Verschieben steht zu weit unten."
FINDING_ANSWER = "Der Knopf steht jetzt gleich unter dem Termin."
DECISION = "Fünf von sechs Personen haben ihren Termin ohne Hilfe verschoben."

# What each stage wants: kind, method, people, text.
Note = tuple[str, str, str, str]
NOTES: dict[str, tuple[Note, ...]] = {
    "empathise": (
        ("Gespräch", "Interview", "2", "Zwei Kundinnen haben dreimal angerufen, bis jemand abnahm."),
        ("Gespräch", "Interview", "1", "In der Eingangszone klingelt es vor allem am Montag."),
        ("Beobachtung", "Beobachtung", "1", "Wer nicht durchkommt, kommt einfach nicht zum Termin."),
        ("Betroffene Gruppe", "", "", "Menschen mit Terminen im Fallmanagement."),
    ),
    "define": (
        ("Point of View", "", "", "Wer arbeitet, braucht einen Weg außerhalb der Sprechzeit."),
        ("Wie-könnten-wir-Frage", "", "", "Wie könnten wir das Verschieben ohne Anruf möglich machen?"),
        ("Maß für den Erfolg", "", "", "Halb so viele versäumte Termine."),
    ),
    "ideate": (
        ("Alternative", "Crazy 8s", "4", "Ein Link in der Einladung."),
        ("Alternative", "", "", "Rückruf auf Wunsch."),
        ("Alternative", "", "", "Ein Automat in der Eingangszone."),
        ("Auswahl mit Begründung", "Punktabfrage", "4", "Der Link: am wenigsten Aufwand."),
        ("Riskanteste Annahme", "", "", "Die Menschen trauen dem Link."),
    ),
    "prototype": (
        ("Vorprüfung Datenschutz", "", "", "Keine Sozialdaten im Link."),
        ("Vorprüfung Barrierefreiheit", "", "", "Mit Tastatur und Vorlesen bedienbar."),
    ),
}
STAGES = {
    "empathise": "Verstehen",
    "define": "Problem definieren",
    "ideate": "Ideen finden",
    "prototype": "Prototyp bauen",
    "test": "Testen",
}


def says(page: Page, text: str) -> None:
    """The page tells what was done."""
    expect(page.locator("#flash")).to_contain_text(text)


def submit_idea(hands: Hands) -> str:
    """Staff submit an idea from the start page; answers its address."""
    page = hands.page
    hands.link("Idee einreichen", page.get_by_role("banner"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Idee einreichen")
    hands.fill("Titel", TITLE)
    hands.fill("Problem", PROBLEM)
    hands.fill("Vorschlag", "Ein Link in der Einladung, mit dem man selbst verschiebt.")
    hands.choose("Wem hilft die Idee?", "beiden")
    hands.choose("Wer darf Ihren Namen sehen?", "Mein Name ist für alle sichtbar")
    hands.tick("Mein Text enthält keine personenbezogenen Daten.")
    hands.press("Einreichen")
    says(page, "Ihre Idee ist eingereicht")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return re.sub(r"^https?://[^/]+|#.*", "", page.url)


def attach_sketch(hands: Hands) -> None:
    """A picture goes with the idea."""
    attachments = hands.page.locator("#attachments")
    hands.unfold("Datei anhängen", attachments)
    hands.attach("Dateien auswählen", {"name": "skizze.png", "mimeType": "image/png", "buffer": picture()})
    hands.press("Hochladen", attachments)
    says(hands.page, "Die Datei ist angehängt.")
    expect(attachments.get_by_role("link", name="skizze.png")).to_be_visible()
    expect(attachments.get_by_role("img", name="Vorschau: skizze.png")).to_be_visible()


def join(hands: Hands, idea: str) -> None:
    """Somebody from another jobcentre takes part."""
    hands.go(idea)
    hands.press("Mitmachen", hands.page.locator("#team"))
    says(hands.page, "Schön, dass Sie mitmachen!")


def take_notes(hands: Hands, idea: str, stage: str, most: int = 9) -> None:
    """The work of a stage, in notes."""
    hands.go(idea)
    work = hands.page.locator("#work")
    for kind, method, people, text in NOTES[stage][:most]:
        if not work.get_by_label("Was halten Sie fest?").is_visible():
            hands.unfold("Notiz festhalten", work)
        hands.select("Was halten Sie fest?", kind, work)
        if method:
            hands.select("Methode", method, work)
        if people:
            hands.fill("Anzahl Personen", people, work)
        hands.fill("Notiz", text, work)
        hands.press("Notiz speichern", work)
        says(hands.page, "Die Notiz ist gespeichert.")
        expect(work).to_contain_text(text)


def move_from_board(hands: Hands, stage: str, reason: str = "") -> None:
    """The other way to move: „Verschieben nach …“ on the card leads through two pages and back."""
    page = hands.page
    hands.go("/board")
    hands.link(f"Verschieben nach …: {TITLE}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Verschieben nach …")
    hands.link(STAGES[stage])
    if reason:
        hands.write(hands.main.locator("textarea[name=reason]"), reason)
    hands.press("Verschieben")
    says(page, f"„{TITLE}“ steht jetzt bei „{STAGES[stage]}“.")
    expect(card_in(page, stage, TITLE)).to_be_visible()


def build_prototype(hands: Hands, idea: str) -> str:
    """The first version with hypothesis and criterion; answers its address."""
    page = hands.page
    hands.go(idea)
    hands.link("Ersten Prototyp anlegen")
    hands.fill("Titel", "Einladung mit Link, auf Papier")
    hands.choose("Art", "Papier")
    hands.fill("Hypothese", "Wer den Link sieht, verschiebt ohne Anruf.")
    hands.fill("Erfolgskriterium", "Fünf von sechs Personen verschieben ohne Hilfe.")
    hands.press("Version anlegen")
    expect(page.get_by_role("heading", level=1)).to_have_text("v1 · Einladung mit Link, auf Papier")
    return re.sub(r"^https?://[^/]+|#.*", "", page.url)


def record_feedback(
    hands: Hands, prototype: str, group: str, people: str, place: str, likes: str, criticism: str = ""
) -> None:
    """What a group of people said, somewhere, today."""
    hands.go(prototype)
    hands.link("Rückmeldung festhalten")
    hands.choose("Wer hat den Prototyp ausprobiert?", group)
    hands.fill("Wie viele Personen waren es?", people)
    hands.write_date("Wann war der Test?", today().isoformat())
    hands.select("Methode", "Feedback-Raster")
    hands.select("Wo war der Test?", place)
    hands.fill("Das war gut (+)", likes)
    if criticism:
        hands.fill("Das ändern (Δ)", criticism)
    hands.press("Rückmeldung speichern")
    expect(hands.page.locator("#grid")).to_contain_text(likes)


def answer_finding(hands: Hands, prototype: str) -> None:
    """Whoever took the time gets an answer."""
    page = hands.page
    hands.go(prototype)
    finding = page.locator(".finding", has_text=CRITICISM)
    hands.unfold("Antworten", finding)
    hands.choose("Was wird daraus?", "Es kommt später", finding)
    hands.fill("Antwort in einem Satz", FINDING_ANSWER, finding)
    hands.press("Antwort speichern", finding)
    expect(page.locator("#grid")).to_contain_text(FINDING_ANSWER)
    expect(page.locator("#open-findings")).to_have_count(0)


def judge(hands: Hands, prototype: str) -> None:
    """Somebody says whether the criterion was met."""
    hands.go(f"{prototype}/results")
    hands.link("Urteil festhalten")
    hands.choose("Ist das Erfolgskriterium erfüllt?", "erfüllt")
    hands.fill("Woran sehen Sie das?", "Sechs von sechs Personen verschoben ohne Hilfe.")
    hands.choose("Wie geht es weiter?", "weiter damit")
    hands.fill("Was haben wir gelernt?", "Der Link genügt, ein Anruf ist nicht nötig.")
    hands.press("Urteil speichern")
    expect(hands.main).to_contain_text("Der Link genügt, ein Anruf ist nicht nötig.")


def report_ready(hands: Hands, idea: str) -> str:
    """The readiness form; answers the dossier's address."""
    page = hands.page
    hands.go(idea)
    hands.link("Rolloutreif melden", page.locator("#next"))
    expect(page.locator("#gate")).to_have_count(0)
    hands.fill("Nutzen", "Weniger Anrufe, weniger versäumte Termine.")
    hands.fill("Kosten im Betrieb", "Etwa 300 Euro im Jahr.")
    hands.fill("Wer verantwortet die Lösung nach der Einführung?", "Fachdienst Digitalisierung")
    hands.fill("Wer hilft bei Fragen?", "Servicestelle, Durchwahl 100")
    hands.fill("Anleitung zur Einführung", "Vorlage laden, Link eintragen, Einladung verschicken.")
    hands.fill("Berührte Fachverfahren und Schnittstellen", "Keine")
    for check, short in (
        ("Finanzierung geklärt?", "Finanzierung"),
        ("Datenschutz geprüft?", "Datenschutz"),
        ("Informationssicherheit geprüft?", "Informationssicherheit"),
        ("Personalrat beteiligt?", "Personalrat"),
        ("Barrierefreiheit geprüft?", "Barrierefreiheit"),
    ):
        hands.choose(check, "ja")
        hands.fill(f"{short}: Ergebnis in einem Satz", "Ohne Einwände.")
    hands.press("Rolloutreif melden")
    says(page, "ist rolloutreif gemeldet")
    return re.sub(r"^https?://[^/]+|#.*", "", page.url)


def approve(hands: Hands) -> None:
    """Leadership finds the candidate and decides."""
    page = hands.page
    hands.go("/rollout")
    row = page.locator("article", has_text=TITLE)
    hands.link("Prüfen und entscheiden", row)
    expect(page.locator("#gate")).not_to_contain_text("offen")
    expect(page.locator("#tests")).to_contain_text(CRITICISM)
    hands.choose("Ihre Entscheidung", "Freigeben")
    hands.fill("Begründung", DECISION)
    hands.press("Entscheidung speichern")
    expect(page.locator("#decided")).to_contain_text(DECISION)


def adopt(hands: Hands, dossier: str, step: str) -> None:
    """Leadership of another jobcentre says how far its house is."""
    page = hands.page
    hands.go(dossier)
    hands.choose("Wo stehen Sie?", step)
    hands.fill("In einem Satz", "Wir waren schon beim Test dabei.")
    hands.fill("Kontakt", "Teamleitung Eingangszone")
    hands.press("Stand speichern")
    expect(page.locator("#ladder").get_by_role("row", name="Wiesbaden")).to_contain_text(
        "Teamleitung Eingangszone"
    )


def cell_of(page: Page, place: str) -> Locator:
    """What the matrix says about the idea in a jobcentre."""
    page.goto("/rollout/matrix")
    names = page.locator(".matrix thead th").all_inner_texts()
    column = next(number for number, name in enumerate(names) if name.strip() == place)
    return page.locator(".matrix tbody tr", has_text=TITLE).locator("th, td").nth(column)
