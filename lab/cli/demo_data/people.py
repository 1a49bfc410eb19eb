"""The demo accounts: those with a password, and two for each jobcentre without. Named by function, never by person."""

from dataclasses import dataclass

from lab.accounts.demo import DEMO_ACCOUNTS
from lab.accounts.models import Role

# The names by which diaries speak of the jobcentres, with their district keys.
PLACES = {
    "offenbach-stadt": ("06413", "Offenbach (Stadt)"),
    "wiesbaden": ("06414", "Wiesbaden"),
    "bergstrasse": ("06431", "Bergstraße"),
    "darmstadt-dieburg": ("06432", "Darmstadt-Dieburg"),
    "gross-gerau": ("06433", "Groß-Gerau"),
    "hochtaunus": ("06434", "Hochtaunus"),
    "main-kinzig": ("06435", "Main-Kinzig"),
    "main-taunus": ("06436", "Main-Taunus"),
    "odenwald": ("06437", "Odenwald"),
    "offenbach-kreis": ("06438", "Offenbach (Kreis)"),
    "rheingau-taunus": ("06439", "Rheingau-Taunus"),
    "lahn-dill": ("06532", "Lahn-Dill"),
    "marburg": ("06534", "Marburg-Biedenkopf"),
    "vogelsberg": ("06535", "Vogelsberg"),
    "fulda": ("06631", "Fulda"),
    "hersfeld": ("06632", "Hersfeld-Rotenburg"),
}


@dataclass(frozen=True)
class Person:
    """An account to be made; `code` is what diaries call it."""

    code: str
    email: str
    name: str
    role: Role
    place: str | None = None
    may_sign_in: bool = False


# What diaries call those one can sign in as, in the order of DEMO_ACCOUNTS.
CODES = ("fulda", "bergstrasse", "lab", "leitung-main-taunus", "leitung-wiesbaden", "admin", "gast")
CODE_OF_PLACE = {name: code for code, (_key, name) in PLACES.items()}
SIGN_IN = tuple(
    Person(code, account.email, account.name, account.role, CODE_OF_PLACE.get(account.place), True)
    for code, account in zip(CODES, DEMO_ACCOUNTS, strict=True)
)
COORDINATION = Person(
    "koord", "labkoordination@lab.example", "Labkoordination", Role.FACILITATOR, "main-kinzig"
)


def list_people() -> list[Person]:
    """All accounts; those of the contract first."""
    people = [*SIGN_IN, COORDINATION]
    known = {person.code for person in people}
    for place, (key, name) in PLACES.items():
        staff = Person(place, f"beschaeftigte-{key}@lab.example", f"Beschäftigte, {name}", Role.STAFF, place)
        leader = Person(
            f"leitung-{place}", f"leitung-{key}@lab.example", f"Leitung, {name}", Role.LEADERSHIP, place
        )
        people += [person for person in (staff, leader) if person.code not in known]
    return people
