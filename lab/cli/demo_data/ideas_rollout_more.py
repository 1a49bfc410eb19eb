"""More solutions in rollout, younger and with fewer jobcentres."""

from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import ACCESS, LETTERS, WORK
from lab.ideas.models import Audience, DataProtection, WorkArea
from lab.rollout.models import Checked
from lab.rollout.readiness import Answers

IDEAS = (
    Script(
        key="bausteine",
        title="Textbausteine für verständliche Bescheide",
        author="lahn-dill",
        audience=Audience.BOTH,
        problem="Unsere Bausteine sind gewachsen wie eine Hecke. In einem steht „anderweitig“, im nächsten "
        "„hilfsweise“, und zusammen versteht sie niemand.",
        proposal="Die fünfzig häufigsten Bausteine neu schreiben, mit der Rechtsstelle und mit Menschen, die sie lesen.",
        theme=LETTERS,
        areas=(WorkArea.BENEFITS, WorkArea.LEGAL),
        benefit="Weniger Anrufe und weniger Widersprüche aus Missverständnis.",
        effort="M",
        systems="Fachverfahren SGB II (Vorlagen)",
        privacy=DataProtection.NONE,
        accessibility="Einfache Sprache, Vorleseprogramm geprüft.",
        readiness=Answers(
            benefit="Nach dem Lesen nannten 22 von 25 Menschen Grund und Folge richtig, mit dem alten Text 11. Die "
            "Rechtsstelle hat alle fünfzig Bausteine freigegeben.",
            operating_cost="Einmal zwei Tage Einpflege je Haus, danach ein Tag im Jahr.",
            owner="Rechtsstelle, Lahn-Dill",
            support="Redaktionsgruppe Bausteine, trifft sich alle zwei Monate",
            systems="Vorlagenverwaltung des Fachverfahrens",
            guide="1. Bausteine einspielen.\n2. Alte Bausteine vier Wochen parallel lassen.\n3. Rückmeldungen an die "
            "Redaktionsgruppe.",
            data_protection=Checked.NOT_NEEDED,
            data_protection_text="Texte ohne Daten.",
            information_security=Checked.NOT_NEEDED,
            information_security_text="Es ändert sich nur Text in den Vorlagen.",
            staff_council=Checked.YES,
            staff_council_text="Beteiligt; Schulung von einer Stunde ist vereinbart.",
            accessibility=Checked.YES,
            accessibility_text="Mit Vorleseprogramm und Prüfgruppe gelesen.",
            funding=Checked.NOT_NEEDED,
            funding_text="Es fällt nur Arbeitszeit an, und die ist eingeplant.",
        ),
        diary="""
        430 submit
        423 answer: Danke! Wer Bausteine anfasst, fasst alles an. Wir fangen mit den zehn häufigsten an.
        415 start
        411 profile
        408 @marburg join
        404 @hochtaunus join
        398 note conversation interview 12: Zwölf Menschen lesen drei Bausteine: „hilfsweise“ verstand niemand.
        393 @hochtaunus note conversation interview 5: Fünf Beschäftigte: Sie schreiben unter den Baustein noch einmal, was er heißt.
        389 note observation observing 20: Zwanzig Widersprüche: sieben beruhten auf einem Missverständnis.
        387 note affected_group: Alle, die Bescheide bekommen; Leistungsgewährung; Rechtsstelle.
        372 go define
        367 note point_of_view point_of_view: Wer einen Bescheid liest, braucht einen Grund in einem Satz, weil man sonst das Schlimmste annimmt.
        365 note how_might_we how_might_we: Wie könnten Sätze vor Gericht und am Küchentisch bestehen?
        363 note success_measure: Vier von fünf nennen Grund und Folge richtig.
        350 go ideate: Es gibt nur eine sinnvolle Lösung: neu schreiben. Wir sammeln lieber Wege, wie.
        343 note alternative brainwriting 5: Tandems aus Rechtsstelle und Leserin.
        343 note alternative brainwriting 5: Ein Textbüro beauftragen.
        342 note alternative brainwriting 5: Jedes Haus schreibt zehn.
        335 note choice dot_voting 8: Tandems, und jedes Haus bringt eine Leserin mit.
        334 note riskiest_assumption: Die Rechtsstelle gibt einfache Sätze frei.
        318 go prototype
        308 v text: Zehn Bausteine | Einfache Sätze können rechtssicher sein. | Rechtsstelle gibt 8 von 10 frei, 8 von 10 Lesern verstehen sie.
        306 sketch v1 letter baustein-vergleich.png: Vorher, Grund, Folge, Frist
        302 note privacy_check: Musterfälle ohne echte Angaben.
        301 note accessibility_check sample_letter: Höchstens 15 Wörter je Satz.
        290 go test
        279 feedback v1 customers ab_test 25 lahn-dill answered 255
        + 22 von 25 nannten Grund und Folge.
        Δ „Gegebenenfalls“ steht immer noch da. => v2 Gestrichen, überall.
        274 @marburg feedback v1 staff feedback_grid 8 marburg answered 255
        + „Ich muss nichts mehr darunterschreiben.“
        ? Halten die Sätze vor Gericht? => v2 Die Rechtsstelle hat jeden einzeln freigegeben und begründet.
        258 v text: Fünfzig Bausteine | Fünfzig Bausteine lassen sich so pflegen wie zehn. | Eine Sitzung im Quartal genügt. | Alle Häuser haben mitgeschrieben.
        230 @hochtaunus feedback v2 staff short_survey 11 hochtaunus answered 221
        + Elf von elf wollen sie behalten.
        217 verdict v2 yes continue: Die Redaktionsgruppe kam mit einer Sitzung im Quartal aus, alle elf Beschäftigten wollen die Bausteine behalten. | Pflegen lassen sich Texte nur gemeinsam: Jedes Haus liest mit, eine Stelle entscheidet.
        214 ready
        199 approve leitung-bergstrasse: Das ist Arbeit, die allen hilft und die allein niemand schafft. | Einmal im Jahr der Stand der Redaktionsgruppe an alle Leitungen.
        194 adopt lahn-dill introduced: Die Bausteine kommen von hier. | Rechtsstelle
        188 adopt marburg,hochtaunus introduced: Gleiches Fachverfahren, die Bausteine passen sofort. | Sachgebiet Leistung
        172 adopt main-taunus,wiesbaden,hersfeld interested
        150 adopt hersfeld pilot: Mit dreißig Bausteinen. | Rechtsstelle
        128 adopt bergstrasse introduced adapted: Zwölf Bausteine an die eigene Satzung angepasst. | Rechtsstelle
        97 adopt main-kinzig declined other_system: Das Fachverfahren wird bei uns im nächsten Jahr gewechselt, dann mit neuen Vorlagen. | Projektleitung Fachverfahren
        60 adopt vogelsberg,gross-gerau assessing: Die Rechtsstelle liest die Bausteine schon.
        36 adopt hersfeld aborted it: Die Vorlagenverwaltung unserer Version nimmt keine Sammelimporte an. Fünfzig einzeln schaffen wir nicht. | IT-Koordination
        11 adopt lahn-dill sustained: Seit einem halben Jahr in jedem Bescheid. | Rechtsstelle
        7 adopt offenbach-kreis interested
        """,
    ),
    Script(
        key="ag-video",
        title="Digitale Sprechstunde für Betriebe",
        author="offenbach-stadt",
        audience=Audience.BOTH,
        problem="Betriebe kommen nicht zu uns, und wir schaffen höchstens zwei Besuche am Tag.",
        proposal="Donnerstags von 8 bis 10 ist ein Videoraum offen. Ohne Anmeldung, zehn Minuten, eine Frage.",
        theme=ACCESS,
        areas=(WorkArea.EMPLOYERS,),
        benefit="Mehr Kontakte, weniger Fahrzeit.",
        effort="S",
        systems="Videodienst des Landes",
        privacy=DataProtection.NONE,
        accessibility="Telefoneinwahl und Untertitel.",
        is_named=False,
        readiness=Answers(
            benefit="In acht Wochen 61 Gespräche mit Betrieben, 14 davon hatten noch nie mit uns zu tun.",
            operating_cost="Zwei Stunden Arbeitszeit in der Woche.",
            owner="Arbeitgeberservice, Offenbach (Stadt)",
            support="Arbeitgeberservice der Häuser im Wechsel",
            systems="Videodienst des Landes",
            guide="1. Festen Raum einrichten.\n2. Link auf Visitenkarten und in Signaturen.\n3. Zu zweit beginnen.",
            data_protection=Checked.YES,
            data_protection_text="Es geht um Stellen, nicht um Menschen; das sagt der Begrüßungstext.",
            information_security=Checked.YES,
            information_security_text="Freigegebener Dienst, Warteraum eingeschaltet.",
            staff_council=Checked.YES,
            staff_council_text="Zugestimmt, freiwilliger Dienst.",
            accessibility=Checked.YES,
            accessibility_text="Untertitel und Telefoneinwahl sind erprobt.",
            funding=Checked.NOT_NEEDED,
            funding_text="Der Videodienst ist für alle Häuser schon bezahlt.",
        ),
        diary="""
        330 submit
        325 start: Danke, das klingt leicht und braucht keinen Antrag. Los.
        323 profile
        318 @offenbach-kreis join
        314 note conversation interview 10: Zehn Betriebe: Sieben hätten kurze Fragen, für die sie niemanden anrufen.
        310 @offenbach-kreis note conversation interview 3: Drei Beschäftigte: Ein Besuch kostet mit Fahrt zwei Stunden.
        307 note observation observing 4: Vier Besuche begleitet: Die eigentliche Frage dauerte jedes Mal unter zehn Minuten.
        306 note affected_group: Kleine Betriebe; Arbeitgeberservice.
        298 go define
        295 note point_of_view point_of_view: Eine Inhaberin mit sechs Leuten braucht zehn Minuten ohne Termin, weil Fragen beim Frühstück kommen.
        294 note how_might_we how_might_we: Wie könnten wir so leicht zu erreichen sein wie die Kollegin am Nachbartisch?
        293 note success_measure: Fünf Gespräche je Donnerstag.
        285 go ideate: Ein offener Raum lag auf der Hand. Weitere Alternativen haben wir nicht gesucht.
        281 go prototype: Wir testen sofort, der Aufwand ist ein Donnerstagmorgen.
        278 v process: Vier Donnerstage mit offenem Raum | Ein offener Raum bringt neue Betriebe. | 5 Gespräche je Donnerstag, davon eines neu.
        275 note privacy_check: Begrüßung: „Bitte nennen Sie keine Namen von Bewerbenden.“
        274 note accessibility_check: Einwahl per Telefon erprobt.
        270 go test
        238 feedback v1 external short_survey 19 offenbach-stadt answered 219
        + „Endlich jemand, der sofort antwortet.“
        Δ Wer im Warteraum ist, weiß nicht, wie lange. => v2 Dort steht jetzt die Reihenfolge.
        234 @offenbach-kreis feedback v1 staff feedback_grid 4 offenbach-kreis answered 219
        + Weniger Fahrten.
        Δ Allein ist es anstrengend. => v2 Immer zu zweit.
        221 v process: Acht Donnerstage zu zweit | Zu zweit geht es auch in den Ferien. | Kein Donnerstag fällt aus. | Warteraum mit Reihenfolge, zwei Personen.
        168 @offenbach-kreis feedback v2 external short_survey 22 offenbach-kreis answered 160
        + 14 neue Betriebe.
        158 verdict v2 yes continue: In acht Wochen fiel kein Donnerstag aus, 14 Betriebe waren zum ersten Mal da. | Ein fester Termin ohne Anmeldung senkt die Schwelle mehr als jede Einladung.
        155 ready: Kundinnen und Kunden sind nur mittelbar betroffen, deshalb haben wir mit Betrieben statt mit ihnen getestet.
        141 approve leitung-wiesbaden: Die Begründung für den Test mit Betrieben überzeugt. Freigabe.
        138 adopt offenbach-stadt,offenbach-kreis introduced: Gemeinsam, im Wechsel. | Arbeitgeberservice
        120 adopt main-taunus,hochtaunus,gross-gerau interested
        100 adopt hochtaunus pilot: Drei Monate mit einem Vormittag in der Woche. | Arbeitgeberservice
        81 adopt odenwald declined staff: Zwei Stunden fest in der Woche haben wir zu dritt nicht. | Arbeitgeberservice
        55 adopt gross-gerau assessing
        41 adopt main-taunus introduced adapted: Dienstags statt donnerstags. | Arbeitgeberservice
        13 adopt rheingau-taunus interested
        """,
    ),
    Script(
        key="patenschaft",
        title="Einarbeitung mit Patenschaft über Kreisgrenzen",
        author="vogelsberg",
        audience=Audience.STAFF,
        problem="In kleinen Häusern gibt es für manche Stelle niemanden, der einarbeiten kann. Die Neuen sind allein.",
        proposal="Eine erfahrene Person aus einem anderen Kreis steht drei Monate lang einmal in der Woche für eine "
        "halbe Stunde bereit.",
        theme=WORK,
        areas=(WorkArea.ADMINISTRATION,),
        benefit="Neue fragen früher, Häuser lernen voneinander.",
        effort="S",
        systems="Videodienst des Landes",
        privacy=DataProtection.STAFF_DATA,
        accessibility="Gespräche auch schriftlich möglich.",
        lead="koord",
        readiness=Answers(
            benefit="Neun von zehn Neuen empfehlen die Patenschaft weiter. Die Patinnen und Paten auch.",
            operating_cost="Eine halbe Stunde in der Woche, drei Monate lang.",
            owner="Labkoordination",
            support="Labkoordination, vermittelt und springt ein",
            systems="Keine",
            guide="1. Wunsch melden, mit Arbeitsbereich.\n2. Die Labkoordination schlägt vor.\n3. Erstes Gespräch in der "
            "ersten Woche.\n4. Nach drei Monaten zusammen zurückblicken.",
            data_protection=Checked.YES,
            data_protection_text="Keine Fälle mit Namen; eine Liste der Paare, gelöscht nach drei Monaten.",
            information_security=Checked.NOT_NEEDED,
            information_security_text="Vorhandener Videodienst, keine Dateien.",
            staff_council=Checked.YES,
            staff_council_text="Freiwillig und außerhalb jeder Beurteilung, so vereinbart.",
            accessibility=Checked.NOT_NEEDED,
            accessibility_text="Es gibt keine neue Technik; Gespräche richten sich nach den Menschen.",
            funding=Checked.NOT_NEEDED,
            funding_text="Es kostet nichts als Zeit, und die spart es bei der Einarbeitung wieder ein.",
        ),
        diary="""
        300 submit
        294 answer: Danke. Sie beschreiben, was wir im Lab jeden Tag erleben: Fremde Häuser haben die besten Antworten.
        289 start
        287 profile
        283 @odenwald join
        279 @hersfeld join
        276 note conversation interview 5: Fünf Neue aus kleinen Häusern: Alle haben eine Frage, die sie niemandem stellen.
        273 @odenwald note conversation interview 4: Vier Erfahrene: Sie erklären gern, nur nicht zehnmal am Tag.
        270 @hersfeld note conversation stakeholder_map 6: Sechs Leitungen: Niemand hatte an den Nachbarkreis gedacht.
        269 note affected_group: Neue in kleinen Häusern und Einzelstellen.
        259 go define
        256 note point_of_view point_of_view: Wer allein auf einer Stelle anfängt, braucht jemanden, der nicht urteilt, weil Fragen im eigenen Haus auffallen.
        255 note how_might_we how_might_we: Wie könnten sechzehn kleine Häuser wie ein großes einarbeiten?
        254 note success_measure: Acht von zehn empfehlen es weiter.
        246 go ideate
        243 note alternative brainwriting 5: Patenschaft auf drei Monate.
        243 note alternative brainwriting 5: Offene Fragestunde für alle Neuen.
        242 note alternative crazy_eights 5: Eine Woche Tausch der Arbeitsplätze.
        236 note choice dot_voting 8: Die Patenschaft. Der Tausch bleibt ein schöner Traum.
        235 note riskiest_assumption: Erfahrene finden die halbe Stunde.
        229 go prototype
        225 v process: Fünf Paare, vier Wochen | Eine halbe Stunde in der Woche genügt. | 4 von 5 Paaren machen weiter.
        223 note privacy_check: Fälle nur ohne Namen und Nummern.
        222 note accessibility_check: Auf Wunsch schriftlich.
        217 go test
        189 feedback v1 staff pilot 10 vogelsberg answered 172
        + „Ich frage endlich.“
        Δ In der ersten Woche wissen beide nicht, worüber sie reden sollen. => v2 Drei Fragen für das erste Gespräch liegen bei.
        174 v process: Zehn Paare mit Startfragen | Mit drei Fragen beginnt es leicht. | 9 von 10 empfehlen es weiter. | Startfragen, Rückblick nach drei Monaten.
        98 @hersfeld feedback v2 staff short_survey 20 hersfeld answered 88
        + Neun von zehn Neuen empfehlen es weiter.
        ! Auch für Leitungen. => später Wir fragen die Leitungen, sobald die ersten dreißig Paare laufen.
        85 verdict v2 yes continue: Neun von zehn Neuen empfehlen die Patenschaft weiter, genau das war das Ziel. | Drei Fragen für den Anfang genügen. Danach läuft das Gespräch von allein.
        80 paper startfragen-patenschaft.pdf: Drei Fragen für das erste Gespräch | 1. Was hat Sie in den ersten Tagen überrascht? | 2. Welche Frage haben Sie noch niemandem gestellt? | 3. Wann passt Ihnen eine halbe Stunde in der Woche? | Bitte sprechen Sie über Fälle nur ohne Namen und Nummern.
        72 ready
        59 approve leitung-offenbach-kreis +180: So günstig lernen wir selten voneinander. Freigabe, und ich melde mich selbst als Patin. | Nach einem halben Jahr ein kurzer Rückblick.
        57 adopt vogelsberg introduced: Nach dem Test gleich für alle Neuen. | Personalstelle
        54 adopt odenwald,hersfeld introduced: Kostet nichts, also gleich für alle. | Teamleitungen
        45 adopt offenbach-kreis,marburg,main-kinzig pilot: Je ein Team macht den Anfang. | Personalentwicklung
        30 adopt wiesbaden declined no_need: Wir arbeiten in großen Gruppen ein. Als Patinnen und Paten machen wir gern mit. | Personalentwicklung
        22 adopt main-taunus assessing: Die Leitung der Personalstelle schlägt es vor.
        15 adopt bergstrasse,fulda,rheingau-taunus interested
        """,
    ),
)
