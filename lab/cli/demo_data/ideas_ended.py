"""Ideas that rest, ideas that were stopped with a learning, ideas that went into another."""

from lab.cli.demo_data.script import Script
from lab.cli.demo_data.themes import ACCESS, LETTERS, SKILLS
from lab.ideas.models import Audience, DataProtection, WorkArea
from lab.rollout.models import Checked
from lab.rollout.readiness import Answers

IDEAS = (
    # parked
    Script(
        key="schliessfaecher",
        title="Schließfächer für Unterlagen nach Feierabend",
        author="hochtaunus",
        audience=Audience.CUSTOMERS,
        problem="Wer arbeitet, kann Unterlagen nur mit der Post schicken. Der Briefkasten gibt keine Quittung.",
        proposal="Fächer mit Zahlencode im Vorraum: einlegen, Quittung bekommen, fertig.",
        theme=ACCESS,
        areas=(WorkArea.RECEPTION,),
        effort="M",
        privacy=DataProtection.SOCIAL_DATA,
        diary="""
        152 submit
        147 start: Danke. Wir klären zuerst, ob der Vorraum überhaupt zugänglich bleibt.
        145 profile
        139 note conversation interview 5: Fünf Menschen in Arbeit: Die Quittung ist wichtiger als das Fach.
        121 park -6: Der Vorraum wird umgebaut. Ohne ihn lässt sich nichts erproben, nach dem Umbau sehen wir wieder hin.
        """,
    ),
    Script(
        key="kindergeld-abgleich",
        title="Bescheide der Familienkasse digital austauschen",
        author="main-kinzig",
        audience=Audience.BOTH,
        problem="Familien holen Bescheide bei einer Behörde, um sie einer anderen zu bringen. Beide haben Computer.",
        proposal="Mit Einwilligung fragen die Stellen einander selbst.",
        lead="koord",
        theme=SKILLS,
        areas=(WorkArea.IT, WorkArea.BENEFITS),
        effort="L",
        systems="Register der Familienkasse\nFachverfahren SGB II",
        privacy=DataProtection.SOCIAL_DATA,
        diary="""
        266 submit
        258 answer: Danke, Sie haben recht. Das liegt nicht allein in unserer Hand, wir fragen bei der Koordinierungsstelle nach.
        250 start
        248 profile
        241 @fulda join
        230 note conversation interview 6: Sechs Familien: Im Schnitt vier Bescheide im Jahr hin- und hergetragen.
        226 note conversation stakeholder_map 4: Mit der Koordinierungsstelle gezeichnet, wer zustimmen müsste: fünf Stellen, zwei Länder.
        221 note observation observing 3: Drei Wege mitgegangen, jedes Mal ein halber Tag.
        220 note affected_group: Familien mit Kindern.
        205 go define
        198 note point_of_view point_of_view: Eine Familie braucht, dass Ämter miteinander reden, weil sie sonst der Bote ist.
        171 park +140: Die gesetzliche Grundlage ist in Arbeit. Wir warten, statt etwas zu bauen, das danach nicht passt.
        """,
    ),
    Script(
        key="mitfahren",
        title="Mitfahrbörse zu Maßnahmen",
        author="vogelsberg",
        audience=Audience.CUSTOMERS,
        problem="Viele Maßnahmen beginnen um acht. Der erste Bus kommt um halb neun.",
        proposal="Wer fährt, nimmt andere mit. Eine Pinnwand im Netz und eine an der Wand.",
        areas=(WorkArea.TRAINING,),
        effort="M",
        privacy=DataProtection.SOCIAL_DATA,
        is_named=False,
        diary="""
        187 submit
        182 start: Danke, das Problem kennen alle Landkreise.
        180 profile
        176 @hersfeld join
        172 note conversation interview 7: Sieben Teilnehmende: Vier fahren schon heute zusammen, ohne dass es jemand organisiert hat.
        168 @hersfeld note observation observing 12: Zwölf Autos vor einer Maßnahme gezählt, elf davon mit einer Person.
        164 note conversation interview 3: Drei Träger: Sie würden den Beginn auf neun legen, wenn jemand fragt.
        160 note affected_group: Menschen ohne Auto auf dem Land.
        140 go define
        104 park +47: Die Träger verschieben probeweise den Beginn auf neun Uhr. Vielleicht löst sich das Problem so.
        """,
    ),
    Script(
        key="rundgang",
        title="Virtueller Rundgang durch das Jobcenter",
        author="offenbach-kreis",
        audience=Audience.CUSTOMERS,
        problem="Vor dem ersten Besuch haben viele Angst. Sie wissen nicht, wie es bei uns aussieht.",
        proposal="Ein Rundgang im Netz: Empfang, Wartezone, Zimmer. Mit Menschen, die lächeln.",
        theme=ACCESS,
        areas=(WorkArea.RECEPTION,),
        effort="L",
        privacy=DataProtection.STAFF_DATA,
        diary="""
        233 submit
        227 answer: Danke, ein schöner Gedanke. Wir fragen, ob Bilder die Angst kleiner machen.
        219 start
        217 profile
        209 note conversation interview 8: Acht Menschen vor dem ersten Besuch: Angst macht nicht der Raum, sondern das Gespräch.
        203 note conversation interview 2: Zwei Beschäftigte: Sie möchten nicht im Netz zu sehen sein.
        177 park +205: Erst der freundliche Einladungsbrief, dann vielleicht der Rundgang. So haben es die Befragten gewichtet.
        """,
    ),
    # stopped
    Script(
        key="chatbot",
        title="Chatbot für Fragen zum Bescheid",
        author="darmstadt-dieburg",
        audience=Audience.BOTH,
        problem="Nach dem Versand klingelt das Telefon drei Tage lang. Die Fragen ähneln sich.",
        proposal="Ein Chatbot beantwortet Fragen zum Bescheid, rund um die Uhr.",
        theme=LETTERS,
        areas=(WorkArea.BENEFITS, WorkArea.IT),
        effort="L",
        systems="Webseite, Sprachmodell eines Anbieters",
        privacy=DataProtection.SOCIAL_DATA,
        diary="""
        470 submit
        463 answer: Danke. Wir sind neugierig und vorsichtig zugleich: Ein falsches Wort kann hier Geld kosten.
        454 start
        451 profile
        447 @main-taunus join
        440 note observation observing 60: 60 Anrufe nach einem Versand: 22 ließen sich ohne den Fall nicht beantworten.
        436 note conversation interview 7: Sieben Menschen: Sie wollen wissen, ob ihr Bescheid stimmt. Nicht, was ein Bescheid ist.
        432 @main-taunus note conversation interview 4: Vier Beschäftigte: Die Antwort beginnt immer mit „Moment, ich sehe nach“.
        430 note affected_group: Menschen mit einem neuen Bescheid.
        415 go define
        410 note point_of_view point_of_view: Wer einen Bescheid nicht glaubt, braucht jemanden, der hineinsieht, weil allgemeine Sätze Misstrauen wecken.
        408 note how_might_we how_might_we: Wie könnten wir Fragen zum eigenen Bescheid beantworten, ohne Anruf?
        405 note success_measure: Jede zweite Frage ist ohne Anruf geklärt.
        395 go ideate
        390 note alternative brainwriting 5: Chatbot.
        390 note alternative brainwriting 5: Häufige Fragen auf einer Seite.
        389 note alternative brainwriting 5: Rückruf am selben Tag.
        380 note choice value_effort 5: Der Chatbot, zuerst mit einem Menschen dahinter.
        379 note riskiest_assumption: Allgemeine Antworten helfen bei persönlichen Fragen.
        368 go prototype
        361 v role_play: Wizard of Oz: ein Mensch spielt den Chatbot | Allgemeine Antworten genügen in der Hälfte der Fälle. | 5 von 10 Fragen ohne Anruf geklärt.
        357 note privacy_check wizard_of_oz: Menschen schrieben trotz Hinweis ihre Nummer in den Chat. Das war das wichtigste Ergebnis.
        350 go test: Die Barrierefreiheit prüfen wir nicht für etwas, das wir vielleicht verwerfen.
        343 feedback v1 customers wizard_of_oz 10 darmstadt-dieburg answered 330
        + Freundlich und schnell.
        Δ „Das steht ja nur, was ein Bescheid ist.“ => nein Mehr dürfen wir ohne Blick in den Fall nicht sagen.
        Δ Am Ende musste ich doch anrufen. => nein Das ist der Grund, warum wir aufhören.
        326 stop: Ein Mensch hat den Chatbot gespielt, zehn Personen haben ihn gefragt. | Zwei von zehn Fragen ließen sich ohne den Fall klären. Menschen schrieben ihre Nummer in den Chat, obwohl wir davor warnten. Ein Rückruf ist ehrlicher. | Das Kriterium ist klar verfehlt. Wir geben das Gelernte an „Chat für Öffnungszeiten“ und den Rückrufservice weiter.
        """,
    ),
    Script(
        key="wartenummer",
        title="Wartenummer aufs Telefon",
        author="wiesbaden",
        audience=Audience.CUSTOMERS,
        problem="In der Wartezone ist es voll und laut. Wer rausgeht, verpasst seinen Aufruf.",
        proposal="Die Wartenummer kommt aufs Telefon. Man wird gerufen, wo man ist.",
        theme=ACCESS,
        areas=(WorkArea.RECEPTION,),
        effort="M",
        systems="Aufrufanlage",
        privacy=DataProtection.NONE,
        diary="""
        356 submit
        351 start: Danke, das probieren wir mit Zetteln und einem Diensttelefon.
        349 profile
        344 note observation observing 70: An einem Vormittag verpassten vier von 70 ihren Aufruf.
        340 note conversation interview 9: Neun Wartende: Sieben blieben lieber im Raum, aus Sorge, etwas falsch zu machen.
        336 note conversation interview 3: Drei Beschäftigte: Mit Terminen gäbe es keine Wartenummern.
        335 note affected_group: Menschen ohne Termin.
        318 stop +120: Eine Stunde lang haben wir Wartende per Kurznachricht gerufen. | Sieben von neun blieben trotzdem sitzen. Das Problem ist die Ungewissheit, nicht der Ort. | Wir arbeiten an der Anzeige der Wartezeit weiter, das braucht kein Telefon.
        """,
    ),
    Script(
        key="spracherkennung",
        title="Spracherkennung im Beratungsgespräch",
        author="main-taunus",
        audience=Audience.STAFF,
        problem="Fachkräfte tippen während des Gesprächs mit und sehen dabei auf den Bildschirm statt in Gesichter.",
        proposal="Das Gespräch wird mitgehört und als Entwurf aufgeschrieben.",
        lead="koord",
        areas=(WorkArea.CASE_MANAGEMENT, WorkArea.IT),
        effort="L",
        systems="Spracherkennung eines Anbieters",
        privacy=DataProtection.SOCIAL_DATA,
        is_named=False,
        diary="""
        288 submit
        280 answer: Danke. Der Wunsch nach Augenkontakt ist groß, die Fragen zum Datenschutz sind es auch. Wir beginnen mit beiden.
        271 start
        268 profile
        262 note conversation interview 6: Sechs Fachkräfte: Das Mittippen stört sie selbst am meisten.
        257 note conversation interview 8: Acht Menschen: Sechs würden anders reden, wenn ein Gerät mithört.
        253 note observation observing 4: Vier Gespräche: Ein Drittel der Zeit geht der Blick zum Bildschirm.
        251 note affected_group: Fachkräfte im Fallmanagement und die Menschen gegenüber.
        236 go define
        231 note point_of_view point_of_view: Wer etwas Schweres erzählt, braucht einen Menschen, der zuhört, weil ein Gerät nicht schweigt.
        219 stop: Acht Menschen gefragt und vier Gespräche beobachtet, noch ohne Technik. | Schon die Ankündigung verändert das Gespräch. Sechs von acht würden weniger erzählen. | Die Antwort auf „zu wenig Augenkontakt“ ist nicht mehr Technik. Das gemeinsame Protokoll am Ende ist der bessere Weg.
        """,
    ),
    Script(
        key="punkte",
        title="Punkte sammeln für Bewerbungen",
        author="hersfeld",
        audience=Audience.CUSTOMERS,
        problem="Bewerbungen schreiben ist mühsam, und Lob gibt es dafür nie.",
        proposal="Für jede Bewerbung Punkte, wie in einem Spiel. Ab hundert gibt es ein Bewerbungsfoto.",
        areas=(WorkArea.CASE_MANAGEMENT, WorkArea.TRAINING),
        effort="M",
        privacy=DataProtection.SOCIAL_DATA,
        theme=SKILLS,
        diary="""
        244 submit
        239 start: Danke, Spielerisches interessiert uns. Wir fragen zuerst, ob Punkte motivieren oder kränken.
        236 profile
        229 note conversation interview 9: Neun Menschen: Fünf fanden Punkte kindisch, drei lustig, eine Person war gekränkt.
        224 note conversation interview 4: Vier Fachkräfte: Sie fürchten viele schlechte statt weniger guter Bewerbungen.
        219 note observation observing 6: Sechs Menschen eine Woche mit Strichliste: Zwei hörten am zweiten Tag auf.
        217 note affected_group: Menschen auf Stellensuche.
        204 go define
        200 note how_might_we how_might_we: Wie könnten wir Mühe würdigen, ohne Menschen wie Kinder zu behandeln?
        196 note point_of_view point_of_view: Wer zwanzig Absagen hat, braucht Würdigung von einem Menschen, weil Punkte den Frust zählen.
        193 note success_measure: Acht von zehn sagen: Das hat mir Mut gemacht.
        183 stop +90: Eine Woche lang haben sechs Menschen ihre Bewerbungen auf einer Karte gezählt. | Punkte belohnen die Menge. Gefreut hat alle nur der Satz, den die Fachkraft dazuschrieb. | Spielerisches passt zum Üben, nicht zum Bewerben. In „Digitale Grundbildung spielerisch“ geht es weiter.
        """,
    ),
    Script(
        key="abgabe",
        title="Abgabe-Terminal für Unterlagen im Foyer",
        author="wiesbaden",
        audience=Audience.BOTH,
        problem="Wer nur ein Blatt abgeben will, steht in derselben Schlange wie alle anderen.",
        proposal="Ein Gerät im Foyer: Blatt einlegen, Nummer eintippen, Quittung mitnehmen.",
        areas=(WorkArea.RECEPTION, WorkArea.IT),
        benefit="Kürzere Schlangen am Empfang, eine Quittung für alle.",
        effort="L",
        systems="Elektronische Akte",
        privacy=DataProtection.SOCIAL_DATA,
        accessibility="Bedienhöhe und Sprachausgabe geprüft.",
        lead="koord",
        readiness=Answers(
            benefit="Im Test dauerte eine Abgabe zwei statt vierzehn Minuten.",
            operating_cost="Je Haus etwa 9.000 Euro für das Gerät und 2.400 Euro im Jahr für Wartung.",
            owner="Zentrale Dienste, Wiesbaden",
            support="Servicestelle der Stadt, werktags",
            systems="Elektronische Akte, Schnittstelle zum Posteingang",
            guide="1. Standort wählen. 2. Gerät anschließen. 3. Zwei Wochen jemanden danebenstellen.",
            data_protection=Checked.YES,
            data_protection_text="Das Gerät speichert nichts, es überträgt sofort.",
            information_security=Checked.YES,
            information_security_text="Eigenes Netz, geprüft durch die IT der Stadt.",
            staff_council=Checked.YES,
            staff_council_text="Zugestimmt.",
            accessibility=Checked.YES,
            accessibility_text="Mit einer Nutzerin im Rollstuhl und einem blinden Nutzer erprobt.",
            funding=Checked.NO,
        ),
        diary="""
        402 submit
        397 start: Danke. Wir zählen zuerst, wie viele nur ein Blatt bringen.
        395 profile
        389 note observation observing 90: An drei Vormittagen brachten 31 von 90 Menschen nur ein Blatt.
        386 note conversation interview 6: Sechs Wartende: Die Quittung ist ihnen wichtiger als die Zeit.
        383 note conversation interview 3: Drei Beschäftigte: Sie scannen jedes Blatt ein zweites Mal.
        382 note affected_group: Menschen, die nur etwas abgeben.
        372 go define
        368 note point_of_view point_of_view: Wer ein Blatt bringt, braucht einen Beleg ohne Warten, weil eine Frist daran hängt.
        367 note how_might_we how_might_we: Wie könnten wir den Empfang von Belegen von allem anderen trennen?
        366 note success_measure: Eine Abgabe dauert höchstens drei Minuten.
        358 go ideate
        354 note alternative brainwriting 5: Ein Terminal im Foyer.
        354 note alternative brainwriting 5: Ein Schalter nur für Abgaben.
        353 note alternative brainwriting 5: Hochladen von zu Hause.
        348 note choice value_effort 5: Das Terminal, weil es auch ohne Handy geht.
        347 note riskiest_assumption: Menschen vertrauen dem Gerät ihr Original an.
        339 go prototype
        331 v role_play: Karton mit Schlitz und Tablet | Wer eine Quittung bekommt, vertraut dem Gerät. | 8 von 10 geben ohne Hilfe in drei Minuten ab.
        328 note privacy_check: Nichts bleibt im Gerät.
        327 note accessibility_check: Höhe für Rollstuhl, Sprachausgabe.
        319 go test
        309 feedback v1 customers thinking_aloud 10 wiesbaden answered 297
        + „Das war ja schneller als Guten Tag sagen.“
        Δ Wo kommt mein Original wieder heraus? => nein Das steht jetzt auf der Quittung, das Gerät selbst können wir nicht ändern.
        305 feedback v1 staff pilot 5 hochtaunus answered 297
        + Am Empfang war es ruhiger.
        ? Wer leert das Fach am Wochenende? => nein Das regelt jedes Haus.
        292 verdict v1 yes continue: Neun von zehn gaben ohne Hilfe in zwei Minuten ab. | Die Quittung schafft Vertrauen, nicht das Gerät.
        286 ready: Die Finanzierung ist noch nicht geklärt, das Gerät ist aber erprobt und der Haushalt wird im Herbst beraten.
        271 reject leitung-lahn-dill +270: Der Test überzeugt. In zwei Jahren geht die Abgabe aber landesweit im Netz, und dieselbe Quittung gibt es dort ohne Gerät. 9.000 Euro je Haus sind dafür zu viel.
        262 stop +240: Ein Karton mit Schlitz und ein Drucker für Quittungen, zehn Kundinnen und Kunden und fünf Beschäftigte. | Menschen wollen den Beleg, nicht das Gerät. Eine gestempelte Kopie am Empfang leistet heute dasselbe. | Die Leitung hat abgelehnt, wir folgen der Begründung. Die Quittung geben wir an das Hochladen im Netz weiter.
        """,
    ),
    # merged, the first so lately that it can still be undone
    Script(
        key="wartezeit",
        title="Wartezeit am Eingang anzeigen",
        author="lahn-dill",
        audience=Audience.CUSTOMERS,
        problem="Am Montag fragt jeder Zweite, wie lange es noch dauert. Wir schätzen, und wir schätzen schlecht.",
        proposal="Ein Schild mit der Wartezeit von gestern um dieselbe Stunde.",
        theme=ACCESS,
        areas=(WorkArea.RECEPTION,),
        effort="S",
        privacy=DataProtection.NONE,
        diary="""
        20 submit
        16 start: Danke! Wir sehen nach, was ein anderes Haus dazu schon herausgefunden hat.
        15 profile
        13 too marburg
        12 note observation observing 30: Montag von 8 bis 10 Uhr: 30 Nachfragen, 21 davon nur nach der Wartezeit.
        6 merge wartezone: Dort zählen sie dasselbe. Ein Schild genügt für beide Häuser.
        """,
    ),
    Script(
        key="gruppeninfo",
        title="Gruppen-Info als Kurzvideo",
        author="vogelsberg",
        audience=Audience.BOTH,
        problem="Jede Woche erklären wir zwanzig Menschen dasselbe, und jede Woche anders.",
        proposal="Ein kurzes Video vor der Gruppe, danach Zeit für Fragen.",
        theme=LETTERS,
        areas=(WorkArea.RECEPTION,),
        effort="S",
        privacy=DataProtection.NONE,
        diary="""
        408 submit
        404 answer: Danke! In Marburg-Biedenkopf entsteht gerade etwas sehr Ähnliches. Wir prüfen, ob Sie sich zusammentun möchten.
        400 start
        399 profile
        396 note conversation interview 6: Sechs Menschen nach der Gruppen-Info: Sie erinnern sich an das Beispiel, nicht an die Regel.
        385 merge erklaervideo: Beide Ideen erklären dasselbe mit Film. Zusammen reicht es für drei Filme statt für einen.
        """,
    ),
    Script(
        key="absagen",
        title="Termin absagen ohne Anruf",
        author="rheingau-taunus",
        audience=Audience.BOTH,
        problem="Absagen geht nur am Telefon, und da kommt man nicht durch. Also sagt man nicht ab.",
        proposal="Auf „Nein“ antworten, und der Termin ist frei.",
        theme=ACCESS,
        areas=(WorkArea.RECEPTION,),
        effort="S",
        systems="Terminverwaltung",
        privacy=DataProtection.SOCIAL_DATA,
        diary="""
        176 submit
        171 start: Danke. Fulda und Bergstraße bauen gerade daran. Wir bringen Sie zusammen.
        169 profile
        165 @gross-gerau join
        160 note conversation interview 5: Fünf Menschen: Alle fünf hätten abgesagt, wenn eine Antwort genügte.
        158 note observation observing 40: Von vierzig ausgefallenen Terminen waren 26 am Vortag schon klar.
        157 note conversation interview 2: Zwei Beschäftigte: Freie Zeiten könnten sie sofort vergeben.
        156 note affected_group: Menschen mit wechselnden Schichten.
        146 merge termin-app: Absagen ist ein Knopf in der Terminierungs- und Kunden-App. Getrennt wären es zwei halbe Lösungen.
        """,
    ),
)
