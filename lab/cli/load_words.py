"""The language of the load data: German sentences from word lists, frequent words first as people use them.

A compound is one of some hundred first parts before one of some seventy second parts, so that thousands of
different words come up, a few of them often and most of them rarely.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

Item = TypeVar("Item")

FIRST = (
    *("Termin", "Antrags", "Unterlagen", "Bescheid", "Rückruf", "Wohnungs", "Bewerbungs", "Beratungs"),
    *("Kinderbetreuungs", "Sprachkurs", "Fahrtkosten", "Miet", "Heizkosten", "Umzugs", "Video", "Telefon"),
    *("Weiterbildungs", "Praktikums", "Arbeitgeber", "Stellen", "Vermittlungs", "Gesprächs", "Eingangs"),
    *("Warte", "Chat", "Postfach", "Akten", "Formular", "Nachweis", "Einkommens", "Zahlungs", "Konto"),
    *("Widerspruchs", "Anhörungs", "Datenschutz", "Vollmacht", "Dolmetscher", "Übersetzungs", "Vorlese"),
    *("Erinnerungs", "Einladungs", "Kalender", "Raum", "Schlüssel", "Dienstreise", "Urlaubs", "Vertretungs"),
    *("Einarbeitungs", "Schulungs", "Wissens", "Fragen", "Textbaustein", "Kennzahlen", "Maßnahmen"),
    *("Gutschein", "Aktivierungs", "Gründungs", "Jugend", "Ausbildungs", "Berufswahl", "Rehabilitations"),
    *("Gesundheits", "Sucht", "Schulden", "Energie", "Strom", "Möbel", "Pflege", "Alleinerziehenden"),
    *("Familien", "Integrations", "Anerkennungs", "Zeugnis", "Lebenslauf", "Kompetenz", "Mobilitäts"),
    *("Führerschein", "Fahrrad", "Netzwerk", "Sozialraum", "Nachbarschafts", "Erstausstattungs", "Schul"),
    *("Bildungs", "Rückforderungs", "Bürger", "Leitstellen", "Störungs", "Drucker", "Scan", "Signatur"),
    *("Passwort", "Gebärdensprach", "Leichtlese", "Aushang", "Prospekt", "Messe", "Hospitations", "Mentoren"),
)
# Second parts with their gender: masculine, feminine, neuter.
SECOND = (
    *(("buchung", "f"), ("prüfung", "f"), ("übersicht", "f"), ("hilfe", "f"), ("planer", "m")),
    *(("plan", "m"), ("portal", "n"), ("formular", "n"), ("wegweiser", "m"), ("erinnerung", "f")),
    *(("liste", "f"), ("karte", "f"), ("app", "f"), ("beratung", "f"), ("vermittlung", "f")),
    *(("verwaltung", "f"), ("mappe", "f"), ("vorlage", "f"), ("sprechstunde", "f"), ("werkstatt", "f")),
    *(("patenschaft", "f"), ("schulung", "f"), ("leitfaden", "m"), ("video", "n"), ("dienst", "m")),
    *(("stelle", "f"), ("frist", "f"), ("kalender", "m"), ("verfahren", "n"), ("abgleich", "m")),
    *(("nachweis", "m"), ("rechner", "m"), ("ampel", "f"), ("tafel", "f"), ("terminal", "n")),
    *(("schalter", "m"), ("börse", "f"), ("zugang", "m"), ("datenbank", "f"), ("suche", "f")),
    *(("statistik", "f"), ("umfrage", "f"), ("rückmeldung", "f"), ("runde", "f"), ("tandem", "n")),
    *(("baukasten", "m"), ("bibliothek", "f"), ("archiv", "n"), ("schnittstelle", "f"), ("vertretung", "f")),
    *(("verteilung", "f"), ("weiterleitung", "f"), ("bestätigung", "f"), ("quittung", "f")),
    *(("begleitung", "f"), ("einladung", "f"), ("sammlung", "f"), ("melder", "m"), ("antrag", "m")),
    *(("bescheid", "m"), ("akte", "f"), ("prognose", "f"), ("checkliste", "f"), ("postkarte", "f")),
    *(("helfer", "m"), ("theke", "f"), ("protokoll", "n"), ("zertifikat", "n"), ("schaukasten", "m")),
)
ARTICLES = {
    "m": {"der": "der", "den": "den", "dem": "dem", "ein": "ein", "einen": "einen", "einem": "einem"},
    "f": {"der": "die", "den": "die", "dem": "der", "ein": "eine", "einen": "eine", "einem": "einer"},
    "n": {"der": "das", "den": "das", "dem": "dem", "ein": "ein", "einen": "ein", "einem": "einem"},
}
GROUPS = (
    *("Kundinnen und Kunden", "Alleinerziehende", "Jugendliche ohne Abschluss", "Beschäftigte"),
    *("Menschen mit wenig Deutsch", "Selbstständige", "Familien mit mehreren Kindern", "Arbeitgeber"),
    *("Menschen mit Sehbehinderung", "neue Beschäftigte", "ältere Arbeitsuchende", "Geflüchtete"),
    *("Bedarfsgemeinschaften", "Menschen ohne Drucker", "Auszubildende", "pflegende Angehörige"),
)
PLACES = (
    *("in der Eingangszone", "am Telefon", "im Fallmanagement", "in der Leistungsgewährung", "zu Hause"),
    *("im Wartebereich", "beim Arbeitgeberservice", "in der Außenstelle", "am Handy", "im Erstgespräch"),
    *("in der Poststelle", "bei der Maßnahme", "in der Widerspruchsstelle", "auf dem Flur", "im Team"),
)
WAYS = (
    *("per SMS", "online", "mit einem Klick", "in Leichter Sprache", "auf Papier", "am Handy", "per Video"),
    *("mit Piktogrammen", "über einen QR-Code", "in fünf Sprachen", "ohne Anmeldung", "an einem Tag"),
    *("mit Vorlesefunktion", "schon beim ersten Termin", "vor Ort", "in drei Schritten", "im Tandem"),
)
TROUBLES = (
    *("kommt zu spät an", "wird nicht verstanden", "geht verloren", "liegt tagelang liegen"),
    *("passt nicht zum Alltag", "muss zweimal ausgefüllt werden", "ist nur zu Bürozeiten möglich"),
    *("schreckt ab", "kostet viel Zeit", "ist schwer zu finden", "führt zu Rückfragen", "fehlt oft"),
    *("hängt an einer einzigen Person", "gibt es nur auf Papier", "ist in jedem Haus anders"),
)
TITLES = (
    "{A} {way}",
    "{A} für {group}",
    "{A} statt {B}",
    "{A} und {B} {way}",
    "Eine gemeinsame {A}-Lösung für alle Häuser",
    "{A}: {way} und verständlich",
    "Einfachere {A} {place}",
    "{A} {place}",
    "Weniger Wege: {A} {way}",
)
PROBLEMS = (
    "{Der_a} {trouble}.",
    "{group} kommen mit {dem_a} nicht zurecht.",
    "{place_} erleben wir jede Woche, dass {der_a} {trouble_late}.",
    "Wer {einen_a} braucht, wartet {place} oft länger als zwei Wochen.",
    "Wir führen {den_a} und {den_b} getrennt, die Angaben widersprechen sich.",
    "Viele fragen nach, weil {der_a} nicht erklärt, was als Nächstes geschieht.",
    "Ohne {einen_b} bleibt {der_a} Stückwerk.",
    "{group} legen {den_a} beiseite und melden sich erst, wenn es eilt.",
    "Im Formblatt {code} steht {der_a} auf der letzten Seite, dort liest es niemand.",
    "Für {den_a} gibt es {place} keine feste Zuständigkeit.",
    "Gerade {group_} brauchen {einen_a} {way}.",
)
PROPOSALS = (
    "Wir bieten {einen_a} {way} an.",
    "{Ein_a} erklärt in kurzen Sätzen, was zu tun ist.",
    "{Der_a} wird mit {dem_b} verbunden.",
    "Zum Ausprobieren reicht {ein_a} {place}.",
    "{group} testen {den_a} zwei Wochen lang.",
    "Vier Wochen lang gibt es {einen_a} neben {dem_b}.",
    "{Der_a} zeigt an, wie weit {der_b} ist.",
    "Eine Vorlage für {den_a} liegt im gemeinsamen Ordner unter {code}.",
)
FOUND = (
    "Gespräch {place}: {Der_a} {trouble}.",
    "Beobachtet {place}: {group} suchen {den_a} und fragen dann nach {dem_b}.",
    "Drei von fünf sagen, {der_a} {trouble_late}.",
    "Wir haben {den_a} {way} gezeigt; {group} kamen damit zurecht.",
    "Wie könnten wir {den_a} so gestalten, dass {group_} keine Hilfe brauchen?",
    "Alternative: {ein_a} {way}, dafür ohne {den_b}.",
    "Riskanteste Annahme: {group_} nutzen {den_a} überhaupt {way}.",
    "Maß für den Erfolg: Rückfragen zu {dem_a} halbieren sich.",
    "Vorprüfung: {Der_a} kommt ohne Sozialdaten aus.",
    "{group} wünschen sich {einen_a} {place}.",
    "Aus dem Nachbarhaus: Dort gibt es {den_a} schon, {der_b} {trouble}.",
)
LIKED = (
    "{Der_a} ist sofort verständlich.",
    "Gut, dass {der_a} {way} geht.",
    "Endlich steht {der_b} dabei.",
)
CRITICISED = (
    "{Der_a} {trouble}.",
    "Der Knopf für {den_a} ist zu klein.",
    "{group} finden {den_b} nicht.",
    "Bei {dem_a} fehlt ein Beispiel.",
)
ASKED = ("Was passiert nach {dem_a}?", "Wer sieht {den_a}?", "Gibt es {den_a} auch {way}?")
SUGGESTED = ("{Den_a} mit {dem_b} verbinden.", "{Ein_a} {way} wäre besser.")
ANSWERED = (
    "Wir haben {den_a} in der neuen Fassung geändert.",
    "Das greifen wir auf, sobald {der_b} steht.",
    "Das lassen wir: {Der_a} braucht diesen Schritt.",
)
LEARNED = (
    "{Ein_a} hilft nur, wenn {der_b} vorher geklärt ist.",
    "{group} wollen lieber mit einem Menschen sprechen als {einen_a} {way} nutzen.",
    "{Der_a} {trouble}; das löst keine Technik.",
    "Für {den_a} gibt es schon etwas Besseres im Land.",
)
REASONS = (
    "Es fehlt noch {ein_a}, das holen wir {place} nach.",
    "Erst muss {der_b} geklärt sein.",
    "Die Gespräche zeigen, dass {der_a} das eigentliche Problem ist.",
)
FIRST_ANSWERS = (
    "Vielen Dank. {Der_a} beschäftigt mehrere Häuser; wir sprechen nächste Woche mit Ihnen.",
    "Danke für die Idee. Wir sehen uns {den_a} {place} an.",
)
GIVEN_NAMES = (
    *("Anna", "Bernd", "Canan", "David", "Elif", "Frank", "Greta", "Hannes", "Ines", "Jonas", "Katrin"),
    *("Lukas", "Miriam", "Nadine", "Olaf", "Petra", "Rainer", "Sabine", "Tobias", "Ute", "Volker", "Yasmin"),
)
FAMILY_NAMES = (
    *("Ackermann", "Becker", "Demir", "Engel", "Fuchs", "Graf", "Hahn", "Iske", "Jäger", "Keller", "Lang"),
    *("Möller", "Neumann", "Otto", "Peters", "Roth", "Schäfer", "Thiel", "Ulrich", "Vogt", "Weiß", "Yilmaz"),
    *(
        "Ziegler",
        "Arnold",
        "Böhm",
        "Conrad",
        "Dietz",
        "Ebert",
        "Franke",
        "Günther",
        "Heinz",
        "Kaya",
        "Lorenz",
    ),
)


@dataclass(frozen=True)
class Noun:
    """A compound with its gender."""

    word: str
    gender: str


class Language:
    """Sentences, chosen by one source of chance: the same source gives the same text."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def noun(self) -> Noun:
        """A compound; those at the beginning of both lists come often."""
        second, gender = self.often(SECOND)
        return Noun(self.often(FIRST) + second, gender)

    def often(self, items: Sequence[Item]) -> Item:
        """One of the items, the first ones far more often than the last ones."""
        return items[int(len(items) * self.chance.random() ** 2.5)]

    def sentence(self, templates: Sequence[str], topic: Noun | None = None) -> str:
        """A sentence about the topic, by default about anything."""
        text = self.chance.choice(templates)
        filled = text.format_map(_Slots(self, topic or self.noun()))
        return filled[0].upper() + filled[1:]

    def paragraph(self, templates: Sequence[str], topic: Noun, fewest: int, most: int) -> str:
        """Some sentences, the first one about the topic and the others about it or something else."""
        sentences = [self.sentence(templates, topic)]
        for _number in range(self.chance.randint(fewest, most) - 1):
            sentences.append(self.sentence(templates, topic if self.chance.random() < 0.4 else None))
        return " ".join(sentences)


class _Slots:
    """What stands for the names in braces: `{den_a}` is the topic with its article, `{B}` another word alone."""

    def __init__(self, language: Language, topic: Noun) -> None:
        self._language = language
        self._nouns = {"a": topic}

    def __getitem__(self, name: str) -> str:
        often = self._language.often
        match name:
            case "A" | "B":
                return self._noun(name.lower()).word
            case "group" | "group_":
                return often(GROUPS)
            case "place":
                return often(PLACES)
            case "place_":
                place = often(PLACES)
                return place[0].upper() + place[1:]
            case "way":
                return often(WAYS)
            case "trouble":
                return often(TROUBLES)
            case "trouble_late":
                verb, _space, rest = often(TROUBLES).partition(" ")
                return f"{rest} {verb}"
            case "code":
                chance = self._language.chance
                return f"{chance.choice('ABDFKLMRSTVW')}{chance.choice('ABEKLNST')}-{chance.randint(10, 499)}"
            case _:
                article, _line, which = name.partition("_")
                noun = self._noun(which)
                shown = ARTICLES[noun.gender][article.lower()]
                return f"{shown.capitalize() if article[0].isupper() else shown} {noun.word}"

    def _noun(self, which: str) -> Noun:
        if which not in self._nouns:
            self._nouns[which] = self._language.noun()
        return self._nouns[which]
