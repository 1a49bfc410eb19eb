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
        192 v click_dummy: Klickdummy mit Ampel | Fachkräfte nutzen die Ampel als Anlass zum Nachfragen. | 4 von 5 nennen nach dem Blick auf die Ampel eine Frage, keine Maßnahme.
        191 sketch v1 board risikotool-ampel.png: Miete, Strom, Termine
        187 note privacy_check: Nur Angaben, die im Fall schon stehen. Keine Berechnung über Menschen, keine Speicherung.
        186 note accessibility_check: Ampelfarben reichen nicht. Symbole und Wörter dazu.
        184 round test1 v1 staff thinking_aloud none offenbach-kreis 5 from 176 until 172: Wird die Ampel als Hinweis gelesen oder als Urteil? | Öffnen Sie den Musterfall. Was sprechen Sie zuerst an?\\nFinden Sie heraus, woher der Hinweis zur Miete kommt.\\nBereiten Sie das Gespräch in drei Minuten vor. | Lab-Moderation, Protokoll Main-Taunus
        184 @main-taunus round sus1 v1 staff sus sus main-taunus 8 from 174 until 168: Wie gut lässt sich die Seite bedienen? | | Fallmanagement Main-Taunus
        184 round haus1 v1 customers short_survey umux_lite offenbach-kreis 8 from 174 until 167: Wie wirkt die Ampel, wenn sie im Gespräch auf dem Tisch liegt? | | Fallmanagement Offenbach (Kreis)
        179 go test
        175 session test1 hfa afh hff afh hfh
        Δ P1 02:10 seen severe #urteil: Liest die rote Ampel vor und schlägt sofort eine Einladung vor, ohne nachzufragen. | Rot, also einladen.
        Δ P3 02:40 seen severe #urteil: Nennt nach dem Blick auf die Ampel eine Maßnahme statt einer Frage.
        + P4 02:50 said: Sieht Miete, Strom und Termine zum ersten Mal auf einer Seite. | Alles auf einen Blick, das hatte ich noch nie.
        Δ P5 03:05 seen severe #urteil: Schreibt „Anhörung“ auf den Zettel, bevor die Hinweise gelesen sind.
        Δ P3 04:40 said medium #urteil: Möchte die Farbe nicht zeigen, wenn jemand danebensitzt. | Das kann ich so niemandem hindrehen.
        Δ P2 06:15 seen medium #farben: Hält Gelb für Grün und übersieht den Hinweis zum Strom.
        ? P5 07:30 seen medium #quelle: Klickt dreimal auf die Ampel, um zu sehen, woher die Einschätzung kommt. | Wer sagt das eigentlich?
        ? P2 08:20 seen medium #quelle: Öffnet das Fachverfahren, um den Hinweis zur Miete nachzuprüfen.
        ? P1 11:00 said #rechte: Fragt, wer die Einschätzung außerhalb des Teams sieht.
        169 @main-taunus sheets sus1 3334233423 2533323222 3422433244 4313433232 3344344322 5332323343 4324324243
        Δ 1 #urteil: Rot wirkt wie ein Urteil.
        Δ 2 #farben: Farben allein reichen nicht.
        + 4: Endlich alles an einer Stelle.
        ? 5 #quelle: Woher kommt die Einschätzung?
        ! 6 #liste: Eine wöchentliche Liste, bei wem ich mich melden soll.
        168 sheets haus1 43 35 54 26 44 3- 52
        Δ 1 #urteil: Das Rot hat mich erschreckt.
        Δ 2 #urteil: Als wäre ich ein Problem.
        ? 4 #rechte: Wer kann das alles sehen?
        + 5: Gut, dass Sie von sich aus fragen.
        163 gather v1 answered 140
        Δ severe #urteil: Die rote Ampel wird als Urteil gelesen, nicht als Anlass zum Nachfragen. => v2 Die Ampel ist weg. Es gibt Hinweise in Worten und die Frage „Was hilft jetzt?“.
        Δ medium #farben: Farben allein reichen nicht: Gelb und Grün werden verwechselt. => v2 Jeder Hinweis hat jetzt Symbol und Wort.
        ? medium #quelle: Woher kommt die Einschätzung? => v2 Eine Einschätzung gibt es nicht mehr, nur Hinweise auf das, was im Fall schon steht.
        ? low #rechte: Wer sieht die Einschätzung? => v2 Nur das Fallmanagement. Das steht jetzt auf der Seite.
        ! low #liste: Eine wöchentliche Liste, bei wem man sich melden soll. => nein Eine Liste sortiert Menschen. Wir bleiben bei der Seite im einzelnen Fall.
        160 verdict v1 no change: Nur zwei von fünf Fachkräften nannten eine Frage, drei nannten sofort eine Maßnahme. | Eine Ampel entscheidet, bevor jemand nachdenkt. Hinweise müssen Worte sein.
        158 go ideate: Die Ampel wurde als Urteil gelesen. Drei von fünf Fachkräften nannten sofort eine Maßnahme statt einer Frage.
        147 note choice value_effort 7: Die Seite mit Hinweisen und der Frage „Was hilft jetzt?“. Die Ampel verwerfen wir.
        146 @gast note riskiest_assumption: Ohne Ampel finden Fachkräfte das Wichtige noch in einer Minute.
        143 go prototype
        142 v click_dummy: Klickdummy mit Hinweisen | Ohne Ampel finden Fachkräfte das Wichtige in einer Minute. | 4 von 5 nennen in einer Minute den wichtigsten Hinweis. | Hinweise statt Ampel, Symbole und Wörter, Rechte auf der Seite.
        124 round test2 v2 staff thinking_aloud none main-taunus 5 from 118 until 114: Finden Fachkräfte ohne Ampel das Wichtige? | Öffnen Sie den Musterfall. Was sprechen Sie zuerst an?\\nFinden Sie heraus, woher der Hinweis zur Miete kommt.\\nBereiten Sie das Gespräch in drei Minuten vor. | Lab-Moderation, Protokoll Lahn-Dill
        124 @lahn-dill round sus2 v2 staff sus sus lahn-dill 6 from 116 until 108: Wie gut lässt sich die Seite jetzt bedienen? | | Fallmanagement Lahn-Dill
        124 round haus2 v2 customers short_survey umux_lite offenbach-kreis 8 from 116 until 104: Wie wirken Hinweise in Worten, wenn man sie gemeinsam ansieht? | | Fallmanagement Offenbach (Kreis) | Sie haben heute mit uns eine neue Seite angesehen. Darauf stand, was bei Ihnen gerade schwierig ist und was hilft.
        120 go test
        117 session test2 aha aaa hfa ahh aah
        + P1 00:40 seen: Nennt nach 40 Sekunden den wichtigsten Hinweis. | Endlich sehe ich, wo es hakt.
        Δ P2 03:40 seen medium #viele: Rollt durch neun Hinweise und verliert den ersten aus dem Blick.
        Δ P3 04:10 said medium #viele: Wünscht sich höchstens drei Hinweise. | Bei neun lese ich keinen.
        Δ P5 05:00 seen medium #viele: Übersieht den Hinweis zur Stromsperre an siebter Stelle.
        ? P3 07:25 seen medium #quelle: Sucht neben dem Hinweis nach Datum und Herkunft und findet nichts.
        Δ P4 08:15 seen severe #zeigen: Dreht im Rollenspiel den Bildschirm zur anderen Seite und gleich wieder zurück. | So kann ich das nicht zeigen.
        Δ P1 10:30 seen medium #zeigen: Druckt die Seite aus und streicht zwei Zeilen durch.
        + P2 12:05 said: Findet die Frage „Was hilft jetzt?“ hilfreicher als jede Farbe.
        115 publish haus2
        112 answers haus2 55 64 46 65
        + 1: Gut, dass Sie das von sich aus ansprechen.
        Δ 2 #wort: „Risiko“ will ich über mich nicht lesen.
        ? 3 #loeschen: Kann ich etwas davon löschen lassen?
        Δ 4 #zeigen: Ich konnte nicht mitlesen.
        109 @lahn-dill sheets sus2 3442434332 4142324243 4343334242 4333324443 4342313143 4233524241
        Δ 1 #viele: Zu viele Hinweise auf einmal.
        + 2: Symbole mit Wort, das verstehe ich sofort.
        ? 4 #quelle: Von wann ist der Hinweis?
        ! 5 #staerken: Auch zeigen, was gut läuft.
        107 answers haus2 53 56 45
        Δ 1 #wort: Das Wort Risiko macht mir Angst.
        ! 3 #staerken: Fragen Sie mich auch, was gut klappt.
        104 close haus2
        103 accept haus2
        98 gather v2 answered 79
        Δ medium #viele: Zu viele Hinweise auf einmal. => v3 Es sind höchstens drei, der Rest ist eingeklappt.
        Δ severe #zeigen: Im Gespräch lässt sich der Bildschirm nicht gemeinsam ansehen. => v3 Es gibt eine Druckansicht, die man gemeinsam ansehen kann.
        ? medium #quelle: Woher kommt der Hinweis, und von wann ist er? => v3 Jeder Hinweis nennt seine Quelle und den Tag.
        Δ medium #wort: „Risiko“ will niemand über sich lesen. => v3 Auf der Druckansicht steht „Darüber sollten wir sprechen“.
        ! low #staerken: Auch zeigen, was gut läuft. => v3 Oben stehen jetzt die Stärken.
        ? low #loeschen: Kann ich etwas davon löschen lassen? => nein Es steht nur da, was im Fall schon steht. Wir erklären das jetzt auf der Seite.
        93 verdict v2 yes change: Vier von fünf Fachkräften nannten in einer Minute den wichtigsten Hinweis. Kundinnen und Kunden blieben aber außen vor. | Ein Werkzeug für das Gespräch muss man gemeinsam ansehen können. Wörter wirken stärker als Farben.
        88 go prototype: Der Nutzen ist da, die Wirkung auf Kundinnen und Kunden hatten wir unterschätzt. Wörter und Druckansicht kommen zuerst.
        82 v click_dummy: Klickdummy mit Druckansicht | Fachkräfte finden den wichtigsten Hinweis ohne Hilfe, und Menschen kommen mit dem Blatt leicht zurecht. | 4 von 5 Fachkräften in einer Minute; 6 von 8 Kundinnen und Kunden geben bei „leicht zu benutzen“ einen der zwei besten Werte. | Höchstens drei Hinweise, Stärken oben, Quelle und Tag, Druckansicht.
        80 sketch v3 letter risikotool-druckansicht.png: Unser Thema, Miete, Strom, Termine
        16 round test3 v3 staff thinking_aloud none offenbach-kreis 5 from 12 until 9: Hilft die Druckansicht, über das Richtige zu sprechen? | Öffnen Sie den Musterfall. Was sprechen Sie zuerst an?\\nFinden Sie heraus, woher der Hinweis zur Miete kommt.\\nBereiten Sie das Gespräch in drei Minuten vor. | Lab-Moderation, Protokoll Main-Taunus
        16 @lahn-dill round sus3 v3 staff sus sus lahn-dill 8 from 11 until 5: Wie gut lässt sich die Seite jetzt bedienen? | | Fallmanagement Lahn-Dill
        16 @main-taunus round haus3 v3 customers short_survey umux_lite main-taunus 8 from 11 until 5: Kommen Menschen mit dem Blatt zurecht, wenn es auf dem Tisch liegt? | | Fallmanagement Main-Taunus | Sie haben heute mit uns ein Blatt angesehen. Darauf stand, was gut läuft und worüber wir sprechen sollten.
        12 go test
        11 paper leitfaden-gespraech.pdf: Risikotool: So sprechen wir über Hinweise | 1. Mit dem beginnen, was gut läuft. | 2. Höchstens einen Hinweis ansprechen. | 3. Fragen: „Was hilft jetzt?“ | 4. Die Verabredung gemeinsam aufschreiben.
        11 publish haus3
        10 session test3 aaa aaa ahh aaa aaa
        + P1 00:25 seen: Nennt nach 25 Sekunden den wichtigsten Hinweis und seine Quelle.
        Δ P2 03:15 seen low #klein: Beugt sich vor, um die Quelle zu lesen. | Das ist ja kleiner als das Kleingedruckte.
        + P3 05:50 seen: Beginnt das Gespräch mit den Stärken, ohne dazu aufgefordert zu sein.
        Δ P4 09:10 seen low #notizen: Schreibt die Verabredung auf die Rückseite, weil auf dem Blatt kein Platz ist.
        ? P5 10:45 said low #mitnehmen: Fragt, ob die Druckansicht mitgegeben werden darf. | Es geht ja um sie.
        + P1 12:20 said: Die Vorbereitung dauerte drei statt zwölf Minuten.
        9 answers haus3 66 67 56 76 65
        + 1: Sie haben mit dem Guten angefangen. Das kenne ich nicht.
        Δ 2 #notizen: Kein Platz für das, was wir ausgemacht haben.
        ? 4 #mitnehmen: Darf ich die Seite mitnehmen?
        8 @lahn-dill sheets sus3 3152514453 4141525143 4153424333 5351414253 5252434252 5143434243 5151324151 3341415253
        + 1: Drei Hinweise reichen.
        Δ 3 #klein: Quelle bitte größer.
        ! 6 #anruf: Direkt vom Hinweis aus anrufen können.
        7 @main-taunus answers haus3 57 66 55
        + 1: Das hilft mir.
        + 2: Ich habe alles verstanden.
        6 accept haus3
        6 close haus3
        5 gather v3 answered 4
        Δ low #klein: Die Quelle ist zu klein gedruckt. => v3 Noch in dieser Version geändert: gleiche Größe wie der Hinweis.
        Δ low #notizen: Auf dem Blatt fehlt Platz für Verabredungen. => v3 Unten ist jetzt ein Feld für Verabredungen.
        ! low #anruf: Direkt vom Hinweis aus anrufen können. => später Das braucht die Telefonanlage. Wir nehmen es in die Rolloutmeldung auf.
        ? low #mitnehmen: Darf man die Druckansicht mitnehmen?
        4 note learning thinking_aloud 21: Nicht die Technik war der Durchbruch, sondern die Reihenfolge: erst Stärken, dann Hinweise, dann Verabredung.
        3 verdict v3 yes continue: Alle fünf Fachkräfte nannten in einer Minute den wichtigsten Hinweis; sechs von acht Kundinnen und Kunden gaben bei „leicht zu benutzen“ einen der zwei besten Werte. | Wer mit den Stärken beginnt, kann auch Schwieriges ansprechen. Das Blatt gehört auf den Tisch, nicht auf den Bildschirm.
        3 tell
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
        276 submit
        271 start: Danke. Der Odenwald ist der richtige Ort für diesen Versuch.
        269 profile
        264 @vogelsberg join
        261 @bergstrasse join
        258 note conversation interview 8: Acht Menschen aus fünf Dörfern: Sieben haben ein Telefon mit Kamera, vier schlechten Empfang.
        254 @vogelsberg note conversation interview 5: Fünf Fachkräfte: Die Sorge ist, nicht zu sehen, wer noch im Raum sitzt.
        251 note observation observing 15: Fünfzehn Termine: Bei sechs hätte ein Video gereicht.
        249 note affected_group: Menschen mit langem Weg, kleinen Kindern oder eingeschränkter Beweglichkeit.
        236 go define: Der Bus ist das Problem. Das muss uns niemand mehr beweisen.
        231 note point_of_view point_of_view: Eine Mutter auf dem Dorf braucht zehn Minuten mit uns, weil ein Weg sie den Vormittag und das Geld für den Bus kostet.
        229 note how_might_we how_might_we: Wie könnten wir so nah sein wie ein Telefonat und so persönlich wie ein Besuch?
        227 note success_measure: Jedes dritte Kurzgespräch läuft per Video, ohne zweiten Anlauf.
        218 go ideate
        214 note alternative brainwriting 6: Video vom eigenen Telefon.
        214 note alternative brainwriting 6: Ein Videoraum im Rathaus jeder Gemeinde.
        213 @vogelsberg note alternative brainwriting 6: Ein Beratungsbus, der dienstags kommt.
        204 note choice value_effort 6: Das eigene Telefon, mit dem Rathaus als Ersatz bei schlechtem Empfang.
        203 note riskiest_assumption: Menschen sind mit dem eigenen Telefon in drei Minuten im Gespräch.
        190 go prototype
        182 v software: Videoraum mit Link per E-Mail | Mit einem Link sind Menschen in drei Minuten im Gespräch. | 4 von 5 kommen ohne Hilfe am Telefon in den Videoraum.
        178 note privacy_check: Kein Mitschnitt, Serverstandort Hessen. Zu Beginn die Frage: „Sind Sie allein?“
        174 round kueche1 v1 customers thinking_aloud none odenwald 5 from 168 until 162: Kommen Menschen mit dem eigenen Telefon ins Gespräch? | Öffnen Sie den Link und gehen Sie in den Videoraum.\\nSchalten Sie Kamera und Ton ein.\\nZeigen Sie der Beratung ein Blatt Papier. | Labkoordination, Protokoll Odenwald
        174 @vogelsberg round sus1 v1 staff sus sus vogelsberg 6 from 166 until 156: Wie gut lässt sich der Videoraum vom Schreibtisch aus bedienen? | | Fallmanagement Vogelsberg
        174 @bergstrasse round zuhause1 v1 customers short_survey umux_lite bergstrasse 8 from 166 until 155: Wie war das erste Gespräch per Video? | | Eingangszone Bergstraße
        170 go test: Die Vorprüfung der Barrierefreiheit holen wir mit Gehörlosen im Test nach. Ohne sie wäre sie nur Papier.
        166 session kueche1 haf ffh aha hhf fha
        Δ P1 00:50 seen severe #mail: Sucht den Link in den Nachrichten; er liegt im E-Mail-Postfach. | E-Mails lese ich nur am Monatsanfang.
        Δ P5 01:40 said medium #mail: Hat keine E-Mail-Adresse, nur ein Telefon.
        Δ P2 02:30 seen severe #mail: Gibt auf, weil das Kennwort für das Postfach fehlt.
        Δ P3 04:05 seen medium #bild: Das Bild friert ein, die Person spricht weiter und merkt es nicht. | Hallo? Sind Sie noch da?
        Δ P4 06:20 seen medium #bild: Geht mit dem Telefon ans Fenster, weil dort der Empfang besser ist.
        ? P4 07:10 said #mithoeren: Fragt leise, wer auf der anderen Seite noch im Raum ist. | Hört da noch jemand mit?
        Δ P2 09:30 seen medium #knopf: Hält den roten Knopf für „Start“ und legt auf.
        + P3 10:15 said: Fühlt sich zu Hause wohler als im Büro. | Ich habe dabei Kartoffeln geschält.
        + P5 11:50 seen: Hält den Mietvertrag in die Kamera, ohne zu fragen, wie das geht.
        157 @vogelsberg sheets sus1 3243243333 3322413333 4343433232 2433443322 4153433343 3333534442
        + 1: Gespräche sind kürzer und genauer.
        Δ 2 #bild: Bei schlechtem Empfang muss ich von vorn anfangen.
        ? 3 #mithoeren: Woher weiß ich, wer noch im Raum sitzt?
        Δ 4 #unterschrift: Unterschriften fehlen danach.
        ! 6 #rathaus: Einen ruhigen Raum im Rathaus anbieten.
        155 @bergstrasse sheets zuhause1 34 42 25 53 36 44
        Δ 1 #mail: Der Link kam nicht an.
        Δ 2 #knopf: Zu viele Knöpfe.
        + 4: Kein Bus!
        ? 5 #kosten: Verbraucht das mein Datenvolumen?
        148 gather v1 answered 122
        Δ severe #mail: Der Link kommt als E-Mail, gelesen wird aber nur das Telefon. => v2 Der Link kommt jetzt als Kurznachricht.
        Δ medium #bild: Bei schlechtem Empfang friert das Bild ein, und niemand merkt es. => v2 Ein Balken zeigt beiden Seiten den Empfang und sagt, wenn das Bild steht.
        Δ medium #knopf: Zu viele Knöpfe, und der rote wird für „Start“ gehalten. => v2 Es gibt nur noch zwei Knöpfe, jeder mit einem Wort.
        ? low #mithoeren: Hört noch jemand mit? => v2 Beide Seiten sagen zu Beginn, wer im Raum ist. Der Satz steht auf dem Bildschirm.
        ? low #kosten: Verbraucht das mein Datenvolumen? => v2 Zehn Minuten verbrauchen so viel wie ein kurzer Film. Das steht jetzt in der Nachricht.
        Δ medium #unterschrift: Unterschriften fehlen danach. => nein Unterschrieben wird weiter auf Papier. Video nehmen wir für Gespräche ohne Unterschrift.
        ! low #rathaus: Einen ruhigen Raum im Rathaus anbieten. => später Erst zeigt der Test, ob das eigene Telefon reicht.
        142 verdict v1 no change: Nur eine von fünf Personen kam ohne Hilfe in den Videoraum, vier sollten es sein. | Nicht das Video ist die Hürde, sondern der Weg dorthin. Wer kein Postfach liest, braucht eine Kurznachricht.
        138 go prototype: Das Gespräch selbst gefällt. Aber vier von fünf Menschen finden den Link nicht.
        126 v software: Videoraum mit Link per Kurznachricht | Mit einer Kurznachricht und zwei Knöpfen kommen Menschen ohne Hilfe ins Gespräch. | 4 von 5 kommen ohne Hilfe in den Videoraum, und niemand geht bei einem Abbruch verloren. | Kurznachricht statt E-Mail, zwei Knöpfe mit Wort, Balken für den Empfang, Satz zum Beginn.
        125 sketch v2 phone videoraum-zwei-knoepfe.png: Hallo, Start, Auflegen
        116 round kueche2 v2 customers thinking_aloud none bergstrasse 5 from 110 until 104: Reichen Kurznachricht und zwei Knöpfe? | Öffnen Sie den Link und gehen Sie in den Videoraum.\\nSchalten Sie Kamera und Ton ein.\\nZeigen Sie der Beratung ein Blatt Papier. | Labkoordination, Protokoll Bergstraße
        116 round sus2 v2 staff sus sus odenwald 8 from 108 until 96: Wie gut lässt sich der Videoraum jetzt bedienen? | | Fallmanagement Odenwald
        116 @vogelsberg round zuhause2 v2 customers short_survey umux_lite vogelsberg 10 from 108 until 95: Wie war das Gespräch per Video? | | Eingangszone Vogelsberg | Sie haben mit uns per Video gesprochen. Wie war das für Sie?
        112 go test: Den Termin mit Gehörlosen haben wir erst für die dritte Fassung bekommen. Bis dahin testen wir mit hörenden Menschen.
        108 @bergstrasse session kueche2 aaa ahf haa haf aah
        + P1 00:40 seen: Ist 40 Sekunden nach der Kurznachricht im Raum.
        Δ P3 01:55 seen medium #erlauben: Tippt bei „Kamera erlauben?“ auf Nein und sieht danach nur Schwarz. | Ich dachte, das ist Werbung.
        Δ P2 02:20 seen medium #erlauben: Weiß nicht, ob „Zulassen“ etwas kostet, und wartet.
        ? P4 03:35 seen medium #warten: Wartet allein im Raum und fragt dreimal, ob die Technik läuft. | Ist da jemand?
        Δ P2 05:15 seen severe #abbruch: Das Bild reißt ab; die Person wartet vier Minuten, ob jemand zurückruft. | Und jetzt? Rufen Sie mich an?
        Δ P4 08:45 seen severe #abbruch: Nach dem Abbruch führt derselbe Link ins Leere.
        + P5 10:05 said: Findet gut, dass vorn steht, wer im Raum ist. | Da weiß ich, mit wem ich rede.
        107 publish zuhause2
        104 answers zuhause2 55 46 64 5- 54
        + 1: Ich musste niemanden um das Auto bitten.
        Δ 2 #abbruch: Es war plötzlich weg und ich kam nicht mehr rein.
        ? 4 #warten: Bin ich hier richtig?
        97 sheets sus2 4232435333 3252423341 2134434233 4332325242 4343423233 4242534341 3143533243
        + 1: Die Nachricht verschickt sich mit einem Klick.
        Δ 3 #abbruch: Nach einem Abbruch brauche ich einen neuen Link.
        ? 4 #vermerk: Wie halte ich das Gespräch fest?
        ! 6 #untertitel: Untertitel für alle, nicht nur auf Wunsch.
        96 answers zuhause2 63 66 65 35
        ! 2 #untertitel: Ich möchte mitlesen können.
        Δ 4 #erlauben: Die Frage nach der Kamera hat mir Angst gemacht.
        95 close zuhause2
        94 accept zuhause2
        90 gather v2 answered 56
        Δ severe #abbruch: Nach einem Abbruch weiß niemand, wie es weitergeht. => v3 Der Link gilt jetzt den ganzen Tag, und nach zwei Minuten rufen wir an.
        Δ medium #erlauben: Die Frage „Kamera erlauben?“ wird für Werbung gehalten. => v3 Ein Bild in der Nachricht zeigt vorher, worauf man tippt.
        ? medium #warten: Bin ich hier richtig? => v3 Im Warteraum steht jetzt: „Sie sind richtig, es geht gleich los.“
        ! medium #untertitel: Untertitel für alle. => v3 Untertitel sind an und lassen sich ausschalten.
        ? low #vermerk: Wie halte ich das Gespräch fest? => nein Wie jedes andere auch: mit einem Vermerk. Mitgeschnitten wird nie.
        87 verdict v2 no change: Drei von fünf Personen kamen ohne Hilfe in den Raum. Zwei gingen nach einem Abbruch verloren, das darf nicht sein. | Die Technik darf abbrechen, die Verabredung nicht. Es braucht einen zweiten Weg, von dem beide wissen.
        84 go prototype: Zwei Menschen saßen nach dem Abbruch vor einem leeren Bild. Zuerst kommt der zweite Weg, dann der nächste Test.
        60 v software: Videoraum mit Warteraum und Rückruf | Wenn beide wissen, was bei einem Abbruch passiert, geht kein Gespräch mehr verloren. | 4 von 5 kommen ohne Hilfe in den Videoraum, und jedes abgebrochene Gespräch geht am Telefon weiter. | Warteraum mit einem Satz, Link für den ganzen Tag, Rückruf nach zwei Minuten, Untertitel.
        58 sketch v3 phone videoraum-warteraum.png: Hallo, Sie sind richtig, Los
        51 note accessibility_check: Mit vier gehörlosen Menschen geprüft: Untertitel sind da, die Gebärdensprache braucht ein größeres Bild. Das ist geändert.
        34 round kueche3 v3 customers thinking_aloud none odenwald 5 from 24 until 18: Geht noch ein Gespräch verloren? | Öffnen Sie den Link und gehen Sie in den Videoraum.\\nSchalten Sie Kamera und Ton ein.\\nZeigen Sie der Beratung ein Blatt Papier. | Labkoordination, Protokoll Odenwald
        34 @vogelsberg round sus3 v3 staff sus sus vogelsberg 6 from 22 until 12: Wie gut lässt sich der Videoraum jetzt bedienen? | | Fallmanagement Vogelsberg
        34 @bergstrasse round zuhause3 v3 customers short_survey umux_lite bergstrasse 10 from 22 until 10: Wie war das Gespräch per Video? | | Eingangszone Bergstraße | Sie haben mit uns per Video gesprochen. Wie war das für Sie?
        26 go test
        22 session kueche3 aaa aaa aah aaa aha
        + P1 00:30 seen: Ist nach 30 Sekunden im Warteraum und liest den Satz laut vor. | Sie sind richtig. Na, das ist ja mal nett.
        + P2 02:10 seen: Macht die Schrift der Untertitel selbst größer.
        Δ P4 03:00 seen low #mund: Die Untertitel verdecken den Mund; die Person liest sonst von den Lippen mit.
        Δ P5 06:40 seen low #blatt: Hält das Blatt verkehrt herum, weil sich das eigene Bild spiegelt.
        + P3 07:20 seen: Bleibt beim Abbruch ruhig, wartet zwei Minuten und nimmt den Rückruf an.
        ? P2 09:15 said low #dazu: Fragt, ob die Tochter von ihrem Studienort aus dazukommen kann.
        21 publish zuhause3
        18 answers zuhause3 77 66 67 65 56
        + 1: Ein halber Tag gespart.
        Δ 3 #mund: Der Text war vor dem Gesicht.
        ? 4 #dazu: Kann meine Betreuerin mitmachen?
        13 @vogelsberg sheets sus3 4342414253 3151424142 5152535153 3232314143 3151414233 4131314241
        + 1: Seit dem Rückruf kein Gespräch mehr verloren.
        Δ 3 #blatt: Blätter sehe ich spiegelverkehrt.
        ! 5 #dazu: Eine Sprachmittlung dazuschalten.
        12 answers zuhause3 76 57 66
        + 2: Ich wusste immer, was gerade passiert.
        10 close zuhause3
        9 accept zuhause3
        8 gather v3 answered 5
        Δ low #mund: Die Untertitel verdecken den Mund. => v3 Sie stehen jetzt unter dem Bild.
        Δ low #blatt: Blätter erscheinen spiegelverkehrt. => später Eine Taste „Bild drehen“ kommt mit dem nächsten Stand des Videodienstes.
        ? low #dazu: Kann eine dritte Person dazukommen? => v3 Ja, der Link lässt sich einmal weitergeben. Das steht jetzt in der Nachricht.
        4 verdict v3 yes continue: Alle fünf Personen kamen ohne Hilfe in den Raum, und jedes abgebrochene Gespräch ging am Telefon weiter. | Verlässlich ist nicht, was nie ausfällt, sondern was einen zweiten Weg hat.
        4 tell
        3 interest wiesbaden,odenwald,vogelsberg
        """,
    ),
)
