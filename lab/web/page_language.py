"""The languages of pages for people without an account: chosen by the address, for there is no session."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What the catalogue has; the public pages of a round may have more, see lab/rounds/languages.py.
BUILT_IN = {"de": "Deutsch", "en": "English"}


@dataclass(frozen=True)
class PageLanguage:
    """A language that a visitor may choose; `texts` are those of its page by key, where it has some of its own."""

    code: str
    name: str
    direction: str = "ltr"
    texts: Mapping[str, object] = field(default_factory=dict)

    @property
    def locale(self) -> str:
        """The language of what the catalogue says on the page: dates, and the footer."""
        return self.code if self.code in BUILT_IN else "de"

    def say(self, key: str, **values: object) -> str:
        """The text of this key; what stands in curly braces is put in as it is. Raises KeyError."""
        text = str(self.texts[key])
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text
