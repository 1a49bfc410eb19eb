"""The dossier of a candidate: the same content as a page and as an accessible PDF."""

import io
from datetime import timedelta

import pypdf
import pytest

from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.models import AuthorVisibility
from lab.ideas.workflow import State
from lab.prototypes.models import (
    Severity,
)
from lab.rollout.models import Checked, ReviewStatus, ReviewVote, VoteChoice
from tests.candidates import make_candidate
from tests.factories import (
    make_feedback,
    make_finding,
    make_idea,
    make_member,
    make_prototype,
    make_review,
    make_vote,
    one_commit,
    save,
)
from tests.helpers import count_queries
from tests.markup import parse, text_of


def dossier_of(review):
    return f"/rollout/{review.id}/dossier"


def pdf_of(client, review):
    """The PDF as a reader opens it."""
    response = client.get(f"{dossier_of(review)}.pdf")
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    return pypdf.PdfReader(io.BytesIO(response.data))


def text_of_pdf(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def page_text(client, review):
    return text_of(parse(client.get(dossier_of(review)).text).find(".//main"))


def test_the_pdf_is_tagged_titled_and_says_its_language(client_for, personas):
    review = make_candidate(personas)
    response = client_for(personas.leadership).get(f"{dossier_of(review)}.pdf")
    assert response.headers["Content-Disposition"] == (
        'inline; filename="dossier-terminerinnerung-per-sms-fuer-kundinnen-und-kunden.pdf"'
    )
    assert response.headers["Cache-Control"] == "private, no-store"
    pdf = pypdf.PdfReader(io.BytesIO(response.data))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "de-DE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata.title == "Terminerinnerung per SMS für Kundinnen und Kunden"
    assert pdf.metadata.author == "Innovation-Lab der Kommunalen Jobcenter in Hessen"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_a_full_candidate_fills_two_to_four_pages_read_in_order(client_for, personas):
    review = make_candidate(
        personas,
        ReviewStatus.APPROVED,
        is_without_quorum=True,
        conditions="Protokoll nachreichen.\nMit Wiesbaden testen.",
        look_again_on=today() + timedelta(days=180),
    )
    save(
        ReviewVote(
            review_id=review.id,
            member_id=personas.leadership_other.id,
            choice=VoteChoice.CONCERNS,
            text="Bitte die Kosten beobachten.",
            given_at=now(),
        )
    )
    client = client_for(personas.leadership)
    pdf = pdf_of(client, review)
    assert 2 <= len(pdf.pages) <= 4
    words = (
        "Rollout-Dossier",
        "Terminerinnerung per SMS",
        "freigegeben",
        "ohne Quorum entschieden",
        "Beschäftigte, Fulda",
        "Entscheidung",
        "Der Nutzen ist belegt.",
        "Bitte die Kosten beobachten.",
        "Protokoll nachreichen.",
        "Worum es geht",
        "Jeder vierte Termin fällt aus.",
        "Zwei Tage vor dem Termin",
        "Weniger ausgefallene Termine.",
        "Reif für den Rollout?",
        "Datenschutz: noch nicht geprüft",
        "mündlich zugesagt",
        "Was wurde wie getestet?",
        "Wer erinnert wird, sagt rechtzeitig ab.",
        "Der Ort gehört in die erste Zeile.",
        "Was die Tests gezeigt haben",
        "Vergleichswert 68",
        "allein geschafft",
        "Der Ort fehlt.",
        "Einführung und Betrieb",
        "Etwa 200 Euro im Monat.",
        "Vorlage laden",
        "Kürzerer Text, Stufe 3.",
        "Übernahme durch die KJC",
        "Bergstraße",
    )
    for text in (text_of_pdf(pdf), page_text(client, review)):
        position = 0
        for word in words:
            assert word in text[position:], f"„{word}“ is not there, or not in its place"
            position = text.index(word, position)
    assert "Seite 1 von" in text_of_pdf(pdf)
    assert "Leitung, Wiesbaden" not in text_of_pdf(pdf)


def test_a_chart_has_words_for_those_who_do_not_see_it(client_for, personas):
    review = make_candidate(personas)
    figures = [
        element
        for element in walk(pdf_of(client_for(personas.colleague), review))
        if element.get("/S") == "/Figure"
    ]
    told = " ".join(str(figure.get("/Alt", "")) for figure in figures)
    assert "v1 62,5 (n = 5), v2 72,5 (n = 5), v3 92,5 (n = 5). Vergleichswert 68." in told.replace(
        "\u00a0", " "
    )
    assert "v3, Kundinnen und Kunden: 7 allein, 2 mit Hilfe, 1 nicht" in told


def walk(pdf):
    """Every element of the structure tree."""
    waiting = [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, pypdf.generic.DictionaryObject):
            yield element
            waiting.append(element.get("/K", pypdf.generic.NullObject()))
        elif isinstance(element, pypdf.generic.ArrayObject):
            waiting.extend(element)


def test_tables_have_heads_and_headings_follow_each_other(client_for, personas):
    kinds = [
        element.get("/S")
        for element in walk(pdf_of(client_for(personas.colleague), make_candidate(personas)))
    ]
    assert kinds.count("/TH") >= 10
    assert {"/Table", "/H1", "/H2", "/L", "/Figure"} <= set(kinds)


@pytest.mark.parametrize(
    ("reader", "is_told"),
    [("colleague", False), ("leadership", False), ("author", True), ("facilitator", True)],
)
def test_an_author_who_stays_unnamed_is_named_in_neither(client_for, personas, reader, is_told):
    review = make_candidate(personas)
    review.idea.author_visibility = AuthorVisibility.TEAM
    db.session.commit()
    client = client_for(getattr(personas, reader))
    for text in (text_of_pdf(pdf_of(client, review)), page_text(client, review)):
        assert ("Beschäftigte, Fulda" in text) is is_told
        assert ("Name nur dem Lab-Team bekannt" in text) is not is_told


def test_hidden_texts_stay_hidden_from_all_but_facilitators(client_for, personas):
    review = make_candidate(personas)
    review.idea.is_hidden = True
    review.is_hidden = True
    db.session.commit()
    for text in (
        text_of_pdf(pdf_of(client_for(personas.leadership), review)),
        page_text(client_for(personas.leadership), review),
    ):
        assert "Titel verborgen" in text
        assert "Jeder vierte Termin" not in text
        assert "Etwa 200 Euro" not in text
    response = client_for(personas.leadership).get(f"{dossier_of(review)}.pdf")
    assert "terminerinnerung" not in response.headers["Content-Disposition"]
    assert "Jeder vierte Termin" in text_of_pdf(pdf_of(client_for(personas.facilitator), review))


def test_who_may_not_know_of_the_idea_gets_neither(client_for, personas):
    review = make_candidate(personas)
    for path in (dossier_of(review), f"{dossier_of(review)}.pdf"):
        assert client_for(personas.outsider).get(path).status_code == 404
        assert client_for(None).get(path).status_code == 303
        assert client_for(personas.leadership).get(f"{path}?x=1").status_code in (200, 400, 404)
    assert client_for(personas.leadership).get("/rollout/99999999999/dossier.pdf").status_code == 404


def test_a_candidate_without_prototype_and_with_nothing_but_the_required_makes_a_short_pdf(
    client_for, personas
):
    bare = dict.fromkeys(
        ("owner", "support", "systems", "guide", "data_protection_text", "staff_council_text"), ""
    )
    review = make_review(make_idea(State.READY, proposal=""), data_protection=Checked.NO, **bare)
    pdf = pdf_of(client_for(personas.leadership), review)
    text = text_of_pdf(pdf)
    assert len(pdf.pages) == 1
    assert "Noch niemand hat es ausprobiert." in text
    assert "kein Prototyp" in text
    assert "nicht angegeben" in text
    for left_out in ("Was die Tests gezeigt haben", "Übernahme", "Entscheidung"):
        assert left_out not in text.replace("wartet auf Entscheidung", "")


def test_the_dossier_costs_the_same_with_two_hundred_findings_and_forty_versions(client_for, personas):
    client = client_for(personas.leadership)
    review = make_candidate(personas)
    client.get("/")
    with count_queries() as few:
        pdf_of(client, review)
    with one_commit():
        for number in range(4, 41):
            prototype = make_prototype(review.idea, number=number)
            feedback = make_feedback(prototype)
            for finding in range(6):
                make_finding(feedback, severity=Severity.LOW, body=f"Befund {finding} an v{number}. " * 8)
    client.get("/")
    with count_queries() as many:
        pdf = pdf_of(client, review)
    assert many.count == few.count, str(many)
    assert many.count <= 24, str(many)
    assert len(pdf.pages) <= 4
    text = text_of_pdf(pdf)
    assert "220 weitere Befunde" in text
    assert "32 frühere Versionen" in text


def test_long_texts_of_everybody_are_cut_until_they_fit_four_pages(client_for, personas):
    long = "Am Empfang hören alle mit, wie jemand über seine Lage spricht; das möchte niemand. " * 40
    said = ("benefit", "operating_cost", "systems", "guide", "override_reason", "reason", "funding_text")
    review = make_candidate(
        personas, ReviewStatus.APPROVED, conditions=long[:400], **dict.fromkeys(said, long)
    )
    review.idea.problem = review.idea.proposal = long
    with one_commit():
        for _number in range(6):
            make_vote(review, make_member(), VoteChoice.CONCERNS, long)
    pdf = pdf_of(client_for(personas.leadership), review)
    assert 3 <= len(pdf.pages) <= 4
    assert text_of_pdf(pdf).count("Zustimmung mit Bedenken") == 6
    assert " …" in text_of_pdf(pdf)


MALICIOUS = (
    '#read("/etc/passwd")',
    "*bold* _under_ $x$ @ref `raw` = Titel",
    "<script>alert(1)</script>",
    "😀 مرحبا بالعالم 中文 e\u0301 \u202eabc",
    "a" * 19_000,
)


def test_what_people_typed_stays_text(client_for, personas):
    words = "\n\n".join(MALICIOUS)
    fields = ("benefit", "operating_cost", "owner", "support", "systems", "guide", "override_reason")
    review = make_review(
        make_idea(State.READY, title='#panic("x") *fett* $', problem=words, proposal=words),
        **{name: words if name not in ("owner", "support") else MALICIOUS[1] for name in fields},
    )
    client = client_for(personas.leadership)
    pdf = pdf_of(client, review)
    text = text_of_pdf(pdf)
    assert pdf.metadata.title == '#panic("x") *fett* $'
    for word in ('#read("/etc/passwd")', "*bold* _under_ $x$ @ref `raw`", "<script>alert(1)</script>"):
        assert word in text
    assert "root:" not in text
    assert page_text(client, review)
