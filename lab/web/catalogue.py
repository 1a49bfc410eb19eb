"""The texts of a page in its language, looked up quickly: a board asks thousands of times."""

from typing import Any

from babel.support import NullTranslations
from flask import Flask, g
from flask_babel import Domain
from markupsafe import Markup

from lab.extensions import babel

# More than the templates hold: what is kept for good are their literal texts, nothing that people typed.
MOST_KEPT = 10_000


class Catalogue(Domain):
    """Flask-Babel's domain; the catalogue of a language is found by the language itself, not by its name.

    Flask-Babel keeps the language of the request in `g`. Where it is not there yet, the slow way finds it.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._found: dict[str | None, NullTranslations] = {}
        self._kept: dict[str | None, dict[str, Markup]] = {}

    def get_translations(self) -> NullTranslations:
        """The catalogue of the request's language."""
        found = self._found.get(self._language())
        if found is None:
            found = super().get_translations()  # type: ignore[no-untyped-call]
            language = self._language()
            if language is not None:
                self._found[language] = found
        return found

    def say(self, message: str, **variables: Any) -> Markup:
        """A text of a template, as `_()` there: safe itself, its variables escaped."""
        if variables:
            return self._read(message) % variables
        language = self._language()
        text = self._kept.setdefault(language, {}).get(message)
        if text is None:
            # Without variables too, so that „%%“ is one sign with and without them.
            text = self._read(message) % {}
            if language is not None and len(self._kept[language]) < MOST_KEPT:
                self._kept[language][message] = text
        return text

    def say_number(self, singular: str, plural: str, count: int, **variables: Any) -> Markup:
        """A text that depends on a number, as `ngettext()` in templates; the number is `num`."""
        text = self.get_translations().ungettext(singular, plural, count)
        return Markup(text) % {"num": count, **variables}  # noqa: S704 (our own text)

    def _read(self, message: str) -> Markup:
        return Markup(self.get_translations().ugettext(message))  # noqa: S704 (our own text)

    @staticmethod
    def _language() -> str | None:
        """Asked for each text: so without the detours of a proxy, and as a short text to look up by."""
        try:
            kept = g._get_current_object().get("_flask_babel")
        except RuntimeError:
            return None
        locale = getattr(kept, "babel_locale", None)
        return str(locale.language) if locale else None


def init_catalogue(app: Flask) -> None:
    """Lets code and templates use it; comes after Babel."""
    catalogue = Catalogue()
    babel.domain_instance = catalogue
    app.jinja_env.globals.update(_=catalogue.say, gettext=catalogue.say, ngettext=catalogue.say_number)
