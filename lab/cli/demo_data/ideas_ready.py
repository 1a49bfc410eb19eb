"""Candidates: reported ready, leadership decides. One of them has a leader in its team, who may not decide it."""

from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import ACCESS, SKILLS
from lab.ideas.models import Audience, DataProtection, WorkArea
from lab.rollout.models import Checked
from lab.rollout.readiness import Answers

IDEAS = (
    Script(
        key="berufswahlpass",
        title="Berufswahlpass online",
        author="marburg",
        audience=Audience.BOTH,
        problem="Der Berufswahlpass ist ein dicker Ordner. Er liegt in der Schule, wenn man ihn bei uns braucht, und "
        "zu Hause, wenn die Schule fragt.",
        proposal="Der Ordner fürs Telefon: Was kann ich, was will ich, was habe ich ausprobiert? Die jungen Menschen "
        "entscheiden selbst, wer welche Seite sieht.",
        theme=SKILLS,
        areas=(WorkArea.TRAINING, WorkArea.CASE_MANAGEMENT),
        benefit="Beratung beginnt mit dem, was jemand kann. Schule, Jobcenter und Betrieb sehen dasselbe.",
        effort="L",
        systems="Eigene Anwendung im Rechenzentrum des Landkreises",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Auf dem Telefon entworfen, mit Vorleseprogramm geprüft.",
        readiness=Answers(
            benefit="24 junge Menschen haben den Pass vier Wochen benutzt. 19 kamen mit mindestens einer ausgefüllten "
            "Seite ins Gespräch, mit dem Ordner waren es 6. Fachkräfte sagen: Das Gespräch beginnt mit Stärken.",
            operating_cost="Betrieb im Rechenzentrum etwa 4.800 Euro im Jahr für alle Häuser zusammen, dazu eine "
            "Viertelstelle für Pflege und Fragen.",
            owner="Fachdienst Übergang Schule – Beruf, Marburg-Biedenkopf",
            support="Servicestelle Berufswahlpass, werktags, auch per Nachricht",
            systems="Keine Schnittstelle zum Fachverfahren. Anmeldung über den Einmal-Link.",
            guide="1. Zwei Fachkräfte je Haus eine Stunde schulen.\n2. Mit einer Schulklasse beginnen.\n3. Nach vier "
            "Wochen gemeinsam ansehen, welche Seiten benutzt wurden.\nDie Folien liegen als Anhang bei.",
            data_protection=Checked.YES,
            data_protection_text="Folgenabschätzung liegt vor; die jungen Menschen geben jede Seite einzeln frei.",
            information_security=Checked.YES,
            information_security_text="Test auf Schwachstellen bestanden, zwei Hinweise behoben.",
            staff_council=Checked.YES,
            staff_council_text="Zugestimmt; es gibt keine Auswertung über Beschäftigte.",
            accessibility=Checked.YES,
            accessibility_text="Prüfbericht ohne schwere Mängel, Erklärung veröffentlicht.",
            funding=Checked.YES,
            funding_text="Drei Jahre trägt der Landkreis den Betrieb, danach teilen sich die Häuser die Kosten.",
        ),
        diary="""
        402 submit
        394 answer: Danke. Der Landkreis hat schon vorgedacht, wir bringen Schule und Jobcenter an einen Tisch.
        385 start
        381 profile
        374 @offenbach-stadt join
        366 @main-kinzig join
        360 note conversation interview 14: Vierzehn Jugendliche: Zwölf wissen nicht, wo ihr Ordner ist.
        352 note conversation interview 6: Sechs Lehrkräfte: Der Ordner wird vor dem Praktikum hervorgeholt, sonst nie.
        345 @offenbach-stadt note observation observing 8: Acht Beratungen: Die Frage „Was kannst du gut?“ bleibt meist unbeantwortet.
        341 note affected_group: Jugendliche der Klassen 8 bis 10 und junge Menschen ohne Ausbildungsplatz.
        320 go define
        312 note point_of_view persona: Ein Mädchen, das gern schraubt, braucht einen Ort, an dem das zählt, weil im Zeugnis davon nichts steht.
        308 note how_might_we how_might_we: Wie könnten wir Stärken sichtbar machen, die in keinem Zeugnis stehen?
        303 note success_measure: Zwei von drei kommen mit mindestens einer ausgefüllten Seite ins Gespräch.
        280 go ideate
        273 note alternative brainwriting 8: Der Ordner als Webseite fürs Telefon.
        273 note alternative brainwriting 8: Ein Messenger-Kanal mit einer Frage am Tag.
        270 @main-kinzig note alternative crazy_eights 8: Ein Heft im Taschenformat mit Aufklebern.
        262 note choice dot_voting 14: Die Webseite, mit einer Frage am Tag als Erinnerung. Abgestimmt haben die Jugendlichen.
        261 note riskiest_assumption: Jugendliche öffnen etwas, das nach Schule klingt.
        240 go prototype
        226 v paper: Sechs Seiten auf Papier | Jugendliche füllen „Das kann ich“ aus, wenn Freunde mitmachen. | 8 von 12 füllen eine Seite aus.
        225 sketch v1 phone berufswahlpass-papier.png: Das kann ich, Das will ich, Mein Praktikum
        219 note privacy_check: Jede Seite einzeln freigeben. Vorgabe: niemand sieht etwas.
        218 note accessibility_check: Bedienung mit einer Hand, Schrift ab 18 Punkt.
        205 go test
        196 feedback v1 customers thinking_aloud 12 marburg answered 160
        + „Mein Opa hat mit ausgefüllt.“
        Δ „Kompetenzen“ ist ein Lehrerwort. => v2 Die Seite heißt jetzt „Das kann ich“.
        ? Sieht das mein Betrieb? => v2 Nur, wenn du die Seite freigibst. Das steht jetzt auf jeder Seite.
        ! Fotos von dem zeigen, was man gebaut hat. => v2 Auf jeder Seite ist Platz für drei Fotos.
        164 verdict v1 yes change: Neun von zwölf füllten eine Seite aus, acht waren das Ziel. Unsicher blieben alle, wer mitliest. | Ausfüllen ist nicht die Hürde, sondern das Vertrauen. Die nächste Version dreht sich um die Freigabe.
        163 v click_dummy: Klickdummy mit Freigabe je Seite | Wer selbst freigibt, vertraut dem Pass. | 9 von 12 geben ohne Nachfrage eine Seite frei. | „Das kann ich“, Freigabe je Seite, Fotos.
        141 feedback v2 customers thinking_aloud 10 main-kinzig answered 107
        + „Endlich keine Aufsätze.“
        Δ Die Freigabe ist zu versteckt. => v3 Ein Schloss auf jeder Seite, groß und mit Wort.
        135 @offenbach-stadt feedback v2 staff feedback_grid 6 offenbach-stadt answered 107
        + Gespräche beginnen mit Stärken.
        ? Was passiert mit 25 Jahren? => v3 Der Pass gehört den Menschen. Sie nehmen ihn mit oder löschen ihn.
        111 verdict v2 no change: Sechs von zehn gaben eine Seite ohne Nachfrage frei, nötig waren neun von zwölf: Die meisten fanden den Schalter nicht. | Wer die Freigabe sieht, nutzt sie auch. Sie muss auf jeder Seite stehen, groß und mit Wort.
        110 v software: Lauffähiger Pass, vier Wochen | Zwei von drei kommen mit einer ausgefüllten Seite. | 16 von 24. | Schloss auf jeder Seite, Mitnehmen und Löschen.
        62 feedback v3 customers pilot 24 marburg answered 40
        + 19 von 24 kamen mit einer ausgefüllten Seite.
        ! Auch auf Englisch. => später Sprache zwei ist für das zweite Halbjahr eingeplant.
        55 @main-kinzig feedback v3 staff short_survey 7 main-kinzig answered 40
        + Sechs von sieben wollen weitermachen.
        Δ Ohne WLAN in der Schule geht nichts. => v3 Seiten lassen sich jetzt ohne Netz ausfüllen.
        38 verdict v3 yes continue: 19 von 24 jungen Menschen kamen mit mindestens einer ausgefüllten Seite ins Gespräch, 16 waren das Ziel. | Ein Pass wird ausgefüllt, wenn er den jungen Menschen gehört und sie über jede Seite selbst bestimmen.
        36 note learning pilot 31: Jugendliche füllen aus, wenn sie selbst etwas davon haben: eine Bewerbung, ein Praktikum. Nicht vorher.
        30 paper einfuehrung-berufswahlpass.pdf: Berufswahlpass online: Einführung in drei Schritten | 1. Zwei Fachkräfte je Haus eine Stunde schulen. | 2. Mit einer Klasse oder Gruppe beginnen. | 3. Nach vier Wochen gemeinsam ansehen, was benutzt wurde. | Was es nicht braucht: neue Geräte, neue Kennwörter, eine Schnittstelle.
        9 ready
        8 vote fulda consent: Wir hätten den Pass gern zum neuen Schuljahr.
        7 ask lahn-dill: Was geschieht mit dem Pass, wenn jemand in einen anderen Kreis zieht?
        6 vote bergstrasse concerns: Die Viertelstelle für die Pflege ist bei uns noch nicht gefunden. Bitte in der Anleitung sagen, was ohne sie geht.
        5 reply: Der Pass gehört den jungen Menschen und zieht mit um. Wer ihn im neuen Kreis öffnet, gibt die Seiten dort neu frei.
        """,
    ),
    Script(
        key="kundenkarte",
        title="Kundenkarte",
        author="main-taunus",
        audience=Audience.BOTH,
        problem="Am Empfang muss man laut sagen, wer man ist und warum man kommt. Hinter einem stehen zwanzig andere.",
        proposal="Eine Karte mit einem Bildcode. Einlesen, Zimmernummer erhalten, fertig. Auf der Karte steht nichts.",
        theme=ACCESS,
        areas=(WorkArea.RECEPTION,),
        benefit="Niemand muss vor anderen sein Anliegen nennen. Die Schlange wird kürzer.",
        effort="M",
        systems="Aufrufanlage\nTerminverwaltung",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Tastbare Kante, damit man weiß, wie herum. Ohne Karte geht es auch.",
        readiness=Answers(
            benefit="Am Empfang dauerte eine Anmeldung im Pilot 20 statt 70 Sekunden. 28 von 31 Menschen möchten die "
            "Karte behalten. Vertrauliches wird am Empfang nicht mehr laut gesagt.",
            operating_cost="Karten und Drucker etwa 2.300 Euro im Jahr je Haus. Der Leser ist in der Aufrufanlage schon "
            "eingebaut.",
            owner="Leitung Eingangszone, Main-Taunus",
            support="IT-Service des Kreises; Ersatzkarten am Empfang",
            systems="Aufrufanlage und Terminverwaltung, nur lesend über die vorhandene Schnittstelle",
            guide="1. Leser in der Aufrufanlage einschalten lassen.\n2. Karten im Erstgespräch ausgeben.\n3. Zwei Wochen "
            "jemanden danebenstellen.\n4. Den alten Weg immer offen lassen.",
            data_protection=Checked.YES,
            data_protection_text="Auf der Karte steht nur eine Zufallszahl; verloren heißt gesperrt.",
            information_security=Checked.YES,
            information_security_text="Die Zufallszahl lässt sich nicht erraten und wird bei Verlust ersetzt.",
            staff_council=Checked.YES,
            staff_council_text="Zugestimmt; Wartezeiten werden nur je Haus ausgewertet.",
            accessibility=Checked.YES,
            accessibility_text="Tastbare Kante, Ansage im Aufruf, Empfang ohne Karte bleibt.",
            funding=Checked.NO,
            funding_text="Die Karten trägt jedes Haus selbst. Drei Häuser melden das Geld erst zum nächsten Haushalt an.",
        ),
        diary="""
        347 submit
        341 answer: Danke. Diskretion am Empfang ist überall ein Thema. Wir beginnen mit Zuhören.
        334 start
        331 profile
        327 @leitung-wiesbaden join
        322 @wiesbaden join
        318 note observation observing 90: Ein Vormittag am Empfang: 90 Menschen, 34 senkten die Stimme.
        313 note conversation interview 9: Neun Menschen in der Schlange: Alle hören, was die Person davor sagt.
        309 @wiesbaden note conversation interview 4: Vier Beschäftigte am Empfang: Namen buchstabieren kostet die halbe Zeit.
        306 note affected_group: Alle, die mit Termin kommen, und die Beschäftigten am Empfang.
        292 go define
        288 note point_of_view point_of_view: Wer zum Jobcenter kommt, braucht einen stillen Weg an den richtigen Platz, weil Nachbarn in derselben Schlange stehen.
        286 note how_might_we how_might_we: Wie könnten wir wissen, wer kommt, ohne dass es jemand hört?
        284 note success_measure: Anmeldung in 30 Sekunden, ohne gesprochenen Namen.
        270 go ideate
        266 note alternative brainwriting 6: Karte mit Bildcode.
        266 note alternative brainwriting 6: Bildcode auf der Einladung.
        265 @wiesbaden note alternative headstand 6: Anmeldung am Telefon vor der Tür.
        255 note choice value_effort 7: Die Karte, weil Einladungen zu Hause liegen bleiben.
        254 note riskiest_assumption: Menschen tragen die Karte bei sich, ohne dass sie stigmatisiert.
        237 go prototype
        229 v paper: Karte aus Pappe | Mit Karte muss niemand seinen Namen sagen. | 9 von 10 kommen ohne gesprochenen Namen ins richtige Zimmer.
        228 sketch v1 board kundenkarte-pappe.png: Karte, Zimmer 12, Bitte warten
        222 note privacy_check paper_prototype: Nur eine Zufallszahl. Kein Name, kein Wappen, kein „Jobcenter“.
        221 note accessibility_check paper_prototype: Eine tastbare Ecke zeigt oben und vorn.
        211 go test
        203 feedback v1 customers role_play 10 main-taunus answered 174
        + „Endlich muss ich nichts erklären.“
        Δ Die Karte sieht aus wie vom Amt. => v2 Sie ist jetzt blau und trägt nur einen Punkt.
        ? Was, wenn ich sie verliere? => v2 Sperren am Empfang oder per Anruf, neue Karte sofort.
        176 v process: Dreißig echte Karten, vier Wochen | Mit Karte dauert die Anmeldung 30 Sekunden. | Im Mittel höchstens 30 Sekunden, und drei von vier haben die Karte dabei. | Neutral gestaltet, Sperren und Ersatz.
        118 feedback v2 customers pilot 21 main-taunus answered 92
        + 18 von 21 hatten die Karte dabei.
        + „Ich zeige sie lieber als meinen Ausweis.“
        ! Auch beim Bürgerbüro benutzen. => nein Dann wüsste jemand mehr über Sie, als nötig ist.
        112 @wiesbaden feedback v2 staff feedback_grid 6 wiesbaden answered 92
        + Die Schlange ist um ein Drittel kürzer.
        Δ Der Leser piept zu laut. => v2 Der Ton ist ausgeschaltet, ein Licht genügt.
        88 verdict v2 yes continue: Die Anmeldung dauerte im Mittel 20 Sekunden statt der erlaubten 30, und 18 von 21 hatten die Karte dabei. | Eine Karte ohne Namen und Wappen tragen die Menschen gern bei sich.
        70 note learning pilot 27: Dass nichts auf der Karte steht, war der wichtigste Satz in jedem Gespräch.
        23 ready: Drei Häuser melden das Geld für Karten erst zum nächsten Haushalt an. Die anderen können sofort beginnen.
        20 vote hochtaunus consent: Genau so etwas fehlt uns am Empfang.
        18 vote lahn-dill objection: Drei Häuser haben das Geld noch nicht. Eine Freigabe für alle wäre ein Versprechen, das wir nicht halten.
        16 ask fulda: Was kostet es ein Haus, dessen Aufrufanlage keinen Leser hat?
        14 vote marburg consent
        10 interest offenbach-kreis
        """,
    ),
    Script(
        key="rueckruf",
        title="Rückrufservice statt Warteschleife",
        author="bergstrasse",
        audience=Audience.BOTH,
        problem="Wer anruft, wartet im Schnitt elf Minuten. Viele haben nur Guthaben für fünf.",
        proposal="Nummer und Zeitfenster hinterlassen, auflegen, zurückgerufen werden.",
        is_named=False,
        theme=ACCESS,
        areas=(WorkArea.RECEPTION, WorkArea.BENEFITS),
        benefit="Niemand zahlt fürs Warten. Rückrufe sind vorbereitet und kürzer.",
        effort="M",
        systems="Telefonanlage",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Auch per Formular im Netz und in einfacher Sprache.",
        lead="koord",
        readiness=Answers(
            benefit="Im Pilot lag die Wartezeit bei unter einer Minute. 86 von 100 Rückrufen kamen im zugesagten Fenster.",
            operating_cost="Zusatzmodul der Telefonanlage, etwa 1.100 Euro im Jahr je Haus.",
            owner="Teamleitung Servicetelefon, Bergstraße",
            support="Servicetelefon der Häuser untereinander, Leitfaden im Anhang",
            systems="Telefonanlage",
            guide="1. Zwei Zeitfenster am Tag festlegen.\n2. Ansage aufnehmen.\n3. Rückrufliste jeden Abend leeren.",
            data_protection=Checked.YES,
            data_protection_text="Gespeichert werden Nummer und Zeitfenster, gelöscht wird am selben Abend.",
            information_security=Checked.NOT_NEEDED,
            information_security_text="Die Telefonanlage ist geprüft, das Modul ändert daran nichts.",
            staff_council=Checked.YES,
            staff_council_text="Zugestimmt, keine Auswertung je Platz.",
            accessibility=Checked.YES,
            accessibility_text="Das Formular im Netz ist der gleichwertige zweite Weg.",
            funding=Checked.YES,
            funding_text="Das Modul zahlt jedes Haus aus dem Budget der Telefonanlage.",
        ),
        diary="""
        209 submit
        203 start: Danke! Elf Minuten sind zu lang. Wir messen zuerst und probieren dann eine Woche lang etwas aus.
        201 profile
        197 @fulda join
        193 @hersfeld join
        189 note observation observing 120: 120 Anrufe gezählt: 41 legten auf, bevor jemand abhob.
        184 @fulda note conversation interview 6: Sechs Menschen: Auflegen ist keine Ungeduld, das Guthaben war leer.
        180 note conversation interview 5: Fünf Beschäftigte: Nach langem Warten beginnt jedes Gespräch mit Ärger.
        178 note affected_group: Menschen mit wenig Guthaben, Berufstätige, Servicetelefon.
        166 go define
        162 note point_of_view point_of_view: Wer mit fünf Minuten Guthaben anruft, braucht eine Zusage statt einer Melodie, weil der zweite Anruf nicht mehr geht.
        160 note how_might_we how_might_we: Wie könnten wir anrufen lassen, ohne warten zu lassen?
        158 note success_measure: Acht von zehn Rückrufen kommen im zugesagten Fenster.
        147 go ideate
        143 note alternative brainwriting 5: Rückruf mit zwei Zeitfenstern.
        143 note alternative brainwriting 5: Kostenfreie Nummer.
        142 @hersfeld note alternative brainwriting 5: Vorabansage mit der ehrlichen Wartezeit.
        134 note choice value_effort 6: Der Rückruf. Die ehrliche Wartezeit nehmen wir als Ansage dazu.
        133 note riskiest_assumption: Menschen heben ab, wenn eine unbekannte Nummer anruft.
        121 go prototype
        115 v role_play: Rollenspiel mit Zettel und zwei Zeitfenstern | Mit einem festen Fenster heben Menschen ab. | 8 von 10 Rückrufen kommen zustande.
        112 note privacy_check role_play: Auf dem Zettel stehen nur Nummer und Fenster. Er wird abends vernichtet.
        111 note accessibility_check role_play: Wer nicht telefonieren kann, schreibt.
        104 go test
        96 feedback v1 customers pilot 10 bergstrasse answered 74
        + „Ich konnte einkaufen gehen.“
        Δ Die Nummer war unterdrückt, da gehe ich nicht ran. => v2 Wir rufen mit sichtbarer Nummer an.
        76 v process: Eine Woche Rückruf am echten Telefon | Mit sichtbarer Nummer kommen Rückrufe im Fenster an. | 80 von 100. | Sichtbare Nummer, ehrliche Ansage.
        58 @hersfeld feedback v2 customers short_survey 18 hersfeld answered 38
        + „Pünktlich auf die Minute.“
        ? Geht das auch samstags? => nein Am Samstag ist niemand da, der zurückrufen könnte.
        54 @fulda feedback v2 staff feedback_grid 8 fulda answered 38
        + Rückrufe sind vorbereitet, weil das Anliegen bekannt ist.
        Δ Am Montag läuft die Liste über. => v2 Montags gibt es drei Fenster statt zwei.
        46 @hersfeld leave
        36 verdict v2 yes continue: 86 von 100 Rückrufen kamen im zugesagten Fenster, 80 waren das Ziel. | Eine sichtbare Nummer und ein festes Fenster genügen: Dann heben die Menschen ab.
        31 paper leitfaden-rueckruf.pdf: Rückrufservice: Leitfaden für das erste Quartal | Zwei Fenster am Tag, montags drei. | Ansage: „Wir rufen Sie zwischen 10 und 12 Uhr zurück.“ | Die Liste ist am Abend leer. Immer. | Wer nicht abhebt, bekommt einen zweiten Versuch im nächsten Fenster.
        4 ready
        2 vote marburg consent: Der Pilot hat uns überzeugt.
        """,
    ),
)
