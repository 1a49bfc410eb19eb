"""Ideas in „Testen“, the Risikotool among them."""

from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import ACCESS, LETTERS, WORK
from lab.ideas.models import Audience, DataProtection, WorkArea

IDEAS = (
    Script(
        key="risikotool",
        title="Risikotool der KJC",
        author="offenbach-kreis",
        audience=Audience.BOTH,
        problem="Dass jemand in Schwierigkeiten gerät, sehen wir oft erst an der dritten versäumten Frist. Die Hinweise "
        "waren vorher da, verteilt auf vier Bildschirme.",
        proposal="Eine Seite je Fall, die zusammenträgt, was schon bekannt ist: Wo hakt es? Was hilft jetzt? Sie "
        "entscheidet nichts. Sie erinnert.",
        is_named=False,
        theme=WORK,
        areas=(WorkArea.CASE_MANAGEMENT, WorkArea.BENEFITS),
        benefit="Fachkräfte sprechen Schwierigkeiten an, bevor etwas versäumt wird. Das Gespräch beginnt mit dem, "
        "was hilft.",
        effort="M",
        systems="Fachverfahren SGB II (lesend)\nFallmanagement-Modul (lesend)",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Nie nur Farbe: Symbol, Wort und Zahl. Druckansicht mit großer Schrift.",
        diary="""
        281 submit
        275 answer: Danke. Wichtig ist uns von Anfang an: Das Werkzeug darf Menschen nicht in Schubladen stecken. Datenschutz und Gleichstellung sind ab dem ersten Treffen dabei.
        270 start
        268 profile
        266 @main-taunus join
        262 @lahn-dill join
        260 invite +120
        257 note conversation interview 6: Sechs Fachkräfte: Drei Viertel der Zeit vor einem Gespräch geht für das Zusammensuchen drauf.
        252 @main-taunus note conversation interview 5: Fünf Kundinnen und Kunden: „Fragen Sie mich früher. Nicht erst, wenn der Strom abgestellt ist.“
        250 @main-taunus note observation observing 3: Drei Vorbereitungen begleitet: vier Programme, zwölf Fenster, ein Zettel.
        249 note conversation empathy_map 4: Empathiekarte: Fachkräfte haben Angst, etwas zu übersehen, und Angst, jemanden vorzuverurteilen.
        247 @lahn-dill note conversation interview 4: In Lahn-Dill führt ein Team dafür eine eigene Tabelle. Niemand pflegt sie gern.
        246 note affected_group: Menschen, bei denen sich Schwierigkeiten häufen, und die Fachkräfte, die sie begleiten.
        233 go define
        228 @gast note point_of_view point_of_view: Eine Fachkraft mit hundert Fällen braucht vor dem Gespräch eine Minute Überblick, weil sie sonst nur über das spricht, was zuletzt schiefging.
        226 note how_might_we how_might_we: Wie könnten wir früh aufmerksam werden, ohne Menschen zu bewerten?
        224 @main-taunus note success_measure: Vorbereitung in 3 statt 12 Minuten; in zwei von drei Gesprächen wird etwas angesprochen, das noch keine Frist gerissen hat.
        221 go ideate
        216 note alternative brainwriting 6: Eine Ampel je Fall.
        216 note alternative brainwriting 6: Eine Seite mit Hinweisen und der Frage „Was hilft jetzt?“.
        215 @main-taunus note alternative crazy_eights 6: Eine wöchentliche Liste „Bitte melden Sie sich bei …“.
        209 note choice dot_voting 8: Die Ampel: schnell zu verstehen.
        208 @gast note riskiest_assumption: Fachkräfte lesen die Ampel als Hinweis, nicht als Urteil.
        198 go prototype
        192 v paper: Papierkarten mit Ampel | Fachkräfte nutzen die Ampel als Anlass zum Nachfragen. | 4 von 5 nennen nach dem Blick auf die Karte eine Frage, keine Maßnahme.
        191 sketch v1 board risikotool-karten.png: Miete, Strom, Termine
        187 note privacy_check: Nur Angaben, die im Fall schon stehen. Keine Berechnung über Menschen, keine Speicherung.
        186 note accessibility_check: Ampelfarben reichen nicht. Symbole und Wörter dazu.
        179 go test
        170 feedback v1 staff thinking_aloud 4 offenbach-kreis answered 140
        + Alles auf einen Blick.
        Δ Rot wirkt wie ein Urteil. => v2 Die Ampel ist weg. Es gibt Hinweise in Worten.
        Δ Farben allein reichen nicht. => v2 Jeder Hinweis hat jetzt Symbol und Wort.
        ? Wer sieht die Einschätzung? => v2 Nur das Fallmanagement. Das steht jetzt auf der Seite.
        158 go ideate: Die Ampel wurde als Urteil gelesen. Drei von vier Fachkräften nannten sofort eine Maßnahme statt einer Frage.
        147 note choice value_effort 7: Die Seite mit Hinweisen und der Frage „Was hilft jetzt?“. Die Ampel verwerfen wir.
        146 @gast note riskiest_assumption: Ohne Ampel finden Fachkräfte das Wichtige noch in einer Minute.
        143 go prototype
        142 v click_dummy: Klickdummy mit Hinweisen | Ohne Ampel finden Fachkräfte das Wichtige in einer Minute. | 6 von 8 nennen in einer Minute den wichtigsten Hinweis. | Hinweise statt Ampel, Symbole und Wörter, Rechte auf der Seite.
        120 go test
        112 feedback v2 staff thinking_aloud 8 main-taunus answered 79
        + „Endlich sehe ich, wo es hakt.“
        + Sieben von acht fanden den wichtigsten Hinweis.
        Δ Zu viele Hinweise auf einmal. => v3 Es sind höchstens drei, der Rest ist eingeklappt.
        Δ Im Gespräch kann man den Bildschirm nicht zeigen. => v3 Es gibt eine Druckansicht, die man gemeinsam ansehen kann.
        ? Woher kommt der Hinweis? => v3 Jeder Hinweis nennt seine Quelle und den Tag.
        ! Auch zeigen, was gut läuft. => v3 Oben stehen jetzt die Stärken.
        103 feedback v2 customers short_survey 5 offenbach-kreis answered 79
        + „Gut, dass Sie das von sich aus ansprechen.“
        Δ „Risiko“ will niemand über sich lesen. => v3 Auf der Druckansicht steht „Darüber sollten wir sprechen“.
        ? Kann ich etwas davon löschen lassen? => nein Es steht nur da, was im Fall schon steht. Wir erklären das jetzt auf der Seite.
        88 go prototype: Der Nutzen ist da, die Wirkung auf Kundinnen und Kunden hatten wir unterschätzt. Wörter und Druckansicht kommen zuerst.
        82 v click_dummy: Klickdummy mit Druckansicht | 4 von 5 Fachkräften finden den wichtigsten Hinweis ohne Hilfe, und Menschen fühlen sich ernst genommen. | 4 von 5 Fachkräften in einer Minute; 5 von 7 Kundinnen und Kunden sagen „Das hilft mir“. | Höchstens drei Hinweise, Stärken oben, Quelle und Tag, Druckansicht.
        80 sketch v3 letter risikotool-druckansicht.png: Unser Thema, Miete, Strom, Termine
        12 go test
        11 paper leitfaden-gespraech.pdf: Risikotool: So sprechen wir über Hinweise | 1. Mit dem beginnen, was gut läuft. | 2. Höchstens einen Hinweis ansprechen. | 3. Fragen: „Was hilft jetzt?“ | 4. Die Verabredung gemeinsam aufschreiben.
        9 feedback v3 staff sus 5 offenbach-kreis answered 6
        + SUS 74 bei fünf Personen.
        + Vorbereitung dauerte im Mittel drei Minuten.
        Δ Die Quelle ist klein gedruckt. => v3 Noch in dieser Version geändert: gleiche Größe wie der Hinweis.
        7 @main-taunus feedback v3 customers feedback_grid 7 main-taunus answered 4
        + „Sie haben mit dem Guten angefangen. Das kenne ich nicht.“
        + Sechs von sieben: „Das hilft mir.“
        Δ Die Druckansicht hat keinen Platz für Notizen. => v3 Unten ist jetzt ein Feld für Verabredungen.
        ? Darf ich die Seite mitnehmen?
        4 note learning thinking_aloud 12: Nicht die Technik war der Durchbruch, sondern die Reihenfolge: erst Stärken, dann Hinweise, dann Verabredung.
        """,
    ),
    Script(
        key="einladung",
        title="Einladung neu geschrieben: ein Brief, den man gern öffnet",
        author="hersfeld",
        audience=Audience.CUSTOMERS,
        problem="Unsere Einladung beginnt mit einem Paragrafen und endet mit einer Drohung. Worum es geht, steht nicht "
        "darin.",
        proposal="Warum, wann, wo, was mitbringen, wen anrufen. Die Rechtsfolgen stehen auf Seite 2, in ganzen Sätzen.",
        theme=LETTERS,
        areas=(WorkArea.CASE_MANAGEMENT, WorkArea.LEGAL),
        benefit="Mehr Menschen kommen, und sie kommen vorbereitet.",
        effort="S",
        systems="Fachverfahren SGB II (Vorlagen)",
        privacy=DataProtection.NONE,
        accessibility="Einfache Sprache, Schriftgröße 12, Überschriften.",
        diary="""
        154 submit
        149 start: Sehr gern. Bitte nehmen Sie die Rechtsstelle gleich mit ins Team.
        148 profile
        145 @fulda join
        141 @odenwald join
        138 note conversation interview 11: Elf Menschen mit dem Brief in der Hand: Neun hatten Angst, zwei waren wütend, niemand wusste, worum es geht.
        134 @fulda note observation observing 30: Dreißig Einladungen verfolgt: 21 kamen, 4 davon mit den richtigen Unterlagen.
        131 note conversation interview 4: Vier Fachkräfte: Sie rufen vorher an, um den Brief zu erklären.
        129 note affected_group: Alle, die eingeladen werden, besonders zum ersten Mal.
        119 go define
        115 note point_of_view point_of_view: Wer eine Einladung öffnet, braucht im ersten Satz den Grund, weil Angst das Lesen beendet.
        113 note how_might_we how_might_we: Wie könnten wir rechtssicher einladen und trotzdem freundlich sein?
        110 note success_measure: Acht von zehn kommen, sechs davon mit allen Unterlagen.
        101 go ideate
        98 note alternative brainwriting 6: Neuer Brief, Rechtsfolgen auf Seite 2.
        98 note alternative brainwriting 6: Postkarte vorab, Brief danach.
        97 @odenwald note alternative headstand 6: Anruf statt Brief, Brief nur zur Bestätigung.
        90 note choice dot_voting 7: Der neue Brief. Postkarten dürfen wir wegen der Geheimhaltung nicht.
        89 note riskiest_assumption: Die Rechtsfolgen auf Seite 2 halten vor Gericht.
        80 go prototype
        74 v text: Einladung auf einer Seite | Wer den Grund im ersten Satz liest, liest weiter. | 8 von 10 sagen nach dem Lesen, warum, wann und womit.
        73 sketch v1 letter einladung-neu.png: Einladung, Wann: Montag, Wo: Zimmer 12, Warum: Ihr Plan
        69 note privacy_check sample_letter: Der Grund ist allgemein gehalten, damit er auch offen auf dem Tisch liegen kann.
        68 note accessibility_check sample_letter: Von der Prüfgruppe für Leichte Sprache gelesen, vier Sätze gekürzt.
        58 go test
        49 feedback v1 customers thinking_aloud 10 hersfeld answered 26
        + „Da steht ja, was Sie von mir wollen.“
        + Neun von zehn nannten Grund und Uhrzeit.
        Δ „Mitwirkung“ versteht niemand. => v2 Dort steht jetzt „Bitte helfen Sie mit, damit …“.
        Δ Die Telefonnummer ist zu klein. => v2 Sie steht jetzt neben dem Termin.
        42 @odenwald feedback v1 staff short_survey 6 odenwald answered 26
        + Spart das Telefonat vorher.
        ? Ist Seite 2 rechtssicher? => v2 Ja, die Rechtsstelle hat den Satz geändert und freigegeben.
        ! Auch für die zweite Einladung. => später Erst wenn die erste gut läuft.
        33 go prototype: Ein einziges Wort, „Mitwirkung“, hat den ganzen Brief verdunkelt. Wir schreiben um, bevor wir weiter testen.
        28 v text: Einladung, zweite Fassung | Mit „Bitte helfen Sie mit“ kommen mehr Menschen vorbereitet. | Von 40 Eingeladenen kommen 32, davon 20 mit allen Unterlagen. | Wörter, Telefonnummer, Seite 2 mit der Rechtsstelle.
        22 go test
        14 @fulda feedback v2 customers ab_test 40 fulda answered 8
        + 33 von 40 kamen, 22 mit allen Unterlagen. Mit dem alten Brief waren es 27 und 6.
        Δ Zwei kamen am falschen Tag: „Montag“ ohne Datum in der Überschrift. => v2 Das Datum steht jetzt in der Überschrift.
        6 @odenwald feedback v2 staff feedback_grid 5 odenwald answered 3
        + „Die Gespräche fangen freundlicher an.“
        ? Wer pflegt die Vorlage, wenn sich das Recht ändert? => später Das klären wir mit der Rolloutmeldung.
        """,
    ),
    Script(
        key="videoberatung",
        title="Videoberatung vom Küchentisch",
        author="odenwald",
        audience=Audience.BOTH,
        problem="Von manchen Dörfern sind es anderthalb Stunden mit dem Bus bis zu uns, einfache Strecke, für zehn Minuten.",
        proposal="Wer möchte, spricht per Video mit uns. Ohne Konto, mit einem Link, der nur einmal gilt.",
        theme=ACCESS,
        areas=(WorkArea.CASE_MANAGEMENT, WorkArea.RECEPTION),
        benefit="Ein halber Tag gespart, auf beiden Seiten.",
        effort="M",
        systems="Videodienst des Landes\nTerminverwaltung",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Untertitel, Einwahl per Telefon als Ersatz.",
        lead="koord",
        diary="""
        119 submit
        114 start: Danke. Der Odenwald ist der richtige Ort für diesen Versuch.
        112 profile
        107 @vogelsberg join
        103 note conversation interview 8: Acht Menschen aus fünf Dörfern: Sieben haben ein Telefon mit Kamera, vier schlechten Empfang.
        99 @vogelsberg note conversation interview 5: Fünf Fachkräfte: Die Sorge ist, nicht zu sehen, wer noch im Raum sitzt.
        96 note observation observing 15: Fünfzehn Termine: Bei sechs hätte ein Video gereicht.
        94 note affected_group: Menschen mit langem Weg, kleinen Kindern oder eingeschränkter Beweglichkeit.
        79 go define: Der Bus ist das Problem. Das muss uns niemand mehr beweisen.
        74 note point_of_view point_of_view: Eine Mutter auf dem Dorf braucht zehn Minuten mit uns, weil ein Weg sie den Vormittag und das Geld für den Bus kostet.
        72 note how_might_we how_might_we: Wie könnten wir so nah sein wie ein Telefonat und so persönlich wie ein Besuch?
        70 note success_measure: Jedes dritte Kurzgespräch läuft per Video, ohne zweiten Anlauf.
        62 go ideate
        59 note alternative brainwriting 6: Video vom eigenen Telefon.
        59 note alternative brainwriting 6: Ein Videoraum im Rathaus jeder Gemeinde.
        58 @vogelsberg note alternative brainwriting 6: Ein Beratungsbus, der dienstags kommt.
        50 note choice value_effort 6: Das eigene Telefon, mit dem Rathaus als Ersatz bei schlechtem Empfang.
        49 note riskiest_assumption: Menschen sind mit dem eigenen Telefon in drei Minuten im Gespräch.
        38 go prototype
        32 v software: Videoraum mit Einmal-Link | Mit einem Link sind Menschen in drei Minuten im Gespräch. | 6 von 8 ohne Hilfe am Telefon.
        29 note privacy_check: Kein Mitschnitt, Serverstandort Hessen. Zu Beginn die Frage: „Sind Sie allein?“
        24 go test: Die Vorprüfung der Barrierefreiheit holen wir mit Gehörlosen im Test nach. Ohne sie wäre sie nur Papier.
        17 feedback v1 customers thinking_aloud 4 odenwald answered 5
        + „Ich habe dabei Kartoffeln geschält.“
        Δ Der Link kam als E-Mail, gelesen wird aber nur das Telefon. => später Version 2 schickt eine Kurznachricht.
        Δ Bei schlechtem Empfang friert das Bild ein.
        ? Hört noch jemand mit?
        3 @vogelsberg feedback v1 staff feedback_grid 3 vogelsberg
        + Gespräche sind kürzer und genauer.
        Δ Unterschriften fehlen danach.
        ! Einen ruhigen Raum im Rathaus anbieten.
        """,
    ),
)
