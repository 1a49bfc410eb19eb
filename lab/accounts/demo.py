"""The accounts of the demo data that one can sign in with; they exist only where demo data were loaded."""

from dataclasses import dataclass

from lab.accounts.models import Role

DEMO_PASSWORD = "ideenwerkstatt"  # noqa: S105 -- it is no secret: README and sign-in page name it


@dataclass(frozen=True)
class DemoAccount:
    """An account named by its function; `place` is the short name of its jobcentre, '' without one."""

    email: str
    name: str
    role: Role
    place: str = ""


DEMO_ACCOUNTS = (
    DemoAccount("staff@lab.example", "Beschäftigte, Fulda", Role.STAFF, "Fulda"),
    DemoAccount("staff2@lab.example", "Beschäftigte, Bergstraße", Role.STAFF, "Bergstraße"),
    DemoAccount("facilitator@lab.example", "Lab-Moderation", Role.FACILITATOR, "Marburg-Biedenkopf"),
    DemoAccount("leadership@lab.example", "Leitung, Main-Taunus", Role.LEADERSHIP, "Main-Taunus"),
    DemoAccount("leadership2@lab.example", "Leitung, Wiesbaden", Role.LEADERSHIP, "Wiesbaden"),
    DemoAccount("admin@lab.example", "Administration", Role.ADMIN),
    DemoAccount("guest@lab.example", "Gast-Expertin, Hochschule", Role.GUEST),
)
