"""The pages that everybody may read: imprint, privacy, accessibility, report a barrier."""

from datetime import UTC, datetime

import pytest

from lab.core.errors import Conflict
from lab.extensions import db
from lab.pages import service
from lab.pages.models import PageText
from lab.pages.queries import find_text, get_shown_text
from lab.pages.texts import LANGUAGES, Slug, default_body, to_markup
from tests.factories import save
from tests.helpers import count_queries

SLUGS = [slug.value for slug in Slug]
THEN = datetime(2026, 3, 2, 9, tzinfo=UTC)


def write(slug="imprint", language="de", body="# Wir\n\nKreis Musterland"):
    return save(PageText(slug=slug, language=language, body=body, saved_at=THEN))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_them_without_an_account(visitor, slug, language):
    visitor.post_form("/language", {"language": language, "next": "/"})
    response = visitor.get(f"/pages/{slug}")
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    assert "<h2>" in response.text
    assert default_body(Slug(slug), language).split()[1].strip("*") in response.text


@pytest.mark.parametrize("slug", ["nothing", "IMPRINT", "imprint.de", "%00", "..", "x" * 500])
def test_other_pages_do_not_exist(visitor, slug):
    assert visitor.get(f"/pages/{slug}").status_code == 404


def test_every_page_of_the_product_leads_there(visitor):
    page = visitor.get("/login").text
    for slug in SLUGS:
        assert f'href="/pages/{slug}"' in page


def test_the_operators_text_replaces_the_default(visitor):
    write()
    page = visitor.get("/pages/imprint").text
    assert "Kreis Musterland" in page
    assert "noch nicht ausgefüllt" not in page
    assert "Stand: 02.03.2026" in page


def test_a_text_in_the_other_language_is_better_than_the_default_and_says_so(visitor):
    write()
    visitor.post_form("/language", {"language": "en", "next": "/"})
    page = visitor.get("/pages/imprint").text
    assert "Kreis Musterland" in page
    assert '<article class="article" lang="de">' in page


def test_only_administrators_find_the_way_to_edit(client_for, personas, visitor):
    edit = "/admin/pages/imprint/de"
    assert edit in client_for(personas.admin).get("/pages/imprint").text
    assert edit not in client_for(personas.facilitator).get("/pages/imprint").text
    assert edit not in visitor.get("/pages/imprint").text


def test_a_page_costs_two_queries_at_most(visitor):
    with count_queries() as asked:
        visitor.get("/pages/privacy")
    assert asked.count <= 2, asked


def test_the_imprint_says_that_it_is_to_be_completed():
    assert "noch nicht ausgefüllt" in default_body(Slug.IMPRINT, "de")
    assert "not been filled in" in default_body(Slug.IMPRINT, "en")


def test_the_accessibility_statement_never_claims_conformance():
    for language, words in (("de", "Noch nicht bewertet"), ("en", "Not assessed yet")):
        text = default_body(Slug.ACCESSIBILITY, language)
        assert words in text
        assert "Regierungspräsidium Gießen" in text
        assert "/pages/report-barrier" in text


def test_the_privacy_page_names_cookie_cdn_and_what_is_stored():
    for language in LANGUAGES:
        text = default_body(Slug.PRIVACY, language)
        for word in ("lab_session", "LAB_HTMX=local", "cdn.jsdelivr.net", "Argon2id", "Tracking"):
            assert word.lower() in text.lower()


@pytest.mark.parametrize("slug", SLUGS)
def test_both_languages_have_the_same_headings(slug):
    headings = [
        sum(line.startswith("#") for line in default_body(Slug(slug), language).splitlines())
        for language in LANGUAGES
    ]
    assert headings[0] == headings[1]


@pytest.mark.parametrize(
    ("body", "markup"),
    [
        ("# A\n\n## B\n\n# C", "<h2>A</h2>\n<h3>B</h3>\n<h2>C</h2>\n"),
        ("### A\n\n###### B", "<h2>A</h2>\n<h3>B</h3>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"),
        ("{{ 7*7 }}", "<p>{{ 7*7 }}</p>\n"),
        (
            "[x](https://hessen.de)",
            '<p><a href="https://hessen.de" rel="noopener noreferrer">x</a></p>\n',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html;base64,x)", "<p>[x](data:text/html;base64,x)</p>\n"),
        ("<mailto:a@b.de>", '<p><a href="mailto:a@b.de" rel="noopener noreferrer">mailto:a@b.de</a></p>\n'),
        (
            "![x](https://tracker.example/x.png)",
            '<p>!<a href="https://tracker.example/x.png" rel="noopener noreferrer">x</a></p>\n',
        ),
    ],
)
def test_markdown_becomes_harmless_markup(body, markup):
    assert str(to_markup(body)) == markup


class TestSaving:
    def test_the_first_text_and_the_next(self, app):
        service.save_text(Slug.IMPRINT, "de", "eins", None)
        db.session.commit()
        first = find_text(Slug.IMPRINT, "de").saved_at
        service.save_text(Slug.IMPRINT, "de", "zwei", first)
        db.session.commit()
        assert get_shown_text(Slug.IMPRINT, "de").body == "zwei"

    @pytest.mark.parametrize("seen", [None, datetime(2020, 1, 1, tzinfo=UTC)])
    def test_who_saw_an_older_text_overwrites_nothing(self, app, seen):
        write()
        with pytest.raises(Conflict):
            service.save_text(Slug.IMPRINT, "de", "zwei", seen)
        db.session.rollback()
        assert "Musterland" in find_text(Slug.IMPRINT, "de").body

    def test_who_saw_a_text_that_is_gone_gets_a_conflict(self, app):
        with pytest.raises(Conflict):
            service.save_text(Slug.IMPRINT, "de", "zwei", THEN)

    def test_back_to_the_default(self, app):
        write()
        service.remove_text(Slug.IMPRINT, "de")
        service.remove_text(Slug.IMPRINT, "en")
        db.session.commit()
        assert get_shown_text(Slug.IMPRINT, "de").saved_at is None
