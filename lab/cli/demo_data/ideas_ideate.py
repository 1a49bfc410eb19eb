"""Ideas in „Ideen finden“."""

from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import ACCESS, FIRST, SKILLS, WORK
from lab.ideas.models import Audience, DataProtection, WorkArea

IDEAS = (
    Script(
        key="grundbildung",
        title="Digitale Grundbildung spielerisch",
        author="offenbach-kreis",
        audience=Audience.CUSTOMERS,
        problem="Viele möchten ihre Anträge am Telefon erledigen und trauen sich nicht. Kurse heißen „EDV-Grundlagen“ "
        "und fühlen sich an wie Schule.",
        proposal="Kleine Aufgaben aus dem Alltag als Spiel: einen Termin buchen, ein Foto hochladen, ein Kennwort "
        "erfinden. Jede Runde dauert fünf Minuten.",
        theme=SKILLS,
        areas=(WorkArea.TRAINING, WorkArea.CASE_MANAGEMENT),
        benefit="Menschen erledigen Anliegen selbst und erzählen es weiter.",
        effort="L",
        privacy=DataProtection.NONE,
        accessibility="Ohne Zeitdruck, mit Vorlesen, große Flächen.",
        diary="""
        205 submit
        198 answer: Danke, das ist der Kern unseres Themenlabs. Wir laden zwei Bildungsträger zum Zuhören ein.
        190 start
        186 profile
        181 @hersfeld join
        176 @odenwald join
        170 note conversation interview 12: Zwölf Menschen aus zwei Kursen: Neun können mehr, als sie glauben. Angst macht der Knopf „Absenden“.
        163 @hersfeld note observation observing 6: Sechs Menschen am eigenen Telefon: Nachrichten mit Bild verschicken alle, einen Anhang hochladen niemand.
        158 @odenwald note conversation empathy_map 5: Empathiekarte mit fünf Trainerinnen: „Ich bin zu alt dafür“ hören sie jeden Tag.
        155 note affected_group: Menschen mit Telefon und ohne Übung, quer durch alle Altersgruppen.
        140 go define
        131 note point_of_view persona: Eine Frau, die täglich Sprachnachrichten schickt, braucht einen Ort zum Üben ohne Folgen, weil ein Fehler im Antrag Geld kosten könnte.
        127 note how_might_we how_might_we: Wie könnten wir aus „Absenden“ ein gutes Gefühl machen?
        122 @hersfeld note success_measure: Sieben von zehn laden nach drei Runden ein Foto in einen echten Antrag hoch, ohne Hilfe.
        104 go ideate
        99 note alternative brainwriting 6: Sechs Übungskarten mit Bildcode, die in der Wartezone ausliegen.
        99 note alternative brainwriting 6: Ein Kiosk-Spiel am Terminal: „Bring den Brief zur richtigen Tür.“
        82 go define: Beim Ausprobieren der Karten kam heraus, dass Lesen die größere Hürde ist als die Technik. Wir schärfen das Problem noch einmal.
        64 note point_of_view point_of_view: Wer ungern liest, braucht Schritte zum Sehen und Hören, weil jede Textseite die erste Hürde ist.
        46 go ideate
        22 note alternative crazy_eights 8: Kurze Filme mit einer Hand und einem Telefon, zum Mitmachen angehalten nach jedem Schritt.
        15 note choice dot_voting 11: Die Filme zum Mitmachen, elf von fünfzehn Punkten: Sie brauchen kein Lesen und laufen auf jedem Telefon.
        """,
    ),
    Script(
        key="foto",
        title="Unterlagen per Foto einreichen",
        author="darmstadt-dieburg",
        audience=Audience.BOTH,
        problem="Wer eine Verdienstbescheinigung nachreichen soll, fährt damit durch den halben Landkreis. Oder "
        "schickt ein Foto per E-Mail, das niemand öffnen darf.",
        proposal="Foto machen, Zeile auswählen („Das ist mein Mietvertrag“), abschicken. Fertig.",
        lead="koord",
        theme=ACCESS,
        areas=(WorkArea.BENEFITS, WorkArea.IT),
        benefit="Unterlagen sind am selben Tag da und lesbar.",
        effort="M",
        systems="Online-Dienst des Landes\nAktenablage",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Hinweis bei unscharfen Bildern auch als Ton.",
        diary="""
        107 submit
        101 answer: Danke. Ein sicherer Weg für Fotos fehlt in fast allen Häusern. Wir klären mit dem Datenschutz, was erlaubt ist, und parallel dazu, wie es sich anfühlen soll.
        94 start
        91 profile
        86 @wiesbaden join
        80 note conversation interview 7: Sieben Menschen beim Nachreichen: Fünf hatten das Blatt schon als Foto im Telefon.
        75 @wiesbaden note observation observing 4: Vier Poststellen: Jedes dritte Foto aus E-Mails ist abgeschnitten oder zu dunkel.
        70 note conversation interview 3: Drei Sachbearbeiterinnen: Am meisten hilft ihnen zu wissen, was auf dem Bild ist.
        67 note affected_group: Alle, die Unterlagen nachreichen, vor allem auf dem Land ohne Auto.
        52 go define
        47 note point_of_view point_of_view: Wer abends einen Brief vom Amt öffnet, braucht einen Weg, das Blatt sofort loszuwerden, weil morgen der Alltag wieder laut ist.
        44 note how_might_we how_might_we: Wie könnten wir ein Foto so sicher machen wie einen Brief und so einfach wie eine Nachricht?
        41 note success_measure: Neun von zehn Fotos sind beim ersten Mal lesbar und richtig zugeordnet.
        25 go ideate
        23 note alternative brainwriting 6: Ein Upload-Feld hinter dem Bildcode im Brief, gültig für genau dieses Blatt.
        23 note alternative brainwriting 6: Eine Fotostation in der Eingangszone mit guter Lampe.
        20 note alternative headstand 6: Kopfstand „Wie werden Fotos garantiert unlesbar?“: Daraus wurde ein Rahmen mit vier Ecken auf dem Bildschirm.
        9 note choice value_effort 5: Der Bildcode im Brief: viel Nutzen, und die Zuordnung ist schon erledigt.
        4 note riskiest_assumption: Menschen vertrauen einem Code in einem Brief und halten ihn nicht für Betrug.
        """,
    ),
    Script(
        key="stand-antrag",
        title="Wo ist mein Antrag? Stand abrufen wie bei einem Paket",
        author="lahn-dill",
        audience=Audience.BOTH,
        problem="„Ich wollte nur fragen, ob alles da ist.“ Diesen Satz hören wir vierzigmal am Tag. Wir sehen dann nach, "
        "legen auf, und es klingelt wieder.",
        proposal="Vier Schritte zum Nachsehen: angekommen, vollständig, in Arbeit, entschieden.",
        theme=FIRST,
        areas=(WorkArea.BENEFITS, WorkArea.RECEPTION),
        benefit="Ruhe auf beiden Seiten.",
        effort="M",
        systems="Fachverfahren SGB II (Status)",
        privacy=DataProtection.SOCIAL_DATA,
        diary="""
        96 submit
        91 start: Das hören wir überall. Wir zählen zuerst, und dann reden wir über Technik.
        80 too fulda,gross-gerau,wiesbaden
        47 too main-kinzig
        90 profile
        87 @main-kinzig join
        82 note observation observing 1: Strichliste an drei Tagen: 118 Nachfragen zum Stand, davon 90 „Ist alles da?“.
        76 @main-kinzig note conversation interview 6: Sechs Menschen: Nicht die Dauer ist schlimm, sondern nichts zu wissen.
        72 note conversation interview 5: Fünf Beschäftigte: Sie haben Sorge, dass „in Arbeit“ zu neuen Anrufen führt.
        69 note affected_group: Menschen nach dem Antrag, Servicetelefon, Leistungsgewährung.
        58 go define
        55 note point_of_view point_of_view: Wer auf Geld für die Miete wartet, braucht eine verlässliche Auskunft ohne Anruf, weil jede Stunde Ungewissheit Angst macht.
        52 note how_might_we how_might_we: Wie könnten wir Gewissheit geben, ohne dass jemand dafür arbeiten muss?
        49 note success_measure: Halb so viele Nachfragen „Ist alles da?“ in vier Wochen.
        25 go ideate
        22 note alternative brainwriting 5: Eine Postkarte nach der Vollständigkeitsprüfung: „Alles da. Sie müssen nichts tun.“
        22 note alternative brainwriting 5: Bandansage mit dem Bearbeitungsstand der Posteingänge: „Wir bearbeiten heute die Post vom …“
        """,
    ),
    Script(
        key="willkommen",
        title="Willkommensmappe für die ersten zehn Tage",
        author="odenwald",
        audience=Audience.STAFF,
        problem="Am ersten Tag fehlt der Zugang, am zweiten der Schlüssel, am dritten weiß man nicht, wo man isst.",
        proposal="Eine Mappe mit zehn Seiten, für jeden Tag eine. Auf Seite 1: Wer holt Sie ab?",
        theme=WORK,
        areas=(WorkArea.ADMINISTRATION,),
        benefit="Neue fühlen sich erwartet.",
        effort="S",
        privacy=DataProtection.STAFF_DATA,
        diary="""
        66 submit
        62 answer: Wie schön, dass Sie an den ersten Tag denken. Fragen Sie bitte drei Neue, was sie überrascht hat.
        57 start
        56 profile
        53 note conversation interview 3: Drei Neue: Der erste Tag war bei allen dreien eine Liste von „Das kommt noch“.
        50 note conversation interview 2: Zwei Teamleitungen: Sie wussten selbst nicht, wer den Zugang bestellt.
        48 note observation observing 1: Einen ersten Tag begleitet: sieben Wege, vier verschlossene Türen.
        47 note affected_group: Neue Beschäftigte, Teamleitungen, Personalstelle.
        43 go define
        40 note point_of_view point_of_view: Wer neu ist, braucht am ersten Tag eine Person und einen Platz, weil sonst der Mut für Fragen fehlt.
        38 note how_might_we how_might_we: Wie könnten wir den ersten Tag so vorbereiten, dass niemand warten muss?
        36 note success_measure: Am dritten Tag können Neue ohne Hilfe arbeiten: Zugang, Schlüssel, Telefon.
        27 go ideate
        23 note alternative crazy_eights 4: Die Mappe mit zehn Seiten.
        23 note alternative crazy_eights 4: Ein Pate oder eine Patin für zehn Tage, mit einer Karte „Frag mich alles“.
        22 note alternative crazy_eights 4: Eine Bestellung, die alles auslöst: Zugang, Schlüssel, Telefon, Namensschild.
        14 note choice dot_voting 7: Die eine Bestellung und die Patenschaft zusammen. Die Mappe allein hätte die verschlossenen Türen nicht geöffnet.
        9 note riskiest_assumption: Die Personalstelle weiß früh genug, wer wann kommt.
        """,
    ),
    Script(
        key="umzug",
        title="Umzug: eine Checkliste statt fünf Formulare",
        author="gross-gerau",
        audience=Audience.BOTH,
        problem="Wer umziehen will, muss vorher fragen. Das wissen viele erst, wenn der Mietvertrag unterschrieben ist.",
        proposal="Eine Checkliste zum Abhaken: vor der Wohnungssuche, vor der Unterschrift, nach dem Einzug.",
        lead="koord",
        theme=FIRST,
        areas=(WorkArea.BENEFITS,),
        effort="S",
        privacy=DataProtection.NONE,
        is_named=False,
        diary="""
        104 submit
        97 answer: Danke. Wir prüfen, ob eine Checkliste reicht oder ob der Zeitpunkt das Problem ist.
        88 start
        86 profile
        77 note conversation interview 6: Sechs Menschen nach einem Umzug: Vier erfuhren erst nach der Unterschrift, dass sie vorher hätten fragen sollen.
        72 note conversation interview 3: Drei Sachbearbeiterinnen: Die meiste Zeit kosten Fälle, bei denen es schon zu spät ist.
        67 note observation observing 5: Fünf Akten ohne Namen gelesen: im Schnitt 5 Formulare und 9 Briefe je Umzug.
        65 note affected_group: Menschen auf Wohnungssuche, besonders Familien, die schnell zusagen müssen.
        52 go define
        47 note point_of_view point_of_view: Eine Familie, die heute Abend zusagen soll, braucht in zehn Minuten eine Antwort, weil die Wohnung morgen weg ist.
        44 note how_might_we how_might_we: Wie könnten wir die Auskunft dorthin bringen, wo die Zusage fällt?
        41 note success_measure: Neun von zehn fragen vor der Unterschrift.
        26 go ideate
        22 note alternative headstand 5: Kopfstand „Wie erfahren es alle zu spät?“: Daraus wurde ein Kärtchen mit drei Zahlen für die Brieftasche.
        """,
    ),
    Script(
        key="ag-steckbrief",
        title="Kurze Steckbriefe für den Arbeitgeberservice",
        author="fulda",
        audience=Audience.BOTH,
        problem="Betriebe rufen an und suchen „jemanden für die Küche, ab Montag“. Bis wir jemanden finden, haben sie "
        "schon jemanden.",
        proposal="Wer möchte, hat einen Steckbrief ohne Namen: was ich kann, wann ich kann, wo ich hinkomme.",
        areas=(WorkArea.EMPLOYERS, WorkArea.CASE_MANAGEMENT),
        benefit="Vorschläge am selben Tag.",
        effort="M",
        systems="Vermittlungsprogramm",
        privacy=DataProtection.SOCIAL_DATA,
        diary="""
        82 submit
        77 start: Gute Idee. Bitte achten Sie von Anfang an auf die Einwilligung: Der Steckbrief gehört den Menschen selbst.
        76 profile
        72 @rheingau-taunus join
        70 note conversation interview 5: Fünf Betriebe aus Gastgewerbe und Pflege: Entscheidend sind Arbeitszeit und Weg, nicht der Lebenslauf.
        66 @rheingau-taunus note conversation interview 6: Sechs Menschen auf Stellensuche: Alle schrieben „kann nichts Besonderes“ und erzählten dann zehn Minuten.
        63 note observation observing 2: Zwei Anfragen mitverfolgt: 3 und 5 Tage bis zum ersten Vorschlag.
        61 note affected_group: Menschen, die schnell anfangen können; kleine Betriebe; Arbeitgeberservice.
        45 go define
        41 note point_of_view point_of_view: Ein Küchenchef braucht bis 16 Uhr zwei Vorschläge, weil er am Montag sonst selbst spült.
        37 note how_might_we how_might_we: Wie könnten wir sagen, was jemand kann, ohne zu verraten, wer es ist?
        18 go ideate: Das Maß für den Erfolg legen wir mit den Betrieben fest, sobald die ersten Entwürfe auf dem Tisch liegen.
        """,
    ),
    Script(
        key="pause",
        title="Fünf Minuten Luft zwischen zwei Gesprächen",
        author="offenbach-stadt",
        audience=Audience.STAFF,
        problem="Termine liegen Kante an Kante. Nach einem schweren Gespräch sitzt schon der nächste Mensch da und "
        "bekommt, was vom vorigen übrig ist.",
        proposal="Der Kalender vergibt 25 statt 30 Minuten. Die fünf Minuten gehören niemandem.",
        theme=WORK,
        areas=(WorkArea.CASE_MANAGEMENT, WorkArea.ADMINISTRATION),
        benefit="Bessere Gespräche, weniger Erschöpfung.",
        effort="S",
        privacy=DataProtection.STAFF_DATA,
        diary="""
        50 submit
        46 answer: Danke für den Mut, das aufzuschreiben. Es braucht wenig und könnte viel bewirken.
        42 start
        41 profile
        38 @wiesbaden join
        37 note conversation interview 8: Acht Fachkräfte: Sieben nehmen sich die Pause auf dem Flur, mit schlechtem Gewissen.
        34 @wiesbaden note observation observing 2: Zwei Vormittage: Der letzte Termin begann im Schnitt 22 Minuten zu spät.
        32 note conversation interview 4: Vier Kundinnen: Warten macht ihnen weniger aus als ein gehetztes Gespräch.
        31 note affected_group: Fachkräfte mit dichtem Kalender und die Menschen am Ende des Vormittags.
        26 go define
        24 note point_of_view five_whys: Eine Fachkraft braucht nach einem schweren Gespräch fünf Minuten, weil sie sonst das nächste Gespräch mit dem vorigen führt.
        22 note how_might_we how_might_we: Wie könnten wir Pausen so einbauen, dass niemand um sie bitten muss?
        20 note success_measure: Der letzte Termin am Vormittag beginnt höchstens 5 Minuten zu spät.
        11 go ideate
        8 note alternative brainwriting 6: 25-Minuten-Termine im Kalender.
        8 note alternative brainwriting 6: Jeder vierte Termin bleibt leer, als Puffer für alle.
        """,
    ),
)
