"""What is a compound and what is not: words of jobcentres, folded, with the parts they should come apart into."""

# Each compound with its parts.
COMPOUNDS = """
    terminbuchung=termin+buchung terminvergabe=termin+vergabe termineinladung=termin+einladung
    terminerinnerung=termin+erinnerung terminkalender=termin+kalender onlineantrag=online+antrag
    onlineterminbuchung=online+termin+buchung antragsformular=antrag+formular
    antragstellung=antrag+stellung antragsunterlagen=antrag+unterlagen
    weiterbewilligungsantrag=weiter+bewilligung+antrag bewilligungsbescheid=bewilligung+bescheid
    ablehnungsbescheid=ablehnung+bescheid leistungsbescheid=leistung+bescheid
    leistungsabteilung=leistung+abteilung leistungsberechtigte=leistung+berechtigte
    leistungsbezug=leistung+bezug bedarfsgemeinschaft=bedarf+gemeinschaft
    bedarfsgemeinschaften=bedarf+gemeinschaften eingliederungsvereinbarung=eingliederung+vereinbarung
    kooperationsplan=kooperation+plan arbeitsvermittlung=arbeit+vermittlung arbeitsmarkt=arbeit+markt
    arbeitslosengeld=arbeitslosen+geld arbeitgeberservice=arbeitgeber+service arbeitsplatz=arbeit+platz
    arbeitszeit=arbeit+zeit kundenzufriedenheit=kunden+zufriedenheit kundenkarte=kunden+karte
    kundenportal=kunden+portal kundenapp=kunden+app kundennummer=kunden+nummer
    kundengespraech=kunden+gespraech beratungsgespraech=beratung+gespraech erstgespraech=erst+gespraech
    gespraechsleitfaden=gespraech+leitfaden gespraechsnotiz=gespraech+notiz wartezeit=warte+zeit
    wartezimmer=warte+zimmer warteschleife=warte+schleife wartenummer=warte+nummer
    telefonwarteschleife=telefon+warte+schleife telefonnummer=telefon+nummer
    telefonzentrale=telefon+zentrale telefonberatung=telefon+beratung videoberatung=video+beratung
    videotelefonie=video+telefonie erklaervideo=erklaer+video erklaervideos=erklaer+video
    lernvideo=lern+video formularassistent=formular+assistent formularhilfe=formular+hilfe
    ausfuellhilfe=ausfuell+hilfe uebersetzungshilfe=uebersetzung+hilfe sprachmittler=sprach+mittler
    sprachkurs=sprach+kurs sprachnachricht=sprach+nachricht fremdsprache=fremd+sprache
    dolmetscherdienst=dolmetscher+dienst dokumentenscanner=dokumenten+scanner
    dokumentenablage=dokumenten+ablage dokumentenupload=dokumenten+upload
    unterlagenupload=unterlagen+upload mietbescheinigung=miet+bescheinigung mietvertrag=miet+vertrag
    mietkosten=miet+kosten heizkosten=heiz+kosten heizkostenabrechnung=heiz+kosten+abrechnung
    stromrechnung=strom+rechnung unterkunftskosten=unterkunft+kosten wohnungssuche=wohnung+suche
    wohnungsamt=wohnung+amt stellensuche=stellen+suche stellenboerse=stellen+boerse
    stellenangebot=stellen+angebot jobsuche=job+suche jobboerse=job+boerse jobcenter=job+center
    jobmesse=job+messe bewerbungstraining=bewerbung+training bewerbungsunterlagen=bewerbung+unterlagen
    bewerbungsfoto=bewerbung+foto bewerbungsmappe=bewerbung+mappe lebenslauf=leben+lauf
    ausbildungsplatz=ausbildung+platz ausbildungsplatzsuche=ausbildung+platz+suche
    berufsberatung=beruf+beratung berufswahlpass=beruf+wahl+pass berufsabschluss=beruf+abschluss
    weiterbildungsgutschein=weiterbildung+gutschein bildungsgutschein=bildung+gutschein
    bildungspaket=bildung+paket teilhabepaket=teilhabe+paket schulbedarf=schul+bedarf
    schulmaterial=schul+material schulessen=schul+essen kinderbetreuung=kinder+betreuung
    kinderbetreuungsplatz=kinder+betreuung+platz kinderzuschlag=kinder+zuschlag kindergeld=kinder+geld
    elterngeld=eltern+geld elternabend=eltern+abend familienkasse=familien+kasse
    unterhaltsvorschuss=unterhalt+vorschuss alleinerziehende=allein+erziehende
    krankenkasse=kranken+kasse krankmeldung=krank+meldung krankenversicherung=kranken+versicherung
    gesundheitsfoerderung=gesundheit+foerderung schuldnerberatung=schuldner+beratung
    suchtberatung=sucht+beratung gruppeninformation=gruppen+information
    informationsveranstaltung=information+veranstaltung informationsmaterial=information+material
    selbstbedienungsterminal=selbst+bedienung+terminal ticketautomat=ticket+automat
    briefkasten=brief+kasten postfach=post+fach posteingang=post+eingang postlaufzeit=post+lauf+zeit
    aktenplan=akten+plan aktenzeichen=akten+zeichen fallmanagement=fall+management
    fallbesprechung=fall+besprechung fallakte=fall+akte datenschutz=daten+schutz datenbank=daten+bank
    datenaustausch=daten+austausch textbaustein=text+baustein textbausteine=text+baustein
    musterbescheid=muster+bescheid mustertext=muster+text briefvorlage=brief+vorlage
    wissensdatenbank=wissen+daten+bank handbuch=hand+buch fragebogen=frage+bogen rueckruf=rueck+ruf
    rueckrufservice=rueck+ruf+service rueckmeldung=rueck+meldung checkliste=check+liste
    warteliste=warte+liste teilnehmerliste=teilnehmer+liste anwesenheitsliste=anwesenheit+liste
    barrierefreiheit=barriere+freiheit stadtverwaltung=stadt+verwaltung kreisverwaltung=kreis+verwaltung
    landkreis=land+kreis fahrtkosten=fahrt+kosten fahrkarte=fahr+karte
    fahrtkostenerstattung=fahrt+kosten+erstattung fuehrerschein=fuehrer+schein
    bargeldauszahlung=bar+geld+auszahlung kontoauszug=konto+auszug kontoauszuege=konto+auszuege
    einkommensnachweis=einkommen+nachweis einkommensnachweise=einkommen+nachweise
    verdienstbescheinigung=verdienst+bescheinigung aufenthaltstitel=aufenthalt+titel
    integrationskurs=integration+kurs integrationsfachkraft=integration+fach+kraft fachkraft=fach+kraft
    fluechtlingshilfe=fluechtling+hilfe langzeitarbeitslose=lang+zeit+arbeitslose
    langzeitleistungsbezug=lang+zeit+leistung+bezug widerspruchsverfahren=widerspruch+verfahren
    widerspruchsstelle=widerspruch+stelle mahnverfahren=mahn+verfahren
    sanktionsbescheid=sanktion+bescheid anhoerungsschreiben=anhoerung+schreiben
    einladungsschreiben=einladung+schreiben eingangsbestaetigung=eingang+bestaetigung
    empfangsbereich=empfang+bereich eingangsbereich=eingang+bereich spielecke=spiel+ecke
    digitalisierungsstrategie=digitalisierung+strategie sachbearbeitung=sach+bearbeitung
    sachbearbeiterin=sach+bearbeiterin buergerbuero=buerger+buero buergergeld=buerger+geld
    servicepunkt=service+punkt teamsitzung=team+sitzung dienstanweisung=dienst+anweisung
    zeiterfassung=zeit+erfassung personalgewinnung=personal+gewinnung
    einarbeitungsplan=einarbeitung+plan umzugskosten=umzug+kosten erstausstattung=erst+ausstattung
    mehrbedarf=mehr+bedarf energieberatung=energie+beratung pflegegeld=pflege+geld chatbot=chat+bot
    parkplatz=park+platz fahrrad=fahr+rad
"""
# None of these comes apart.
SIMPLE = """
    schnittstelle passwort newsletter verwaltung beratung bescheid antrag antraege bericht verein
    vereinbarung vorlage aufgabe angebot unterlagen ausbildung weiterbildung ablehnung mitarbeiter
    mitarbeiterinnen anleitung rechnung erwartung verantwortung information informationen integration
    sprache kontakt konto inhalt verfahren begleitung uebergang eingang ausgang abteilung vermittlung
    vermittler teilnehmer unterhalt unterkunft einkommen anschreiben ausweis nachweis auskunft
    zustaendigkeit einladung erinnerung erreichbarkeit verstaendlich digitalisierung kommunikation
    dokumentation organisation motivation qualifizierung foerderung forderung massnahme massnahmen
    gemeinschaft gesellschaft gesundheit zufriedenheit schwierigkeiten ergebnis erfahrung kundinnen
    kunden termine terminal formular scanner tablet barriere strategie bewerbung bewilligung
    wiedervorlage ueberweisung versicherung erstattung anmeldung abmeldung ansprechpartner bedarf
    bearbeitung betreuung beteiligung software automat automatisch verstehen entscheidung buergermeister
    zusaetzlich unterschrift wartung warten vertrag vertrauen einfach mehrfach deutsch arabisch
    ukrainisch schreiben leistung lehrer berater minuten monate studierende transparent feedback
    workshop whatsapp instagram kreativitaet universitaet telefonisch persoenlich regelmaessig
    schriftlich muendlich prozess projekt problem standort marburg offenbach wiesbaden hochtaunus
    darmstadt
"""
