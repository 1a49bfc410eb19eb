"""Ideas in „Prototyp bauen“, among them two known projects."""

from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import ACCESS, LETTERS, SKILLS
from lab.ideas.models import Audience, DataProtection, WorkArea

IDEAS = (
    Script(
        key="termin-app",
        title="Terminierungs- und Kunden-App",
        author="fulda",
        audience=Audience.BOTH,
        problem="Termine kommen per Brief und lassen sich nur telefonisch ändern. Jeder fünfte Termin fällt aus. Oft "
        "nicht aus bösem Willen: Schicht getauscht, Kind krank, Leitung besetzt.",
        proposal="Eine App fürs Telefon: Termin sehen, verschieben, absagen, Unterlagen-Liste abhaken. Wer keine App "
        "möchte, bekommt weiter Briefe.",
        theme=ACCESS,
        areas=(WorkArea.CASE_MANAGEMENT, WorkArea.RECEPTION, WorkArea.IT),
        benefit="Weniger ausgefallene Termine. Die Zeit bekommt, wer sonst gewartet hätte.",
        effort="L",
        systems="Terminverwaltung\nFachverfahren SGB II (lesend)",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Große Schrift, Vorlesen, vier Sprachen. Alles geht auch am Telefon.",
        diary="""
        252 submit
        246 answer: Vielen Dank! Bergstraße denkt in die gleiche Richtung. Wir bringen Sie zusammen und beginnen mit Gesprächen.
        240 start
        150 too hersfeld,odenwald
        238 profile
        236 @bergstrasse join
        231 @main-taunus join
        225 note conversation interview 9: Neun Menschen, die einen Termin verpasst haben: Sechs wollten absagen und kamen nicht durch.
        219 @bergstrasse note observation observing 3: Drei Vormittage am Servicetelefon in Heppenheim: 70 Anrufe, davon 31 nur Verschieben oder Absagen.
        212 @main-taunus note conversation interview 5: Fünf Fachkräfte: Wer abgesagt hat, soll nicht schlechter dastehen als wer einfach nicht kommt.
        209 note affected_group: Menschen mit wechselnden Schichten, Eltern, und die Beschäftigten, die Termine vergeben.
        195 go define
        188 note point_of_view persona: Ein Vater mit wechselnden Schichten braucht abends um zehn einen Weg, seinen Termin zu verschieben, weil er tagsüber nicht telefonieren darf.
        184 note how_might_we how_might_we: Wie könnten wir Absagen so leicht machen, dass niemand einfach wegbleibt?
        180 @bergstrasse note success_measure: Ausgefallene Termine sinken in einem Team in acht Wochen von 20 auf 12 Prozent.
        166 go ideate
        160 note alternative brainwriting 8: Eine App mit drei Knöpfen: kommen, verschieben, absagen.
        160 note alternative brainwriting 8: Ein Link in der Kurznachricht, ganz ohne App.
        158 @bergstrasse note alternative headstand 8: Eine Mailbox nur für Absagen, die jeden Abend abgehört wird.
        150 note choice value_effort 7: Der Link zuerst, denn er braucht keine Installation. Die App wächst daraus.
        149 note riskiest_assumption: Menschen öffnen einen Link vom Jobcenter und halten ihn nicht für Betrug.
        135 go prototype
        128 v paper: Drei Bildschirme auf Papier | Wer eine Nachricht mit Link bekommt, verschiebt seinen Termin ohne Hilfe. | 4 von 5 Menschen schaffen es in zwei Minuten.
        127 sketch v1 phone termin-app-papier.png: Ihr Termin, Neue Zeit, Danke
        121 note privacy_check paper_prototype: Auf dem ersten Bildschirm steht nur Tag und Uhrzeit, kein Anlass. Der Link läuft nach sieben Tagen ab.
        117 @bergstrasse note accessibility_check: Mit Vorleseprogramm durchgegangen: Die Kalenderansicht braucht eine Liste als Ersatz.
        110 go test
        101 feedback v1 customers thinking_aloud 6 fulda answered 45
        + „Das sind ja nur drei Seiten.“
        + Alle fanden den Knopf „Verschieben“ sofort.
        Δ Der Kalender war zu klein für große Daumen. => v2 Statt des Kalenders gibt es jetzt eine Liste mit fünf freien Zeiten.
        ? Woher weiß ich, dass die Nachricht echt ist? => v2 Das Kennwort aus dem ersten Gespräch steht jetzt in jeder Nachricht.
        ! Den Weg zum Haus gleich mit anzeigen. => später Das gehört zur App, nicht zum Link. Wir haben es notiert.
        97 @bergstrasse feedback v1 staff thinking_aloud 4 bergstrasse answered 45
        + Endlich sehen wir abends, wer morgen nicht kommt.
        Δ Kurzfristige Absagen tauchen in der Terminverwaltung nicht auf. => v2 Absagen bis 7 Uhr stehen jetzt in einer eigenen Liste.
        ? Wer darf welche Zeiten anbieten? => nein Das regelt jedes Haus selbst. Wir schreiben es in die Anleitung.
        72 go prototype: Die Frage „Ist die Nachricht echt?“ war wichtiger als gedacht. Ohne Vertrauen hilft der schönste Bildschirm nicht.
        49 v click_dummy: Klickdummy mit Liste und Kennwort | Mit dem vereinbarten Kennwort vertrauen Menschen der Nachricht und öffnen den Link. | 8 von 10 öffnen den Link, 7 von 10 verschieben ohne Hilfe. | Liste statt Kalender, Kennwort in der Nachricht, Absagen bis 7 Uhr.
        46 sketch v2 phone termin-app-klickdummy.png: Termin, Liste, Fertig
        20 @lab note note click_dummy: Der Klickdummy läuft auf drei Testtelefonen. Die Räume in Fulda und Heppenheim sind gebucht.
        8 go test
        5 @bergstrasse feedback v2 customers thinking_aloud 3 bergstrasse answered 4
        + Das Kennwort hat allen drei die Sorge genommen.
        Δ „Bestätigen“ und „Absenden“ klingen gleich. => später In der nächsten Version heißt der Knopf „Termin ändern“.
        3 go prototype: Bei drei Menschen haben wir gemerkt, dass zwei Knöpfe fast gleich heißen. Wir ändern das, bevor wir mit sieben weiteren testen.
        """,
    ),
    Script(
        key="unterhaltsvorschuss",
        title="Online-Antrag Unterhaltsvorschuss",
        author="main-taunus",
        audience=Audience.CUSTOMERS,
        problem="Alleinerziehende stellen denselben Antrag zweimal: hier und beim Jugendamt. Zwei Papierstapel, zwei "
        "Fristen, ein Kind.",
        proposal="Ein Antrag online. Wer zustimmt, dessen Angaben gehen an beide Stellen.",
        lead="koord",
        theme=SKILLS,
        areas=(WorkArea.BENEFITS, WorkArea.IT),
        benefit="Ein Weg statt zwei. Geld kommt früher an.",
        effort="L",
        systems="Online-Dienst des Landes\nFachverfahren der Unterhaltsvorschusskasse",
        privacy=DataProtection.SOCIAL_DATA,
        diary="""
        261 submit
        254 answer: Danke. Wir sprechen mit dem Jugendamt, bevor wir weiterdenken. Ohne sie geht es nicht.
        240 start
        237 profile
        230 @wiesbaden join
        221 note conversation interview 7: Sieben Alleinerziehende: Alle dachten, mit dem ersten Antrag sei alles erledigt.
        213 note conversation interview 4: Vier Beschäftigte des Jugendamts: Sechs von zehn Angaben sind dieselben.
        205 @wiesbaden note observation observing 2: Zwei Anträge nebeneinander ausgefüllt: 73 Felder, 44 davon doppelt.
        201 note affected_group: Alleinerziehende mit Kindern unter 18 Jahren.
        172 go define
        164 note point_of_view point_of_view: Eine Mutter mit Vollzeitstelle braucht einen Weg statt zwei, weil sie nur einen freien Nachmittag hat.
        160 note how_might_we how_might_we: Wie könnten zwei Ämter wie eines wirken?
        155 note success_measure: Höchstens 30 Felder, und in 20 Minuten fertig.
        128 go ideate
        121 note alternative brainwriting 6: Ein gemeinsamer Antrag mit zwei Empfängern.
        121 note alternative brainwriting 6: Nach dem ersten Antrag ein Hinweis: „Sie könnten auch … beantragen. Angaben übernehmen?“
        119 note alternative brainwriting 6: Ein Termin, bei dem beide Stellen am Tisch sitzen.
        105 note choice value_effort 6: Der Hinweis mit Übernahme: braucht kein gemeinsames Formular.
        103 note riskiest_assumption: Die Einwilligung zur Weitergabe wird verstanden und freiwillig gegeben.
        44 go prototype
        38 v click_dummy: Klickdummy mit Einwilligung in zwei Sätzen | Wenn die Einwilligung in zwei Sätzen steht, entscheiden Menschen bewusst. | 7 von 8 können danach sagen, wer ihre Angaben bekommt.
        36 sketch v1 phone unterhaltsvorschuss-einwilligung.png: Ihr Kind, Darf das, Gesendet
        29 @lab note note: Die Vorprüfung Datenschutz wartet auf das Jugendamt. Solange die fehlt, testen wir nicht.
        """,
    ),
    Script(
        key="seite-eins",
        title="Bescheide mit Zusammenfassung auf Seite 1",
        author="marburg",
        audience=Audience.BOTH,
        problem="Im Bescheid steht alles, nur nicht vorn. Die Menschen blättern zur Summe und rufen dann an.",
        proposal="Seite 1 beantwortet vier Fragen: Was bekomme ich? Ab wann? Was hat sich geändert? Was muss ich tun?",
        theme=LETTERS,
        areas=(WorkArea.BENEFITS, WorkArea.LEGAL),
        benefit="Weniger Rückfragen in der Woche nach dem Versand.",
        effort="M",
        systems="Fachverfahren SGB II (Vorlagen)",
        privacy=DataProtection.NONE,
        accessibility="Überschriften als echte Überschriften, Summen auch im Satz.",
        diary="""
        130 submit
        124 start: Danke, das ist ein guter Anfang für „Verständliche Bescheide“.
        122 profile
        119 @lahn-dill join
        116 @rheingau-taunus join
        111 note conversation interview 10: Zehn Menschen beim Öffnen begleitet: Alle suchen zuerst den Betrag, dann das Datum.
        106 @lahn-dill note conversation interview 3: Die Rechtsstelle: Eine Zusammenfassung ist möglich, wenn sie nichts regelt.
        103 note observation observing 1: In der Woche nach dem Versand doppelt so viele Anrufe.
        101 note affected_group: Alle, die einen Bescheid bekommen; Servicetelefon; Rechtsstelle.
        89 go define
        83 note point_of_view point_of_view: Wer einen Bescheid öffnet, braucht in einer Minute Klarheit, weil das Herz schneller schlägt als das Auge liest.
        81 note how_might_we how_might_we: Wie könnten wir die vier wichtigsten Antworten an den Anfang stellen, ohne etwas Neues zu regeln?
        78 note success_measure: Neun von zehn nennen nach einer Minute Betrag, Beginn und was zu tun ist.
        61 go ideate
        56 note alternative brainwriting 6: Ein Deckblatt vor dem Bescheid.
        56 note alternative brainwriting 6: Ein Kasten oben auf der ersten Seite.
        54 @rheingau-taunus note alternative crazy_eights 6: Eine Sprachnachricht zum Bescheid.
        45 note choice dot_voting 9: Der Kasten auf Seite 1. Ein Deckblatt geht verloren.
        44 note riskiest_assumption: Der Kasten passt auch bei Familien mit fünf Personen auf eine Seite.
        25 go prototype
        24 v text: Musterbescheid mit Kasten | Mit dem Kasten finden Menschen Betrag, Beginn und Aufgabe ohne Hilfe. | 9 von 10 in einer Minute.
        23 sketch v1 letter musterbescheid-kasten.png: Ihr Bescheid, Betrag: 000 Euro, Ab: 1. Mai, Zu tun: nichts
        20 note accessibility_check sample_letter: Vorgelesen klingt der Kasten gut, die Tabelle darunter nicht. Wir schreiben die Summe als Satz dazu.
        9 v text: Musterbescheid für fünf Personen | Auch bei fünf Personen bleibt der Kasten auf einer halben Seite lesbar. | 9 von 10 nennen den Betrag der ganzen Familie. | Eine Zeile je Person, Summe als Satz.
        5 round lesen v2 customers thinking_aloud none marburg 6 from -9 until -20: Finden Menschen in einer Minute Betrag, Beginn und Aufgabe, auch bei fünf Personen? | Sie bekommen diesen Brief. Was steht für Sie drin?\\nWie viel Geld bekommt die ganze Familie?\\nWas müssen Sie jetzt tun? | Lab-Moderation, Protokoll Lahn-Dill
        5 @lahn-dill round telefon v2 staff short_survey none lahn-dill 8 from -13 until -27: Hilft der Kasten auch am Servicetelefon? | | Servicetelefon Lahn-Dill
        4 note privacy_check sample_letter: Nur Musterdaten. Der Kasten enthält nichts, was nicht ohnehin im Bescheid steht.
        """,
    ),
    Script(
        key="erinnerung-sprachen",
        title="Terminerinnerung in der eigenen Sprache",
        author="wiesbaden",
        audience=Audience.CUSTOMERS,
        problem="Die Erinnerung per Kurznachricht kommt auf Deutsch. Wer sie nicht liest, erscheint ohne Unterlagen.",
        proposal="Beim ersten Gespräch die Sprache wählen. Die Erinnerung kommt dann zweisprachig, mit drei Symbolen.",
        theme=ACCESS,
        areas=(WorkArea.RECEPTION, WorkArea.CASE_MANAGEMENT),
        benefit="Baut auf der Terminerinnerung auf, die schon im Rollout ist.",
        effort="S",
        systems="Terminverwaltung",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Symbole nie allein, immer mit Wort.",
        diary="""
        94 submit
        90 answer: Danke! Ein kleiner Schritt auf etwas, das schon läuft. So mögen wir das.
        86 start
        85 profile
        82 @offenbach-stadt join
        80 note conversation interview 8: Acht Menschen mit fünf Sprachen: Sie lassen sich die Nachricht vorlesen, meist von den Kindern.
        76 @offenbach-stadt note observation observing 40: Vierzig Termine ausgezählt: ohne Unterlagen kam jede dritte Person mit fremdsprachiger Akte.
        73 note conversation interview 3: Drei Fachkräfte: Die Symbole für „Ausweis“ und „Mietvertrag“ wären schon die halbe Miete.
        71 note affected_group: Menschen, die Deutsch noch lernen.
        60 go define
        57 note point_of_view point_of_view: Wer Deutsch lernt, braucht die Liste der Unterlagen in der eigenen Sprache, weil ein zweiter Weg einen Sprachkurstag kostet.
        55 note how_might_we how_might_we: Wie könnten wir in 160 Zeichen sagen, was man mitbringen soll?
        53 note success_measure: Acht von zehn bringen beim ersten Mal alles mit.
        44 go ideate
        41 note alternative brainwriting 5: Zweisprachige Nachricht.
        41 note alternative brainwriting 5: Nur Symbole und Uhrzeit.
        40 note alternative brainwriting 5: Sprachnachricht, eingesprochen von Sprachmittlerinnen.
        34 note choice dot_voting 6: Zweisprachig mit Symbolen. Die Sprachnachricht heben wir auf.
        33 note riskiest_assumption: Die Symbole bedeuten überall dasselbe.
        24 go prototype
        16 v text: Zwölf Nachrichten in fünf Sprachen | Mit Symbolen und eigener Sprache bringen Menschen alles mit. | 8 von 10 legen in der Probe die richtigen Blätter auf den Tisch.
        12 note privacy_check: Die gewählte Sprache ist eine Angabe zur Person. Sie wird nur für Nachrichten benutzt und lässt sich jederzeit löschen.
        10 note accessibility_check: Vorleseprogramme lesen die Symbole mit Namen vor. Das stört, wir stellen sie ans Ende.
        """,
    ),
    Script(
        key="lotsen",
        title="Digitallotsen: Menschen helfen Menschen beim ersten Online-Antrag",
        author="main-kinzig",
        audience=Audience.BOTH,
        problem="Am Antragsterminal steht meistens niemand. Wer es versucht, gibt nach der Anmeldung auf.",
        proposal="Menschen, die es selbst gerade gelernt haben, sitzen zweimal in der Woche daneben. Als Arbeitsgelegenheit "
        "oder Ehrenamt, mit Schulung.",
        lead="koord",
        theme=SKILLS,
        areas=(WorkArea.RECEPTION, WorkArea.TRAINING),
        benefit="Anträge werden fertig, und die Lotsen gewinnen Selbstvertrauen.",
        effort="M",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Ein Platz im Sitzen, einer für Rollstühle.",
        diary="""
        120 submit
        113 start: Danke. Uns gefällt, dass die Hilfe von Menschen kommt, die es gerade selbst gelernt haben.
        111 profile
        105 @offenbach-kreis join
        101 note observation observing 22: Zwei Tage am Terminal: 22 Versuche, 4 abgeschickte Anträge.
        95 note conversation interview 6: Sechs Menschen, die aufgegeben haben: Die Anmeldung war die Wand, nicht der Antrag.
        92 @offenbach-kreis note conversation interview 5: Fünf Kursteilnehmende: Vier würden gern zeigen, was sie können.
        90 note affected_group: Menschen ohne eigenen Computer; Menschen, die gerade einen Kurs abgeschlossen haben.
        75 go define
        71 note point_of_view point_of_view: Wer vor dem Terminal steht, braucht jemanden auf Augenhöhe, weil Fragen an das Amt wie Prüfungen klingen.
        69 note how_might_we how_might_we: Wie könnten wir Hilfe anbieten, die sich nicht nach Amt anfühlt?
        66 note success_measure: Zwei von drei Anträgen werden am Terminal fertig.
        53 go ideate
        48 note alternative crazy_eights 7: Lotsen mit Weste, zweimal in der Woche.
        48 note alternative crazy_eights 7: Ein Telefon am Terminal mit direkter Leitung.
        45 note choice dot_voting 9: Die Lotsen. Ein Telefon hatten wir schon einmal, es wurde nie abgehoben.
        26 go prototype: Zwei Alternativen genügen hier: Die Gruppe war sich einig, und die Lotsen stehen bereit.
        11 v role_play: Rollenspiel am Terminal mit drei Lotsen | Mit einer Lotsin daneben wird der Antrag fertig, ohne dass sie tippt. | 4 von 6 schicken ab, die Lotsin fasst die Tastatur nicht an.
        4 note privacy_check role_play: Lotsen sehen, was auf dem Bildschirm steht. Sie verpflichten sich schriftlich, und ein Sichtschutz ist bestellt.
        """,
    ),
    Script(
        key="protokoll",
        title="Gesprächsprotokoll gemeinsam schreiben",
        author="offenbach-stadt",
        audience=Audience.BOTH,
        problem="Nach dem Gespräch schreibt die Fachkraft auf, was vereinbart wurde. Zwei Wochen später haben beide "
        "etwas anderes in Erinnerung.",
        proposal="Die letzten fünf Minuten schreiben beide zusammen drei Sätze, sichtbar auf dem zweiten Bildschirm. "
        "Ausdruck zum Mitnehmen.",
        areas=(WorkArea.CASE_MANAGEMENT,),
        benefit="Vereinbarungen, an die sich beide halten.",
        effort="S",
        systems="Fallmanagement-Modul",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Auch zum Vorlesen und in großer Schrift.",
        is_named=False,
        diary="""
        221 submit
        216 answer: Danke. Das ist klein, mutig und sofort zu probieren.
        211 start
        210 profile
        207 @darmstadt-dieburg join
        203 note conversation interview 7: Sieben Fachkräfte: Das Protokoll kostet zehn Minuten, nachdem der Mensch weg ist.
        199 note conversation interview 6: Sechs Menschen: Vier wussten nicht, dass es ein Protokoll gibt.
        196 @darmstadt-dieburg note observation observing 4: Vier Gespräche: Vereinbarungen fallen meist im Stehen, an der Tür.
        195 note affected_group: Menschen im Fallmanagement und ihre Fachkräfte.
        184 go define
        181 note point_of_view point_of_view: Beide brauchen am Ende dieselben drei Sätze, weil sich Vertrauen an Kleinigkeiten entscheidet.
        179 note how_might_we how_might_we: Wie könnten wir das Aufschreiben zum Teil des Gesprächs machen?
        177 note success_measure: Zwei Wochen später nennen beide dieselben Vereinbarungen.
        166 go ideate
        162 note alternative brainwriting 6: Zweiter Bildschirm.
        162 note alternative brainwriting 6: Eine Karte auf dem Tisch, auf der die Kundin selbst schreibt.
        160 note alternative brainwriting 6: Sprachaufnahme der letzten Minute.
        154 note choice value_effort 6: Der zweite Bildschirm: In acht Räumen ist er schon da.
        153 note riskiest_assumption: Menschen trauen sich zu widersprechen, wenn sie mitlesen.
        139 go prototype
        133 v process: Ablauf mit zweitem Bildschirm | Wer mitliest, widerspricht, wenn etwas nicht stimmt. | In 3 von 6 Gesprächen wird ein Satz gemeinsam geändert.
        129 note privacy_check role_play: Auf dem zweiten Bildschirm ist nur das Textfeld zu sehen, sonst nichts.
        128 note accessibility_check role_play: Schriftgröße auf 20 Punkt, Vorlesen auf Wunsch.
        115 go test
        106 feedback v1 staff pilot 5 offenbach-stadt answered 36
        + Spart die zehn Minuten danach.
        Δ Wer schlecht liest, sitzt stumm daneben. => v2 Die Sätze werden jetzt vorgelesen, bevor jemand nickt.
        ? Was, wenn wir uns nicht einig werden? => nein Dann stehen beide Sätze da. Das ist in Ordnung so.
        99 @darmstadt-dieburg feedback v1 customers short_survey 6 darmstadt-dieburg answered 36
        + „Ich wusste zum ersten Mal, was da steht.“
        Δ Zu viele Abkürzungen. => v2 In den drei Sätzen sind Abkürzungen nicht erlaubt.
        74 go prototype: In keinem der sechs Gespräche wurde ein Satz geändert. Mitlesen allein ermutigt nicht zum Widersprechen. Version 2 dreht den Stift um.
        39 v paper: Karte, auf der die Kundin schreibt | Wer selbst schreibt oder diktiert, bestimmt mit. | In 3 von 6 Gesprächen stammt mindestens ein Satz von der Kundin oder dem Kunden. | Karte statt Bildschirm; vorlesen; keine Abkürzungen.
        38 sketch v2 board vereinbarungskarte.png: Ich mache, Sie machen, Bis wann
        """,
    ),
)
