"""The texts of pages: quick, and the same as Flask-Babel's."""

import pytest
from flask import render_template_string
from flask_babel import force_locale, gettext, ngettext
from markupsafe import Markup

TEXTS = ("Ideen", "Das war gut", "Bitte wählen Sie etwas aus.", "Gibt es in keinem Verzeichnis: 5 %%")


@pytest.mark.parametrize("language", ["de", "en"])
def test_templates_say_what_code_says(app, language):
    with app.test_request_context("/"), force_locale(language):
        for text in TEXTS:
            for _time in range(2):
                assert render_template_string("{{ _(text) }}", text=text) == gettext(text).replace("%%", "%")
        number = "{{ ngettext('%(num)s Befund', '%(num)s Befunde', count) }}"
        for count in (0, 1, 2):
            assert render_template_string(number, count=count) == ngettext(
                "%(num)s Befund", "%(num)s Befunde", count
            )


def test_the_language_can_change_within_a_request(app):
    with app.test_request_context("/"):
        said = [render_template_string("{{ _('Ideen') }}")]
        for language in ("en", "de", "en"):
            with force_locale(language):
                said.append(render_template_string("{{ _('Ideen') }}"))
        said.append(render_template_string("{{ _('Ideen') }}"))
    assert said == ["Ideen", "Ideas", "Ideen", "Ideas", "Ideen"]


def test_what_is_put_into_a_text_is_text(app):
    template = "{{ _('%(count)s × gut', count=typed) }}"
    with app.test_request_context("/"):
        assert render_template_string(template, typed="<b>") == "&lt;b&gt; × gut"
        assert render_template_string(template, typed=Markup("<b>1</b>")) == "<b>1</b> × gut"
