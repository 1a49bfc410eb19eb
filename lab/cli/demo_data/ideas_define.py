"""Ideas in „Problem definieren“."""

from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import ACCESS, LETTERS, SKILLS, WORK
from lab.ideas.models import Audience, DataProtection, WorkArea

IDEAS = (
    Script(
        key="nach-dem-vorstellen",
        title="Rückmeldung nach dem Vorstellungsgespräch",
        author="rheingau-taunus",
        audience=Audience.BOTH,
        problem="Nach einem Vorstellungsgespräch hören wir oft nichts, weder vom Betrieb noch von der Kundin. "
        "Drei Wochen später ist die Stelle weg, und niemand weiß, woran es lag.",
        proposal="Drei Fragen an beide Seiten am Tag danach. Wer antwortet, bekommt auch etwas zurück.",
        areas=(WorkArea.EMPLOYERS, WorkArea.CASE_MANAGEMENT),
        benefit="Wir lernen, warum es klappt oder nicht, solange man noch etwas tun kann.",
        effort="S",
        privacy=DataProtection.SOCIAL_DATA,
        lead="koord",
        diary="""
        62 submit
        57 answer: Danke. Wir fragen zuerst Betriebe, ob sie überhaupt antworten würden, und auf welchem Weg.
        52 start
        50 profile
        47 @hochtaunus join
        42 note conversation interview 5: Fünf Betriebe am Telefon: Zwei Minuten sind möglich, ein Formular nicht.
        40 @hochtaunus note conversation interview 6: Sechs Kundinnen und Kunden: Die Absage tut weniger weh, wenn ein Grund dabei ist.
        36 note observation observing 1: Im Verlauf von zwanzig Vermittlungen nachgesehen: nur bei drei steht, wie es ausging.
        33 note affected_group: Menschen auf Stellensuche nach dem ersten Gespräch; Betriebe bis 50 Beschäftigte; Arbeitgeberservice.
        21 go define
        16 note point_of_view point_of_view: Eine Bewerberin braucht am Tag nach dem Gespräch eine ehrliche Rückmeldung, weil sie sonst bei der nächsten Bewerbung dieselben Fehler macht und den Mut verliert.
        12 note how_might_we how_might_we: Wie könnten wir es beiden Seiten leicht machen, am Tag danach zwei Sätze loszuwerden?
        """,
    ),
    Script(
        key="mitwirkung",
        title="Mitwirkungspflichten verständlich",
        author="hochtaunus",
        audience=Audience.BOTH,
        problem="Das Merkblatt hat acht Seiten. Wer es braucht, liest es nicht; wer es liest, versteht es nicht. Am Ende "
        "streiten wir über Fristen, von denen niemand wusste.",
        proposal="Eine Seite mit den fünf Dingen, die im Alltag vorkommen: umziehen, arbeiten, wegfahren, erben, krank sein.",
        theme=LETTERS,
        areas=(WorkArea.BENEFITS, WorkArea.LEGAL),
        benefit="Weniger Anhörungen, weniger Ärger auf beiden Seiten.",
        effort="S",
        privacy=DataProtection.NONE,
        accessibility="Auch als Audio und in sechs Sprachen denkbar.",
        diary="""
        70 submit
        65 answer: Vielen Dank, das Thema kennen alle. Wir sammeln zuerst, bei welchen Pflichten es wirklich hakt.
        59 start
        57 profile
        53 @lahn-dill join
        50 @offenbach-kreis join
        46 note conversation interview 8: Acht Kundinnen und Kunden: Alle kannten die Pflicht, einen Umzug zu melden. Dass auch ein ganz kleiner Nebenjob zählt, wusste niemand.
        41 @lahn-dill note conversation interview 3: Drei Beschäftigte der Rechtsstelle: Zwei Drittel der Anhörungen drehen sich um vier Fälle.
        36 note observation observing 4: Vier Menschen beim Lesen begleitet. Nach Seite 2 blätterten alle nur noch.
        33 note affected_group: Menschen, die zum ersten Mal Leistungen nach dem SGB II beziehen, und alle mit schwankendem Einkommen.
        26 go define
        22 note point_of_view persona: Jemand mit zwei kleinen Jobs braucht vorher Klarheit, was zu melden ist, weil eine Rückforderung die ganze Planung umwirft.
        17 note how_might_we how_might_we: Wie könnten wir dafür sorgen, dass man in dem Moment an die Meldung denkt, in dem sich etwas ändert?
        13 @lahn-dill note success_measure: Von zehn Menschen können acht nach zwei Minuten Lesen sagen, was sie bei einem neuen Nebenjob tun müssen.
        """,
    ),
    Script(
        key="ozg",
        title="OZG-Umsetzung: Antrag ohne Medienbruch",
        author="darmstadt-dieburg",
        audience=Audience.BOTH,
        problem="Den Hauptantrag gibt es online. Bei uns kommt er als PDF an, wird gedruckt, gestempelt, gescannt und "
        "abgetippt. Die Menschen denken, es ginge schneller.",
        proposal="Die Angaben aus dem Online-Antrag landen als Daten im Fachverfahren. Papier bleibt möglich.",
        theme=SKILLS,
        areas=(WorkArea.IT, WorkArea.BENEFITS),
        benefit="Tage statt Wochen bis zur ersten Antwort.",
        effort="L",
        systems="Online-Dienst des Landes\nFachverfahren SGB II\nScanstelle",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Der Online-Dienst ist geprüft, die Anlagen sind es nicht.",
        diary="""
        168 submit
        160 answer: Danke. Das ist groß, deshalb teilen wir es: Zuerst der Weg der Anlagen, denn dort geht die meiste Zeit verloren.
        151 start
        149 profile
        140 @main-taunus join
        132 @gross-gerau join
        120 note observation observing 5: Fünf Online-Anträge verfolgt: zwischen Absenden und Fachverfahren lagen 4 bis 11 Tage und je zwei Ausdrucke.
        111 @gross-gerau note conversation interview 4: Die Scanstelle sortiert zuerst nach Farbe des Papiers. Online-Anträge haben keine.
        104 @main-taunus note conversation interview 6: Sechs Menschen nach dem Absenden: Fünf haben zur Sicherheit auch noch Papier geschickt.
        99 note affected_group: Menschen, die online beantragen, und die Beschäftigten in Poststelle und Leistungsgewährung.
        83 go define
        76 @main-taunus note point_of_view five_whys: Fünfmal „Warum?“: Ganz unten steht nicht die Technik. Niemand hat festgelegt, wann ein Antrag als eingegangen gilt.
        44 @lab note note: Der Betreiber des Online-Dienstes nennt im nächsten Quartal einen Termin für die Schnittstelle. Bis dahin schärfen wir das Problem.
        """,
    ),
    Script(
        key="wissen",
        title="Wissensdatenbank: Fragen aus der Praxis, Antworten mit Datum",
        author="vogelsberg",
        audience=Audience.STAFF,
        problem="Antworten auf knifflige Fälle stecken in E-Mails. Zwei Teams entscheiden denselben Fall verschieden, "
        "weil die eine Antwort von vor der Gesetzesänderung ist.",
        proposal="Kurze Fragen und Antworten mit Datum, Quelle und einer Stelle, die sie pflegt.",
        theme=WORK,
        areas=(WorkArea.BENEFITS, WorkArea.LEGAL, WorkArea.ADMINISTRATION),
        benefit="Gleiche Fälle, gleiche Entscheidung. Weniger Rundmails.",
        effort="M",
        systems="Intranet",
        privacy=DataProtection.NONE,
        diary="""
        54 submit
        50 start: Danke! Das Themenlab „Arbeiten im Jobcenter“ wartet auf genau so etwas. Bitte sammeln Sie zehn echte Fragen, ohne Namen und Nummern.
        49 profile
        44 @hersfeld join
        41 @main-taunus join
        37 note conversation interview 4: Vier Beschäftigte aus zwei Teams beantworten dieselben fünf Fragen. Dreimal kam etwas Verschiedenes heraus.
        33 @hersfeld note observation observing 3: Auf der Suche nach einer Antwort: erst Postfach, dann Kollegin, dann Netz. Zwölf Minuten im Schnitt.
        29 @main-taunus note conversation interview 2: Zwei Erfahrene: Sie beantworten dieselbe Frage lieber zehnmal, als sie aufzuschreiben. Aufschreiben ist „für immer“.
        27 note affected_group: Alle, die Bescheide verantworten, besonders in den ersten zwei Jahren.
        19 go define
        13 note point_of_view point_of_view: Wer einen seltenen Fall auf dem Tisch hat, braucht in zwei Minuten eine Antwort mit Datum, weil die Kundin gegenübersitzt.
        9 note how_might_we how_might_we: Wie könnten wir Wissen so festhalten, dass es gepflegt wird, ohne dass jemand „für immer“ geradestehen muss?
        5 @hersfeld note success_measure: Zwei Teams beantworten zehn Testfragen mit der Sammlung gleich, ohne zu telefonieren.
        """,
    ),
    Script(
        key="chat",
        title="Chat für Öffnungszeiten und Zuständigkeit",
        author="bergstrasse",
        audience=Audience.BOTH,
        problem="Jeder dritte Anruf ist: „Haben Sie heute auf?“ oder „Wer ist für mich zuständig?“. In der Zeit kommt "
        "niemand durch, der wirklich ein Problem hat.",
        proposal="Ein einfacher Chat auf der Webseite, der nur diese Fragen beantwortet und sonst ehrlich sagt: "
        "„Das weiß ich nicht, bitte rufen Sie an.“",
        theme=ACCESS,
        areas=(WorkArea.RECEPTION, WorkArea.IT),
        benefit="Das Telefon wird frei.",
        effort="M",
        systems="Webseite des Kreises",
        privacy=DataProtection.NONE,
        accessibility="Mit Tastatur und Vorleseprogramm bedienbar, einfache Sprache.",
        diary="""
        70 submit
        66 answer: Danke. Aus einem früheren Versuch mit einem Chatbot haben wir gelernt: klein anfangen, keine Fragen zum Bescheid. Genau das schlagen Sie vor.
        58 start
        57 profile
        50 @fulda join
        46 note observation observing 1: Strichliste über fünf Tage: 412 Anrufe, davon 141 zu Öffnungszeiten oder Zuständigkeit.
        40 @fulda note conversation interview 5: Fünf Menschen in der Wartezone: Alle haben zuerst im Netz gesucht. Drei fanden die Öffnungszeiten von vor zwei Jahren.
        35 note affected_group: Menschen mit einer kurzen Frage; die Beschäftigten am Servicetelefon.
        24 go define: Zwei Beobachtungen reichen uns: Die Strichliste ist eindeutig.
        17 @fulda note how_might_we how_might_we: Wie könnten wir kurze Fragen beantworten, bevor jemand zum Telefon greift?
        """,
    ),
    Script(
        key="jobmesse",
        title="Jobmesse mit festen Gesprächszeiten",
        author="main-kinzig",
        audience=Audience.BOTH,
        problem="Auf der Jobmesse bilden sich vor drei Ständen Schlangen, vor zwanzig steht niemand. Viele gehen nach "
        "Hause, ohne mit jemandem gesprochen zu haben.",
        proposal="Vorher drei Gespräche zu je zehn Minuten vereinbaren. Der Rest der Zeit bleibt frei zum Bummeln.",
        lead="koord",
        areas=(WorkArea.EMPLOYERS, WorkArea.TRAINING),
        benefit="Mehr Gespräche je Besuch, auch für kleine Betriebe.",
        effort="S",
        privacy=DataProtection.SOCIAL_DATA,
        diary="""
        98 submit
        92 answer: Danke, die nächste Messe ist eine gute Gelegenheit. Bitte beobachten Sie dort, wie viele Gespräche entstehen.
        85 start
        82 profile
        64 note observation observing 80: Auf der Messe: 80 Menschen am Ausgang gefragt. 31 hatten mit keinem Betrieb gesprochen.
        62 note conversation interview 9: Neun Betriebe: Sie wünschen sich weniger, aber vorbereitete Gespräche.
        59 note conversation interview 4: Vier Ausbildungssuchende: Alleine an einen Stand zu gehen, ist das Schwerste am ganzen Tag.
        57 note affected_group: Junge Menschen ohne Ausbildungsplatz, Menschen nach langer Pause, kleine Betriebe ohne Personalabteilung.
        41 go define
        36 note point_of_view persona: Ein schüchterner junger Mann braucht einen Grund, einen Stand anzusprechen, weil er sonst mit einer Tüte voll Kugelschreiber nach Hause geht.
        """,
    ),
)
