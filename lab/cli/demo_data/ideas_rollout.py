"""Solutions in rollout, with the ladder of the jobcentres that have looked at them."""

from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import ACCESS, FIRST, LETTERS
from lab.ideas.models import Audience, DataProtection, WorkArea
from lab.rollout.models import Checked
from lab.rollout.readiness import Answers

IDEAS = (
    Script(
        key="erklaervideo",
        title="Erklärvideos: Wer bildet eine Bedarfsgemeinschaft?",
        author="marburg",
        audience=Audience.BOTH,
        problem="„Bedarfsgemeinschaft“ steht auf jeder Seite. Kaum jemand weiß, wer dazugehört, und davon hängt alles ab.",
        proposal="Drei kurze Filme mit gezeichneten Figuren: Wer wohnt zusammen? Wer gehört dazu? Was heißt das für mich?",
        theme=LETTERS,
        areas=(WorkArea.BENEFITS, WorkArea.RECEPTION),
        benefit="Weniger falsche Anträge, weniger Erklären am Schalter.",
        effort="M",
        systems="Webseiten der Kreise, Bildschirm in der Wartezone",
        privacy=DataProtection.NONE,
        accessibility="Untertitel, Gebärdensprache, Text zum Nachlesen.",
        readiness=Answers(
            benefit="Nach dem Film ordneten 17 von 20 Menschen drei Beispiele richtig zu, vorher 7. In der Eingangszone "
            "gab es halb so viele Nachfragen.",
            operating_cost="Einmalig 6.500 Euro für drei Filme, danach nur bei Rechtsänderungen.",
            owner="Projektleitung Verständliche Bescheide, Marburg-Biedenkopf",
            support="Pressestelle des Landkreises",
            systems="Keine; die Filme liegen auf dem eigenen Server.",
            guide="1. Filme auf den eigenen Server legen.\n2. Bildcode auf Anträge und Einladungen drucken.\n3. In der "
            "Wartezone ohne Ton mit Untertiteln zeigen.",
            data_protection=Checked.NOT_NEEDED,
            data_protection_text="Die Filme zeigen gezeichnete Figuren, beim Ansehen wird nichts gespeichert.",
            information_security=Checked.NOT_NEEDED,
            information_security_text="Es sind Dateien ohne Programm.",
            staff_council=Checked.NOT_NEEDED,
            staff_council_text="Arbeitsabläufe ändern sich nicht.",
            accessibility=Checked.YES,
            accessibility_text="Untertitel, Gebärdensprache und Textfassung sind geprüft.",
            funding=Checked.YES,
            funding_text="Die Filme zahlte das Förderprogramm, für Änderungen legen die Häuser zusammen.",
        ),
        diary="""
        545 submit
        538 answer: Danke. Ein Wort erklären, an dem so viel hängt: Damit beginnen wir gern.
        530 start
        524 profile
        520 @lahn-dill join
        516 @vogelsberg join
        512 note conversation interview 16: Sechzehn Menschen gefragt, wer dazugehört: vier richtige Antworten.
        505 @lahn-dill note conversation interview 5: Fünf Beschäftigte erklären es auf fünf verschiedene Arten.
        500 note observation observing 10: Zehn Anträge ohne Namen: In sechs fehlte jemand oder war jemand zu viel.
        498 note affected_group: Menschen beim ersten Antrag; Wohngemeinschaften; Familien mit großen Kindern.
        482 go define
        475 note point_of_view point_of_view: Wer zusammenzieht, braucht vorher ein Bild davon, was sich ändert, weil man es sonst aus einem Bescheid erfährt.
        473 note how_might_we how_might_we: Wie könnten wir ein schweres Wort zeigen statt erklären?
        470 note success_measure: Acht von zehn ordnen drei Beispiele richtig zu.
        455 go ideate
        449 note alternative brainwriting 6: Gezeichnete Filme.
        449 note alternative brainwriting 6: Ein Klick-Test: „Gehört Ihre Tante dazu?“
        448 note alternative brainwriting 6: Ein Wimmelbild in der Wartezone.
        440 note choice dot_voting 10: Die Filme. Das Wimmelbild bleibt als Plakat dazu.
        439 note riskiest_assumption: Drei Minuten sind kurz genug.
        424 go prototype
        417 v paper: Drehbuch als Bildergeschichte | Mit Figuren verstehen Menschen den Unterschied zwischen wohnen und dazugehören. | 6 von 8 ordnen zwei Beispiele richtig zu.
        416 sketch v1 board erklaervideo-bildergeschichte.png: Wohnen, Essen, Wer zahlt
        411 note privacy_check video_sketch: Gezeichnete Figuren, keine echten Geschichten.
        410 note accessibility_check video_sketch: Untertitel von Anfang an mitgeschrieben.
        402 go test
        394 feedback v1 customers thinking_aloud 8 marburg answered 370
        + „Das ist ja wie bei uns.“
        Δ Drei Minuten sind zu lang. => v2 Es sind jetzt drei Filme zu 50 Sekunden.
        ? Was ist mit meinem Sohn, er ist 26? => v2 Film 2 handelt genau davon.
        388 @lahn-dill feedback v1 staff feedback_grid 5 lahn-dill answered 370
        + Endlich eine Erklärung für alle.
        Δ „Haushaltsgemeinschaft“ fehlt. => v2 Kommt in Film 3 vor.
        372 v video: Drei Filme, Rohschnitt | Drei kurze Filme erklären besser als ein langer. | 8 von 10 ordnen drei Beispiele richtig zu. | Dreimal 50 Sekunden, volljährige Kinder, Haushaltsgemeinschaft.
        351 feedback v2 customers short_survey 20 vogelsberg answered 335
        + 17 von 20 ordneten richtig zu.
        ! Auch auf Ukrainisch und Arabisch. => später Übersetzte Untertitel kommen in den ersten drei Monaten.
        346 @vogelsberg feedback v2 staff short_survey 7 vogelsberg answered 335
        + „Ich schicke einfach den Link.“
        330 verdict v2 yes continue: 17 von 20 Menschen ordneten drei Beispiele richtig zu, 16 hätten genügt. | Drei kurze Filme mit je einer Frage bleiben besser haften als ein langer mit allen.
        320 ready
        301 approve leitung-fulda +30: Ein Problem aller Häuser, gut getestet, kein Aufwand im Betrieb. Das machen wir. | Übersetzte Untertitel innerhalb von drei Monaten.
        298 kit CC-BY-4.0: Drei gezeichnete Filme zu je 50 Sekunden erklären, wer eine Bedarfsgemeinschaft bildet. Jeder Film endet mit einer Frage. Dazu ein Plakat für die Wartezone. | Menschen, die zum ersten Mal Leistungen nach dem SGB II beantragen oder umziehen, und alle, die es ihnen erklären. | 1. Filme auf die eigene Seite stellen oder den Link in die Einladung setzen.\\n2. Plakat mit Bildcode in die Wartezone hängen.\\n3. Dem Empfang zeigen, wann der Link hilft.\\n4. Nach vier Wochen fragen, ob weniger nachgefragt wird. | Ein bis zwei Stunden. Wer eigene Untertitel möchte, rechnet je Sprache mit einem halben Tag. | Öffentlichkeitsarbeit, KreisJobCenter Marburg-Biedenkopf
        297 publish_kit
        296 adopt marburg introduced: Läuft seit dem ersten Tag in der Wartezone. | Teamleitung Eingangszone | ein halber Tag
        290 adopt lahn-dill,vogelsberg,fulda interested
        270 adopt wiesbaden,bergstrasse,main-kinzig,hochtaunus interested
        255 adopt lahn-dill pilot: Gleich ausprobiert statt lange geprüft: Die Filme kosten nichts. | Pressestelle
        243 adopt vogelsberg introduced: Bildcode steht auf allen Anträgen. | Sachgebiet Leistung
        228 adopt fulda introduced adapted: Mit eigener Einleitung und dem Logo des Landkreises. | Öffentlichkeitsarbeit
        210 adopt wiesbaden assessing
        208 kit_ask wiesbaden: Dürfen wir die Untertitel selbst übersetzen?
        205 kit_reply: Ja. Die Lizenz erlaubt es, wenn Sie die Quelle nennen. Schicken Sie uns die Fassung gern zurück.
        196 adopt lahn-dill introduced: Nach vier Wochen Pilot für alle Standorte. | Pressestelle
        180 adopt hochtaunus,odenwald,gross-gerau introduced: Ohne Pilot: Ein Verweis auf der Startseite genügt. | Teamleitung Leistungsgewährung | eine Stunde
        165 adopt main-taunus declined no_need: Wir haben seit zwei Jahren eigene Filme, die gut angenommen werden. | Öffentlichkeitsarbeit
        108 still marburg
        95 adopt bergstrasse pilot: Zuerst am Standort Bensheim. | Teamleitung Service
        90 steps bergstrasse key_people,legal,technology: Der Bildschirm in Bensheim hing schon, der zweite ist bestellt.
        60 adopt wiesbaden introduced adapted: Mit Untertiteln in acht Sprachen. | Stabsstelle Integration | sechs Tage, fast alles für die Untertitel
        58 steps wiesbaden key_people,legal,technology,training,go_live: Läuft in allen Wartezonen.
        52 still vogelsberg
        40 adopt fulda sustained adapted: Die eigene Einleitung hat sich bewährt. | Öffentlichkeitsarbeit
        21 adopt hersfeld interested
        12 adopt main-kinzig assessing: Wir klären noch, wo die Filme liegen sollen. | IT-Koordination
        10 kit_ask main-kinzig: Wie groß sind die Dateien, wenn wir sie im eigenen Haus ablegen?
        11 steps main-kinzig key_people: Pressestelle und IT-Koordination sind dabei.
        """,
    ),
    Script(
        key="checkliste",
        title="Checkliste für den ersten Antrag",
        author="wiesbaden",
        audience=Audience.BOTH,
        problem="Zum ersten Termin fehlt fast immer etwas. Jedes fehlende Blatt kostet einen Brief, zwei Wochen und Nerven.",
        proposal="Eine Liste zum Abhaken, passend zur Lage: allein, mit Kindern, selbstständig, mit Eigenheim.",
        theme=FIRST,
        areas=(WorkArea.RECEPTION, WorkArea.BENEFITS),
        benefit="Anträge sind beim ersten Mal vollständig.",
        effort="S",
        systems="Webseite",
        privacy=DataProtection.NONE,
        accessibility="Leichte Sprache, als Papier und fürs Telefon.",
        lead="koord",
        readiness=Answers(
            benefit="Vollständige Anträge beim ersten Termin: 58 statt 23 von 100. Im Schnitt ein Brief weniger je Antrag.",
            operating_cost="Druck etwa 400 Euro im Jahr. Zwei Stunden Pflege im Quartal.",
            owner="Sachgebiet Erstantrag, Wiesbaden",
            support="Sammelpostfach Erstantrag, Antwort am selben Tag",
            systems="Keine",
            guide="1. Die vier Listen mit den eigenen Formularen abgleichen.\n2. Mit der Terminbestätigung verschicken.\n"
            "3. Am Empfang vor dem Gespräch gemeinsam durchgehen.",
            data_protection=Checked.NOT_NEEDED,
            data_protection_text="Die Liste bleibt bei den Menschen, wir speichern nichts.",
            information_security=Checked.NOT_NEEDED,
            information_security_text="Papier und eine Seite ohne Eingaben.",
            staff_council=Checked.YES,
            staff_council_text="Zur Kenntnis genommen, keine Einwände.",
            accessibility=Checked.YES,
            accessibility_text="Von der Prüfgruppe für Leichte Sprache freigegeben.",
            funding=Checked.YES,
            funding_text="Druckkosten trägt jedes Haus aus dem laufenden Haushalt.",
        ),
        diary="""
        530 submit
        524 answer: Danke! Genau dafür gibt es das Themenlab „Ankommen“.
        519 start
        515 profile
        511 @darmstadt-dieburg join
        507 @offenbach-stadt join
        503 note observation observing 100: Hundert erste Termine: 23 mit allen Unterlagen.
        498 note conversation interview 8: Acht Menschen: Die Liste im Netz hat 31 Punkte, für sie galten neun.
        494 @offenbach-stadt note conversation interview 4: Vier Beschäftigte: Es fehlen immer dieselben drei Blätter.
        492 note affected_group: Menschen beim ersten Antrag.
        480 go define
        476 note point_of_view point_of_view: Wer zum ersten Mal kommt, braucht nur die Punkte, die für ihn gelten, weil 31 Punkte so wirken wie „Das schaffst du nie“.
        474 note how_might_we how_might_we: Wie könnten wir aus 31 Punkten neun machen?
        472 note success_measure: Die Hälfte kommt beim ersten Mal mit allem.
        460 go ideate
        456 note alternative brainwriting 6: Vier Listen nach Lebenslage.
        456 note alternative brainwriting 6: Fragen im Netz, am Ende die eigene Liste.
        455 note alternative brainwriting 6: Ein Anruf am Tag vorher.
        448 note choice value_effort 6: Vier Listen auf Papier. Im Netz später.
        447 note riskiest_assumption: Menschen erkennen ihre Lebenslage wieder.
        438 go prototype
        433 v paper: Vier Listen | Wer seine Liste hat, bringt alles mit. | 6 von 10 kommen mit allem.
        432 sketch v1 letter checkliste-familie.png: Mit Kindern, Ausweis, Mietvertrag, Konto
        428 note privacy_check: Nichts zum Ausfüllen.
        427 note accessibility_check: Leichte Sprache, ein Bild je Zeile.
        420 go test
        408 feedback v1 customers pilot 14 wiesbaden answered 380
        + „Ich habe jeden Haken genossen.“
        Δ Selbstständige finden sich nicht wieder. => v2 Es gibt eine fünfte Liste.
        404 @darmstadt-dieburg feedback v1 staff short_survey 6 darmstadt-dieburg answered 380
        + Weniger Nachforderungen in der ersten Woche.
        Δ „Kontoauszüge“ ohne Zeitraum. => v2 Dort steht jetzt „der letzten drei Monate“.
        384 v paper: Fünf Listen | Die Hälfte kommt mit allem. | 50 von 100. | Liste für Selbstständige, Zeiträume.
        362 feedback v2 customers pilot 40 offenbach-stadt answered 350
        + 24 von 40 hatten alles dabei.
        347 verdict v2 yes continue: 24 von 40 Menschen hatten beim ersten Termin alles dabei, das sind 60 von 100. | Eine kurze Liste, in der man sich wiederfindet, wirkt mehr als eine vollständige.
        345 ready
        333 return leitung-hochtaunus: Der Nutzen überzeugt. In Leichter Sprache stimmen aber zwei Sätze rechtlich nicht, das dürfen wir so nicht verteilen. | Zwei Sätze mit der Rechtsstelle klären, dann gern sofort wieder vorlegen.
        329 v paper: Fünf Listen, rechtlich geprüft | Auch die geprüften Sätze werden verstanden. | 8 von 10 erklären sie richtig. | Zwei Sätze neu.
        322 feedback v3 customers thinking_aloud 10 wiesbaden answered 319
        + Neun von zehn erklärten beide Sätze richtig.
        318 verdict v3 yes continue: Neun von zehn erklärten die beiden geprüften Sätze richtig, acht waren das Ziel. | Rechtlich genau und leicht zu lesen geht zusammen, wenn beide Seiten am selben Satz schreiben.
        317 tick: Mit der Rechtsstelle neu gefasst und mit zehn Menschen ausprobiert.
        316 ready
        309 approve leitung-hochtaunus: Schnell und sauber nachgearbeitet. Danke. Freigabe für alle.
        306 adopt wiesbaden introduced: In allen Standorten. | Sachgebiet Erstantrag
        302 adopt offenbach-stadt,darmstadt-dieburg introduced: Ohne Pilot, die Liste liegt einfach bei. | Empfang
        285 adopt bergstrasse,gross-gerau,rheingau-taunus interested
        262 adopt gross-gerau pilot: Zuerst nur am Empfang in Rüsselsheim. | Teamleitung Eingangszone
        248 adopt odenwald,hersfeld introduced adapted: Mit eigenen Formularnamen. | Sachgebiet Leistung
        230 adopt gross-gerau aborted staff: Nach dem Umzug des Hauses fehlt am Empfang die Zeit, die Liste durchzugehen. Im Frühjahr neuer Anlauf. | Teamleitung Eingangszone
        214 adopt rheingau-taunus introduced: Vom Nachbarkreis übernommen, wie sie ist. | Servicestelle
        150 adopt bergstrasse introduced adapted: Als Rückseite der Terminbestätigung. | Teamleitung Service
        112 still offenbach-stadt
        100 still darmstadt-dieburg
        62 adopt main-kinzig,lahn-dill interested
        44 adopt fulda declined other_system: Unsere Terminbestätigung enthält schon eine eigene Liste. | Sachgebiet Leistung
        18 adopt lahn-dill pilot: Vier Wochen in der Eingangszone Wetzlar. | Projektleitung
        16 steps lahn-dill key_people,legal: Der Datenschutz hatte nichts zu prüfen: Auf der Liste steht kein Name.
        """,
    ),
    Script(
        key="sms-erinnerung",
        title="Terminerinnerung per Kurznachricht",
        author="fulda",
        audience=Audience.BOTH,
        problem="Einladungen gehen zwei Wochen vorher raus. Am Tag selbst denkt niemand mehr daran.",
        proposal="Zwei Tage vorher eine Nachricht: Tag, Uhrzeit, Zimmer. Sonst nichts.",
        theme=ACCESS,
        areas=(WorkArea.RECEPTION, WorkArea.CASE_MANAGEMENT),
        benefit="Weniger Ausfälle.",
        effort="S",
        systems="Terminverwaltung\nNachrichtendienst des Rechenzentrums",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Auf Wunsch als Sprachanruf.",
        readiness=Answers(
            benefit="Ausgefallene Termine sanken im Pilot von 21 auf 13 von 100.",
            operating_cost="7 Cent je Nachricht, etwa 900 Euro im Jahr je Haus.",
            owner="Sachgebiet Service, Fulda",
            support="IT-Koordination der Häuser",
            systems="Terminverwaltung, nur lesend",
            guide="1. Einwilligung im Erstgespräch.\n2. Zeitpunkt einstellen: zwei Tage vorher, 17 Uhr.\n3. Abmelden muss "
            "mit einer Antwort „Stopp“ gehen.",
            data_protection=Checked.YES,
            data_protection_text="Einwilligung liegt vor, in der Nachricht steht kein Anlass.",
            information_security=Checked.YES,
            information_security_text="Der Nachrichtendienst ist vom Rechenzentrum freigegeben.",
            staff_council=Checked.YES,
            staff_council_text="Zugestimmt.",
            accessibility=Checked.YES,
            accessibility_text="Sprachanruf als gleichwertiger Weg.",
            funding=Checked.YES,
            funding_text="Aus dem Budget für Porto: Jede Nachricht spart einen Brief.",
        ),
        diary="""
        505 submit
        499 start: Klein, klar und messbar. Wir messen zuerst vier Wochen lang die Ausfälle.
        497 profile
        493 @bergstrasse join
        489 @hersfeld join
        485 note observation observing 100: Vier Wochen gezählt: 21 von 100 Terminen fallen aus.
        480 note conversation interview 9: Neun Menschen, die fehlten: Sechs hatten es vergessen.
        476 @hersfeld note conversation interview 4: Vier Fachkräfte erinnern schon heute, vom eigenen Apparat aus.
        474 note affected_group: Alle mit Termin; Fachkräfte.
        466 go define
        463 note point_of_view point_of_view: Wer viel im Kopf hat, braucht zwei Tage vorher einen Anstoß, weil ein Brief von vor zwei Wochen unter anderen Briefen liegt.
        462 note how_might_we how_might_we: Wie könnten wir erinnern, ohne zu mahnen?
        461 note success_measure: Höchstens 14 von 100 Terminen fallen aus.
        452 go ideate
        449 note alternative brainwriting 5: Kurznachricht.
        449 note alternative brainwriting 5: Sprachanruf.
        449 note alternative brainwriting 5: Kühlschrankmagnet mit Datum.
        444 note choice value_effort 5: Die Kurznachricht, mit Sprachanruf auf Wunsch.
        443 note riskiest_assumption: Die Nummern in den Akten stimmen.
        436 go prototype
        430 v text: Nachricht mit 140 Zeichen | Zwei Tage vorher erinnert fallen weniger Termine aus. | Höchstens 14 von 100 in acht Wochen.
        428 note privacy_check: Kein Anlass, kein Absendername außer „Kreis Fulda“.
        427 note accessibility_check: Sprachanruf für alle, die ihn möchten.
        422 go test
        358 feedback v1 customers pilot 32 fulda answered 345
        + 13 von 100 Terminen fielen noch aus.
        Δ Die Nachricht kommt morgens um sieben. => v1 Sie kommt jetzt um 17 Uhr.
        354 @bergstrasse feedback v1 staff feedback_grid 9 bergstrasse answered 345
        + Endlich planbare Vormittage.
        ? Was, wenn jemand absagt? => später Das ist eine eigene Idee: die Terminierungs- und Kunden-App.
        343 verdict v1 yes continue: Nach acht Wochen fielen noch 13 von 100 Terminen aus, 14 waren erlaubt. | Die meisten Ausfälle waren Vergessen. Ein Anstoß zwei Tage vorher genügt.
        340 ready
        328 approve leitung-main-taunus +60: Messbarer Nutzen bei kleinen Kosten. Bitte die Einwilligung überall gleich formulieren.
        326 kit EUPL-1.2 software appointment-scheduling communications: Der Dienst liest am Abend die Termine des übernächsten Tages und schickt eine Kurznachricht. In ihr steht kein Anliegen, nur Tag, Uhrzeit und Haus. | Alle, die einen Termin haben und der Nachricht zugestimmt haben. | 1. Datenschutz und Personalrat beteiligen: Muster liegen bei.\\n2. Den Dienst im Rechenzentrum aufsetzen und nur lesend mit der Terminverwaltung verbinden.\\n3. Einwilligung in das Erstgespräch aufnehmen.\\n4. Mit einem Team beginnen, nach vier Wochen für alle. | Fünf bis acht Tage, vor allem für die Einwilligung. | Sachgebiet Service, Kommunales Kreisjobcenter Fulda | Erinnerung zwei Tage vorher\\nUhrzeit des Versands einstellbar\\nKein Anliegen in der Nachricht
        325 adopt fulda introduced: Hier wurde getestet, die Nachrichten laufen einfach weiter. | Sachgebiet Service | acht Tage, vor allem für die Einwilligung
        320 adopt bergstrasse,hersfeld introduced: Die Technik war da, ein Pilot nicht nötig. | IT-Koordination
        300 adopt main-taunus,vogelsberg,odenwald interested
        281 adopt main-taunus introduced: Gleich für alle Teams, nach einem Gespräch mit Fulda. | Leitung Eingangszone | fünf Tage
        266 adopt vogelsberg pilot: Ein Team beginnt. | Servicestelle
        240 adopt vogelsberg introduced: | Servicestelle
        222 adopt marburg,main-kinzig,offenbach-kreis introduced: Die Erfahrungen der anderen haben uns gereicht. | Terminstelle
        200 adopt rheingau-taunus declined it: Unsere Terminverwaltung kann keine Nachrichten auslösen. Wir prüfen neu, wenn sie abgelöst wird. | IT-Steuerung
        131 still fulda,bergstrasse
        122 still hersfeld
        90 adopt main-taunus sustained adapted: Zusätzlich am Abend vorher. | Leitung Eingangszone
        70 adopt wiesbaden,offenbach-stadt pilot: Mit Blick auf die zweisprachige Erinnerung. | Terminstelle
        64 steps wiesbaden key_people,technology: Die Schnittstelle der Terminverwaltung ist eingeschaltet.
        33 still vogelsberg
        29 adopt darmstadt-dieburg assessing: Der Datenschutz prüft die Einwilligung. | Stabsstelle Digitalisierung
        8 adopt odenwald assessing
        """,
    ),
)
