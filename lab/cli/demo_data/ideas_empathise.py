"""Ideas in „Verstehen“: from no note at all to complete evidence."""

from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import ACCESS, FIRST, LETTERS, WORK
from lab.ideas.models import Audience, DataProtection, WorkArea

IDEAS = (
    Script(
        key="video-dolmetschen",
        title="Sprachmittlung per Video",
        author="gross-gerau",
        audience=Audience.BOTH,
        problem="Für ein Gespräch auf Tigrinya warten wir im Schnitt drei Wochen auf jemanden, der übersetzt. "
        "Oft springen dann die Kinder ein und hören Dinge, die sie nicht hören sollten.",
        proposal="Ein Tablet im Beratungsraum, mit dem man in wenigen Minuten eine Sprachmittlung zuschaltet.",
        theme=ACCESS,
        areas=(WorkArea.CASE_MANAGEMENT, WorkArea.BENEFITS),
        benefit="Gespräche finden beim ersten Termin statt. Kinder übersetzen nicht mehr.",
        effort="M",
        systems="Videodienst des Landes, WLAN in den Beratungsräumen",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Untertitel anbieten, Gebärdensprache von Anfang an mitdenken.",
        diary="""
        34 submit
        29 answer: Danke für den Vorschlag. Drei Häuser haben Ähnliches erlebt, wir bringen Sie zusammen und beginnen mit Gesprächen.
        26 start
        25 profile
        22 too offenbach-stadt,wiesbaden
        20 @offenbach-stadt join
        17 too fulda,darmstadt-dieburg
        14 note conversation interview 4: Vier Fachkräfte in der Leistungsgewährung: Ein Termin mit Übersetzung kostet sie drei Telefonate. Zwei lassen das Gespräch lieber ausfallen, als ein Kind übersetzen zu lassen.
        5 @offenbach-stadt note observation observing 2: Zwei Termine begleitet. In einem übersetzte die zehnjährige Tochter. Bei der Frage nach der Miete sprach die Mutter leise mit ihr und antwortete dann gar nicht.
        """,
    ),
    Script(
        key="erstgespraech",
        title="Erstgespräch ohne Papierstapel",
        author="main-kinzig",
        audience=Audience.BOTH,
        problem="Im ersten Gespräch geht es vierzig Minuten um Formulare und fünf Minuten um den Menschen.",
        proposal="Alles, was nur angekreuzt wird, kommt vorher oder nachher. Im Gespräch liegt nichts auf dem Tisch.",
        lead="koord",
        theme=FIRST,
        areas=(WorkArea.CASE_MANAGEMENT, WorkArea.RECEPTION),
        benefit="Mehr Zeit für das, worum es geht.",
        effort="M",
        privacy=DataProtection.SOCIAL_DATA,
        diary="""
        30 submit
        25 start: Gute Beobachtung, das hören wir aus mehreren Häusern. Wir sehen uns zuerst an, welche Blätter im Erstgespräch wirklich gebraucht werden.
        23 profile
        20 @hochtaunus join
        19 note observation observing 3: Drei Erstgespräche mit Stoppuhr: 38, 41 und 35 Minuten Papier, höchstens 9 Minuten Gespräch.
        15 note conversation interview 5: Fünf Menschen nach dem Gespräch gefragt, was sie behalten haben. Niemand wusste, wie es weitergeht. Zwei sagten: „Viel unterschrieben.“
        11 @hochtaunus note conversation empathy_map 6: Sechs Fachkräfte an der Empathiekarte: Alle haben Angst, einen Hinweis zu vergessen, und nehmen deshalb immer den ganzen Stapel mit.
        """,
    ),
    Script(
        key="kinderbetreuung",
        title="Kinderbetreuung während des Termins",
        author="fulda",
        audience=Audience.BOTH,
        problem="Alleinerziehende sagen Termine ab, weil niemand auf das Kind aufpasst. Wer es mitbringt, kann kaum "
        "zuhören.",
        proposal="Ein Raum mit Spielzeug und jemand, der da ist. Vielleicht zusammen mit dem Familienzentrum nebenan.",
        theme=ACCESS,
        areas=(WorkArea.CASE_MANAGEMENT,),
        effort="M",
        privacy=DataProtection.NONE,
        diary="""
        47 submit
        43 answer: Danke. Wir möchten wissen, wie viele Termine daran scheitern, und fragen dazu auch das Familienzentrum.
        38 start
        36 profile
        30 @bergstrasse join
        28 @odenwald join
        """,
    ),
    Script(
        key="wartezone",
        title="Wartezone: Wann bin ich dran?",
        author="offenbach-stadt",
        audience=Audience.CUSTOMERS,
        problem="Auf den Stühlen sitzen morgens sechzig Menschen. Niemand weiß, ob es noch fünf oder fünfzig Minuten "
        "dauert. Deshalb steht alle paar Minuten jemand am Schalter.",
        proposal="Eine Anzeige, die ehrlich sagt, wie lange es ungefähr dauert.",
        theme=ACCESS,
        areas=(WorkArea.RECEPTION,),
        benefit="Weniger Unruhe, und die Eingangszone kann in Ruhe arbeiten.",
        effort="S",
        systems="Aufrufanlage",
        privacy=DataProtection.NONE,
        accessibility="Auch hören können, nicht nur sehen.",
        diary="""
        26 submit
        22 start: Das probieren wir gern. Bitte zählen Sie an zwei Vormittagen, wie oft jemand nach der Wartezeit fragt.
        21 profile
        18 note observation observing 60: An einem Dienstag von 8 bis 11 Uhr: 43 Nachfragen am Schalter, davon 29 nur „Wie lange noch?“.
        16 note observation observing 55: Am Donnerstag mit einem handgeschriebenen Schild „etwa 40 Minuten“: 12 Nachfragen.
        15 too bergstrasse
        14 note conversation interview 6: Sechs Wartende gefragt. Vier hätten gern noch einen Kaffee geholt, trauten sich aber nicht weg.
        9 note affected_group: Menschen ohne Termin am Vormittag, oft mit kleinen Kindern oder auf dem Weg zur Arbeit; dazu die Beschäftigten am Schalter.
        """,
    ),
    Script(
        key="lernpfad",
        title="Einarbeitung mit Lernpfad statt Aktenordner",
        author="main-taunus",
        audience=Audience.STAFF,
        problem="Neue Beschäftigte bekommen einen Ordner mit 300 Seiten und sitzen die erste Woche daneben.",
        proposal="Zwölf kurze Stationen mit Übungsfällen. Man sieht, was man schon kann und was als Nächstes kommt.",
        lead="koord",
        theme=WORK,
        areas=(WorkArea.ADMINISTRATION, WorkArea.BENEFITS),
        benefit="Neue arbeiten früher selbstständig, Erfahrene werden seltener unterbrochen.",
        effort="L",
        privacy=DataProtection.STAFF_DATA,
        diary="""
        24 submit
        20 answer: Danke! Bitte beachten Sie: Der Lernstand gehört nur der lernenden Person. Das klären wir früh mit dem Personalrat.
        17 start
        16 profile
        13 @vogelsberg join
        13 @leitung-main-taunus join
        12 note conversation interview 3: Drei Neue im zweiten Monat: Sie wussten nach vier Wochen nicht, wen sie was fragen dürfen.
        8 @vogelsberg note conversation interview 2: Zwei Teamleitungen: Die gleiche Frage kommt am Tag bis zu fünfmal, je nachdem, wer gerade nebenan sitzt.
        """,
    ),
    Script(
        key="uebergabe",
        title="Übergabe zwischen Leistung und Fallmanagement",
        author="darmstadt-dieburg",
        audience=Audience.BOTH,
        problem="Menschen erzählen dieselbe Geschichte zweimal, einmal im zweiten und einmal im dritten Stock. "
        "Vereinbarungen gehen dazwischen verloren.",
        proposal="Eine gemeinsame Seite je Fall mit drei Fragen: Was ist vereinbart? Was steht an? Wer ist dran?",
        theme=WORK,
        areas=(WorkArea.BENEFITS, WorkArea.CASE_MANAGEMENT),
        effort="M",
        systems="Fachverfahren SGB II\nFallmanagement-Modul",
        privacy=DataProtection.SOCIAL_DATA,
        is_named=False,
        diary="""
        19 submit
        15 start: Danke für Ihre offene Beschreibung. Wir fangen mit einer Kundenreise an, gemeinsam mit beiden Bereichen.
        14 profile
        10 note conversation customer_journey 7: Kundenreise mit sieben Beschäftigten aus beiden Bereichen. An vier Stellen wartet jeder auf den anderen, ohne es zu wissen.
        """,
    ),
    Script(
        key="ohne-anschrift",
        title="Post, die ankommt: Menschen ohne feste Anschrift",
        author="wiesbaden",
        audience=Audience.CUSTOMERS,
        problem="Wer keine Wohnung hat, holt Briefe bei der Beratungsstelle ab. Manche Frist ist dann schon vorbei.",
        proposal="Mit Einverständnis eine kurze Nachricht aufs Telefon: „Es liegt ein Brief für Sie bereit.“ Ohne Inhalt.",
        theme=LETTERS,
        areas=(WorkArea.BENEFITS, WorkArea.CASE_MANAGEMENT),
        benefit="Weniger versäumte Fristen bei Menschen, die es ohnehin schwer haben.",
        effort="S",
        privacy=DataProtection.SOCIAL_DATA,
        diary="""
        15 submit
        11 start: Das ist wichtig. Wir gehen mit Ihnen in die Tagesstätte und hören zu, bevor wir über Technik reden.
        10 profile
        6 note conversation interview 4: Vier Besucher der Tagesstätte. Alle haben ein Telefon, zwei ohne Guthaben. Empfangen geht trotzdem.
        """,
    ),
    Script(
        key="doppelerfassung",
        title="Daten nur einmal eintippen",
        author="hersfeld",
        audience=Audience.STAFF,
        problem="Namen, Adressen und Maßnahmen tippen wir in drei Systeme. Bei jedem Umzug noch einmal. Die Fehler "
        "findet oft erst die Statistik.",
        proposal="Ein System ist führend, die anderen bekommen die Angaben über Nacht.",
        theme=WORK,
        areas=(WorkArea.IT, WorkArea.ADMINISTRATION),
        benefit="Etwa eine Stunde weniger Tippen je Woche und Arbeitsplatz, weniger Fehler.",
        effort="L",
        systems="Fachverfahren SGB II\nMaßnahmenverwaltung\nAktenablage",
        privacy=DataProtection.SOCIAL_DATA,
        diary="""
        71 submit
        62 answer: Danke, das betrifft alle Häuser. Bevor wir über Schnittstellen sprechen, möchten wir wissen, welche Angaben wirklich doppelt sind.
        51 start
        49 profile
        46 too main-kinzig,vogelsberg,main-taunus
        44 @main-kinzig join
        41 note conversation stakeholder_map 8: Stakeholder-Karte mit acht Beschäftigten aus drei Häusern. Drei Hersteller, zwei Rechenzentren, niemand ist für das Ganze zuständig.
        35 @main-kinzig note observation observing 2: Zwei Umzüge mitverfolgt: 11 Felder, dreimal eingegeben, zweimal verschieden.
        """,
    ),
)
