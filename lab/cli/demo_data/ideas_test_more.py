"""More ideas in „Testen“; one came back from leadership with conditions."""

from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import ACCESS, SKILLS
from lab.ideas.models import Audience, DataProtection, WorkArea
from lab.rollout.models import Checked
from lab.rollout.readiness import Answers

IDEAS = (
    Script(
        key="terminal",
        title="Selbstbedienungs-Terminal mit Vorlesefunktion",
        author="gross-gerau",
        audience=Audience.CUSTOMERS,
        problem="Das Terminal in der Eingangszone benutzt fast niemand. Wer schlecht sieht oder nicht gut liest, erst "
        "recht nicht.",
        proposal="Kopfhörer, große Tasten, jede Seite liest sich vor. Höchstens eine Frage je Seite.",
        theme=SKILLS,
        areas=(WorkArea.RECEPTION, WorkArea.IT),
        benefit="Menschen erledigen Kleines selbst und in Ruhe.",
        effort="M",
        systems="Terminal in der Eingangszone",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Darum geht es hier: sehen, hören, tasten.",
        diary="""
        240 submit
        234 answer: Danke! Bitte von Anfang an mit Menschen, die nicht gut sehen. Dafür laden wir eine Expertin von außen ein.
        227 start
        225 profile
        220 @offenbach-stadt join
        218 invite +75
        214 note observation observing 35: Fünf Stunden am Terminal: 35 Menschen gingen vorbei, 6 berührten es, 2 kamen ans Ziel.
        208 @offenbach-stadt note conversation interview 5: Fünf Menschen mit Sehbehinderung: Ohne Ton ist es eine Glasscheibe.
        205 @gast note conversation interview 3: Drei Menschen, die blind sind: Am meisten hilft, wenn jede Seite mit demselben Satz beginnt.
        203 note conversation interview 6: Sechs Menschen, die wenig lesen: Eine Seite mit vier Fragen ist eine Prüfung.
        200 note affected_group: Menschen, die schlecht sehen oder wenig lesen.
        186 go define
        181 note point_of_view point_of_view: Wer nicht gut liest, braucht jede Frage einzeln und laut, weil er sonst jemanden bitten muss.
        179 note how_might_we how_might_we: Wie könnten wir Selbstbedienung ohne Lesen möglich machen?
        176 note success_measure: Fünf von sechs melden sich ohne Hilfe an.
        160 go ideate
        155 note alternative brainwriting 5: Kopfhörer und Tastenfeld.
        155 note alternative brainwriting 5: Sprachsteuerung.
        153 note alternative brainwriting 5: Karte mit Chip, die alles voreinstellt.
        140 note choice value_effort 5: Kopfhörer und Tasten. Sprechen will im Foyer niemand.
        139 note riskiest_assumption: Menschen setzen einen fremden Kopfhörer auf.
        136 park -115: Das Terminal wird gewartet und steht drei Wochen nicht zur Verfügung.
        120 resume: Die Wartung ist vorbei, es geht weiter.
        118 go prototype
        108 v paper: Wizard of Oz mit Lautsprecher | Mit Vorlesen kommen Menschen durch vier Seiten. | 5 von 6 ohne Hilfe.
        105 note privacy_check wizard_of_oz: Der Ton ist nur im Kopfhörer zu hören. Nach 60 Sekunden Ruhe meldet sich das Terminal ab.
        104 note accessibility_check wizard_of_oz: Mit zwei blinden Menschen geprüft, Reihenfolge geändert.
        95 go test
        88 feedback v1 customers wizard_of_oz 6 gross-gerau answered 36
        + „Ich konnte es allein.“
        Δ Fremder Kopfhörer: nein danke. => v2 Es gibt jetzt eine Hörmuschel wie am Telefon.
        ! Auch in der Bücherei aufstellen. => nein Dort gibt es keinen geschützten Ort.
        72 go prototype: Der Ton hilft, der Kopfhörer schreckt ab. Das Gehäuse muss anders werden.
        40 v software: Umgebautes Terminal mit Hörmuschel | Mit der Hörmuschel melden sich Menschen ohne Hilfe an. | 8 von 10 ohne Hilfe, im Mittel unter vier Minuten. | Hörmuschel statt Kopfhörer, eine Frage je Seite.
        37 sketch v2 phone terminal-seiten.png: Hallo, Termin, Danke
        25 go test
        16 @offenbach-stadt feedback v2 customers thinking_aloud 4 offenbach-stadt answered 10
        + Drei von vier ohne Hilfe.
        Δ Die Stimme ist zu schnell. => später Eine Taste „langsamer“ kommt in Version 3.
        Δ Im Rollstuhl hängt die Hörmuschel zu hoch.
        14 @offenbach-stadt round foyer v2 customers short_survey umux_lite offenbach-stadt 30 from 13 until -18 picture: Was sagen Menschen, die das Terminal ohne uns benutzen? | | Eingangszone Offenbach (Stadt) | Sie haben gerade unser Terminal benutzt. Es liest jede Seite vor. Wie war das für Sie?
        13 @offenbach-stadt publish foyer
        11 answers foyer 65 54 77 46 66 3-
        + 1: Niemand musste mir helfen.
        Δ 2 #stimme: Die Stimme redet zu schnell.
        + 3: Ich konnte in Ruhe alles zweimal hören.
        Δ 4 #hoerer: Die Hörmuschel ist zu weit oben.
        ! 5: Ein Stuhl wäre gut.
        ? 6: Wo finde ich die Taste für zurück?
        9 @offenbach-stadt accept foyer
        8 gather v2
        Δ medium #stimme: Die Stimme ist Menschen zu schnell.
        5 answers foyer 56 66 25
        Δ 1: Bei Sonne sehe ich auf dem Bildschirm nichts.
        + 2: Ich habe meinen Termin selbst geändert. Das war das erste Mal.
        Δ 3: Ich kam bei der dritten Seite nicht weiter. Rufen Sie mich bitte an: 069 90009 123
        3 answers foyer 76 6-
        + 1: Sehr freundliche Stimme.
        ? 2: Kann das Terminal auch Türkisch?
        2 answers foyer 44
        ! 1: Bitte auch im Rathaus aufstellen.
        """,
    ),
    Script(
        key="laufzettel",
        title="Elektronischer Laufzettel für Maßnahmen",
        author="rheingau-taunus",
        audience=Audience.STAFF,
        problem="Von der Zusage bis zum ersten Tag einer Maßnahme wandert ein Laufzettel durch vier Hände. Wo er gerade "
        "liegt, weiß man nur, wenn man sucht.",
        proposal="Ein Laufzettel auf dem Bildschirm: fünf Felder, jedes mit Datum. Wer dran ist, sieht es morgens.",
        areas=(WorkArea.TRAINING, WorkArea.ADMINISTRATION),
        benefit="Maßnahmen beginnen früher. Niemand sucht mehr Zettel.",
        effort="S",
        systems="Maßnahmenverwaltung\nTabelle im Intranet",
        privacy=DataProtection.STAFF_DATA,
        accessibility="Mit der Tastatur bedienbar.",
        lead="koord",
        readiness=Answers(
            benefit="Von der Zusage bis zum ersten Tag vergingen im Test 9 statt 17 Tage. Elf von zwölf Beschäftigten "
            "wollen nicht zurück zum Papier.",
            operating_cost="Keine Lizenzen. Etwa zwei Stunden Pflege im Monat.",
            owner="Fachdienst Qualifizierung, Rheingau-Taunus",
            support="Servicestelle des Fachdienstes, werktags bis 16 Uhr",
            systems="Maßnahmenverwaltung (nur lesend)",
            guide="1. Vorlage laden. 2. Die fünf Stationen mit den eigenen Namen versehen. 3. Eine Woche beides führen. "
            "4. Papier abschaffen.",
            data_protection=Checked.YES,
            data_protection_text="Nur Vorgangsnummer und Datum, keine Namen von Kundinnen und Kunden.",
            information_security=Checked.YES,
            information_security_text="Läuft im vorhandenen Intranet, keine neue Schnittstelle.",
            staff_council=Checked.NO,
            staff_council_text="",
            accessibility=Checked.YES,
            accessibility_text="Mit Tastatur und Vorleseprogramm geprüft.",
            funding=Checked.NOT_NEEDED,
            funding_text="Die Pflege übernimmt die IT-Koordination in ihrer Arbeitszeit.",
        ),
        diary="""
        262 submit
        257 start: Danke. Das lässt sich ohne neue Technik probieren, sehr gut.
        255 profile
        250 @main-kinzig join
        247 note observation observing 12: Zwölf Laufzettel verfolgt: im Schnitt 17 Tage, davon 11 in Ablagen.
        243 note conversation interview 5: Fünf Beschäftigte: Alle vier Stationen glauben, es liege bei einer anderen.
        240 @main-kinzig note conversation interview 4: Vier Träger: Absagen kommen oft, weil die Zusage zu spät kam.
        238 note affected_group: Beschäftigte in Qualifizierung und Verwaltung, vier Stationen.
        229 go define
        225 note point_of_view point_of_view: Wer auf den Laufzettel wartet, braucht zu wissen, bei wem er liegt, weil jeder Tag einen Platz kosten kann.
        224 note how_might_we how_might_we: Wie könnten wir sichtbar machen, wer dran ist, ohne jemanden zu überwachen?
        222 note success_measure: Im Mittel höchstens 10 Tage bis zum ersten Tag.
        214 go ideate
        210 note alternative brainwriting 5: Tabelle mit fünf Feldern.
        210 note alternative brainwriting 5: Farbige Mappen mit Datum.
        209 note alternative brainwriting 5: Ein fester Tag in der Woche, an dem alle zusammensitzen.
        201 note choice dot_voting 6: Die Tabelle, weil sie morgens sagt, wer dran ist.
        200 note riskiest_assumption: Alle vier Stationen tragen noch am selben Tag ein.
        190 go prototype
        184 v software: Tabelle mit fünf Feldern | Wenn morgens steht, wer dran ist, bleibt nichts liegen. | Höchstens 2 von 12 Vorgängen liegen länger als drei Tage.
        180 note privacy_check: Vorgangsnummer statt Name.
        179 note accessibility_check: Feste Reihenfolge der Felder, Tastatur geprüft.
        171 go test
        140 feedback v1 staff pilot 7 rheingau-taunus answered 104
        + „Ich suche nicht mehr.“
        Δ Man sieht, wer wie lange braucht. => v2 Es stehen nur noch Stationen da, keine Personen, und keine Auswertung je Station.
        ! Eine Erinnerung nach drei Tagen. => v2 Sie geht an die Station, nicht an eine Person.
        106 v software: Tabelle ohne Personen | Auch ohne Namen bleibt nichts liegen. | Höchstens 2 von 20 Vorgängen liegen länger als drei Tage. | Stationen statt Personen, Erinnerung nach drei Tagen.
        72 @main-kinzig feedback v2 staff pilot 5 main-kinzig answered 60
        + Einer von zwanzig Vorgängen lag länger.
        ? Wer legt die Vertretung fest? => nein Das regelt jedes Haus, die Anleitung weist darauf hin.
        56 verdict v2 yes continue: Einer von zwanzig Vorgängen lag länger als drei Tage, zwei waren erlaubt. | Es genügt zu wissen, welche Station dran ist. Namen braucht es dafür nicht.
        51 ready: Der Personalrat hat den Termin verschoben. Der Rest ist erfüllt, und zwei Häuser warten auf den Start.
        46 vote fulda,lahn-dill concerns: Der Nutzen ist belegt. Ohne den Personalrat führen wir es aber nicht ein.
        44 vote hochtaunus objection: Wo eine Station nur mit einer Person besetzt ist, lässt sich die Durchlaufzeit einem Menschen zuordnen.
        41 vote main-taunus concerns: Gutes Werkzeug. Die Auswertung je Station muss vorher technisch ausgeschlossen sein.
        38 return leitung-main-taunus: Der Nutzen ist gut belegt. Ein Werkzeug, das Durchlaufzeiten zeigt, gehört aber vor der Einführung in den Personalrat. | Personalrat beteiligen und das Ergebnis in einem Satz festhalten.\\nDie Auswertung je Station auch technisch ausschließen.
        33 note learning: Beim nächsten Mal sitzt der Personalrat schon beim Prototyp mit am Tisch.
        9 note note: Der Personalrat hat am Montag beraten. Die schriftliche Antwort kommt noch.
        """,
    ),
    Script(
        key="ag-rueckruf",
        title="Rückruf für Betriebe innerhalb eines Tages",
        author="hochtaunus",
        audience=Audience.BOTH,
        problem="Betriebe sprechen auf die Mailbox und hören drei Tage nichts. Dann suchen sie woanders.",
        proposal="Ein Versprechen: Wer bis 12 Uhr anruft, wird am selben Tag zurückgerufen. Dafür ein gemeinsames "
        "Postfach und eine Person am Tag, die es hütet.",
        theme=ACCESS,
        areas=(WorkArea.EMPLOYERS,),
        benefit="Betriebe kommen wieder.",
        effort="S",
        systems="Telefonanlage",
        privacy=DataProtection.NONE,
        accessibility="Rückruf auch per E-Mail möglich.",
        diary="""
        94 submit
        90 start: Danke. Ein Versprechen lässt sich sofort testen.
        89 profile
        85 @fulda join
        83 note conversation interview 7: Sieben Betriebe: Nicht die Antwort zählt zuerst, sondern dass jemand anruft.
        80 note observation observing 1: Mailbox einer Woche: 23 Nachrichten, 9 ohne Rückruf.
        78 @fulda note conversation interview 4: Vier Beschäftigte: Jeder dachte, ein anderer rufe zurück.
        77 note affected_group: Betriebe ohne feste Ansprechperson; Arbeitgeberservice.
        70 go define
        67 note point_of_view point_of_view: Eine Bäckerin braucht noch am selben Tag ein Lebenszeichen, weil morgen um vier jemand in der Backstube stehen soll.
        66 note how_might_we how_might_we: Wie könnten wir verlässlich sein, ohne dass immer alle erreichbar sind?
        65 note success_measure: 9 von 10 Anrufen werden am selben Tag beantwortet.
        57 go ideate
        55 note alternative brainwriting 4: Tagesdienst mit gemeinsamem Postfach.
        55 note alternative brainwriting 4: Rückruf-Termin im Netz buchen.
        54 note alternative brainwriting 4: Eine Nummer für alle Häuser.
        49 note choice dot_voting 5: Der Tagesdienst: kostet nichts und beginnt am Montag.
        48 note riskiest_assumption: Der Tagesdienst hält auch in den Ferien.
        41 go prototype
        36 v process: Tagesdienst mit Karte am Bildschirm | Mit einer hütenden Person bleibt kein Anruf liegen. | 9 von 10 am selben Tag, zwei Wochen lang.
        33 note privacy_check: Im Postfach stehen Firma und Anliegen, keine Angaben zu Kundinnen und Kunden.
        32 note accessibility_check: Betriebe können auch schreiben.
        27 go test
        11 feedback v1 staff pilot 4 hochtaunus answered 1
        + 44 von 47 Anrufen am selben Tag.
        Δ Der Tagesdienst kommt sonst zu nichts. => später Zwei halbe Tage statt eines ganzen probieren wir in Fulda.
        8 @fulda feedback v1 external short_survey 9 hochtaunus answered 1
        + „So schnell war noch keine Behörde.“
        ? Gilt das auch im Sommer? => später Wir testen in den Ferien weiter.
        """,
    ),
)
