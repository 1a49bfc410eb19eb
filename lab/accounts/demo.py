"""The accounts of the demo data; they exist only where demo data were loaded."""

from lab.accounts.models import Role

DEMO_PASSWORD = "ideenwerkstatt"  # noqa: S105 -- it is no secret: README and sign-in page name it

# Address, role, and district key with short name of the jobcentre where there is one.
DEMO_ACCOUNTS: tuple[tuple[str, Role, str | None, str], ...] = (
    ("staff@lab.example", Role.STAFF, "06631", "Fulda"),
    ("staff2@lab.example", Role.STAFF, "06431", "Bergstraße"),
    ("facilitator@lab.example", Role.FACILITATOR, "06631", "Fulda"),
    ("leadership@lab.example", Role.LEADERSHIP, "06436", "Main-Taunus"),
    ("leadership2@lab.example", Role.LEADERSHIP, "06414", "Wiesbaden"),
    ("admin@lab.example", Role.ADMIN, None, ""),
    ("guest@lab.example", Role.GUEST, None, ""),
)
