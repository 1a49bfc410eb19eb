"""Drafts, and what has come in lately: some answered, some due soon, one overdue."""

from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import ACCESS, LETTERS
from lab.ideas.models import Audience, DataProtection, WorkArea

IDEAS = (
    Script(
        key="leichte-aushaenge",
        title="Aushänge in der Wartezone in Leichter Sprache",
        author="fulda",
        audience=Audience.CUSTOMERS,
        problem="An der Wand hängen elf Zettel. Kaum jemand liest sie, und wer sie liest, fragt am Schalter nach.",
        proposal="Drei Aushänge statt elf, in Leichter Sprache und mit Bildern. Wir könnten sie zusammen mit "
        "einer Prüfgruppe schreiben … (noch fragen)",
        diary="""
        6 draft
        """,
    ),
    Script(
        key="letzter-arbeitstag",
        title="Checkliste für den letzten Arbeitstag im Team",
        author="bergstrasse",
        audience=Audience.STAFF,
        problem="Wenn jemand geht, bleibt das Wissen über laufende Fälle in Köpfen und Notizzetteln stecken.",
        proposal="",
        diary="""
        2 draft
        """,
    ),
    Script(
        key="vorausfuellen",
        title="Formulare vorausfüllen, was wir schon wissen",
        author="odenwald",
        audience=Audience.BOTH,
        problem="Bei jedem Weiterbewilligungsantrag schreiben die Menschen wieder Adresse, Kinder und Konto auf. "
        "Das meiste hat sich nicht geändert. Wir vergleichen danach Zeile für Zeile.",
        proposal="Wir schicken den Antrag ausgefüllt zu. Die Menschen ändern nur, was neu ist, und unterschreiben.",
        diary="""
        w13 submit
        """,
    ),
    Script(
        key="wegweiser",
        title="Wegweiser in der Eingangszone, die man auch ohne Deutsch versteht",
        author="wiesbaden",
        audience=Audience.CUSTOMERS,
        problem="Unser Haus hat vier Stockwerke und drei Aufzüge. Viele stehen mit dem Brief in der Hand im Flur "
        "und verpassen ihren Termin, obwohl sie pünktlich da waren.",
        proposal="Farben und Tiere statt Raumnummern: „Ihr Termin ist auf der blauen Etage, beim Fuchs.“ "
        "Das Zeichen steht schon auf der Einladung.",
        theme=ACCESS,
        areas=(WorkArea.RECEPTION,),
        effort="S",
        privacy=DataProtection.NONE,
        diary="""
        w9 submit
        w8 profile
        """,
    ),
    Script(
        key="stellen-vorlesen",
        title="Stellenangebote als Sprachnachricht",
        author="vogelsberg",
        audience=Audience.CUSTOMERS,
        problem="Ausgedruckte Stellenangebote bleiben oft im Umschlag. Wer nicht gut liest, fragt ungern nach.",
        proposal="Eine Minute zum Anhören: Was ist zu tun, wo, ab wann, wen rufe ich an? Eingesprochen von uns.",
        is_named=False,
        diary="""
        w7 submit
        """,
    ),
    Script(
        key="raumkalender",
        title="Ein Kalender für alle Beratungsräume",
        author="hochtaunus",
        audience=Audience.STAFF,
        problem="Die Räume für vertrauliche Gespräche stehen in zwei Kalendern und auf einer Liste an der Tür. "
        "In der letzten Woche kamen dreimal zwei Gespräche im selben Raum zusammen.",
        proposal="Ein Kalender, eine Regel: Was nicht drinsteht, ist frei. An der Tür hängt die Tagesansicht.",
        diary="""
        w3 submit
        """,
    ),
    Script(
        key="bescheid-ampel",
        title="Bescheid-Ampel",
        author="lahn-dill",
        audience=Audience.CUSTOMERS,
        problem="Ein Bescheid hat bis zu vierzehn Seiten. Ob man etwas tun muss, steht irgendwo in der Mitte.",
        proposal="Oben rechts ein Feld: „Sie müssen nichts tun“, „Bitte lesen und aufheben“ oder "
        "„Bitte antworten bis …“. Mit Symbol und Wort, damit es auch ohne Farbe klar ist.",
        lead="koord",
        theme=LETTERS,
        areas=(WorkArea.BENEFITS, WorkArea.LEGAL),
        benefit="Weniger Anrufe nach dem Versand, weniger versäumte Fristen.",
        effort="M",
        systems="Fachverfahren SGB II (Vorlagen)",
        privacy=DataProtection.NONE,
        accessibility="Symbol und Wort zusammen, nie nur Farbe.",
        diary="""
        w8 submit
        w6 profile
        w4 answer: Danke, das passt genau zum Themenlab „Verständliche Bescheide“. Wir sprechen in der nächsten Runde mit der Rechtsstelle, was auf Seite 1 stehen darf, und melden uns danach bei Ihnen. Haben Sie Musterbescheide ohne Daten, mit denen wir anfangen können?
        w2 note note: Zwei Musterbescheide ohne Daten liegen bereit. Die Rechtsstelle nimmt sich beim nächsten Treffen eine halbe Stunde.
        """,
    ),
    Script(
        key="abendsprechstunde",
        title="Sprechstunde am frühen Abend",
        author="fulda",
        audience=Audience.CUSTOMERS,
        problem="Wer arbeitet und aufstockt, kann zwischen acht und zwölf nicht kommen. Manche nehmen für eine "
        "Unterschrift einen halben Tag frei.",
        proposal="Einmal in der Woche bis 19 Uhr, nur mit Termin, zuerst nur für Menschen in Arbeit.",
        areas=(WorkArea.CASE_MANAGEMENT, WorkArea.BENEFITS),
        effort="S",
        privacy=DataProtection.NONE,
        diary="""
        w11 submit
        w6 too hochtaunus
        w10 profile
        w7 answer: Vielen Dank. Wir finden den Gedanken gut und fragen zuerst nach, wie viele Menschen es betrifft. Zum nächsten Treffen laden wir zwei Häuser ein, die schon Erfahrung mit späten Zeiten haben.
        """,
    ),
    Script(
        key="qr-brief",
        title="QR-Code auf jedem Brief: direkt zur richtigen Seite",
        author="rheingau-taunus",
        audience=Audience.BOTH,
        problem="In unseren Briefen stehen lange Internetadressen. Niemand tippt sie ab.",
        proposal="Ein Code je Brief-Art. Er führt zu einer kurzen Seite: Worum geht es, was brauche ich, wer hilft?",
        diary="""
        w1 submit
        """,
    ),
)
