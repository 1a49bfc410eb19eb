"""The accounts of the load data: five hundred, one of each role with a plain address, in all jobcentres."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

import sqlalchemy as sa
from argon2 import PasswordHasher

from lab.accounts.models import JobCentre, Role, User
from lab.accounts.queries import list_job_centres
from lab.audit.models import Event
from lab.cli.load_rows import Rows
from lab.cli.load_words import FAMILY_NAMES, GIVEN_NAMES
from lab.extensions import db

DOMAIN = "load.example"
PASSWORD = "ideenwerkstatt"  # noqa: S105 -- it is public: production does not load these accounts
PEOPLE = {Role.STAFF: 440, Role.FACILITATOR: 16, Role.LEADERSHIP: 32, Role.ADMIN: 2, Role.GUEST: 10}


@dataclass
class Crowd:
    """Who there is: accounts by role, each with its number and its jobcentre's key."""

    job_centres: list[JobCentre]
    accounts: dict[Role, list[tuple[int, str | None]]] = field(default_factory=dict)

    def facilitator(self, chance: Random) -> int:
        """One of those who moderate."""
        return chance.choice(self.accounts[Role.FACILITATOR])[0]

    def author(self, chance: Random) -> tuple[int, str]:
        """Somebody with a jobcentre: mostly staff, now and then a facilitator."""
        role = Role.FACILITATOR if chance.random() < 0.1 else Role.STAFF
        number, job_centre = chance.choice(self.accounts[role])
        return number, job_centre or self.job_centres[0].key

    def leader(self, chance: Random) -> int:
        """One of those who decide."""
        return chance.choice(self.accounts[Role.LEADERSHIP])[0]

    def leader_of(self, job_centre_key: str) -> int:
        """Who decides in a jobcentre."""
        return next(number for number, key in self.accounts[Role.LEADERSHIP] if key == job_centre_key)


def is_loaded() -> bool:
    """Whether the accounts of an earlier load are there."""
    return db.session.scalar(sa.select(User.id).where(User.email.like(f"%@{DOMAIN}")).limit(1)) is not None


def add_people(rows: Rows, chance: Random, since: datetime) -> Crowd:
    """All accounts; they share one password, which is hashed once and with a fixed salt, so that runs are alike."""
    crowd = Crowd(list(list_job_centres()))
    password_hash = PasswordHasher().hash(PASSWORD, salt=b"innovation-lab-load")
    for role, count in PEOPLE.items():
        crowd.accounts[role] = []
        for index in range(count):
            job_centre = crowd.job_centres[index % len(crowd.job_centres)]
            key = None if role in (Role.ADMIN, Role.GUEST) else job_centre.key
            name = f"{chance.choice(GIVEN_NAMES)} {chance.choice(FAMILY_NAMES)}"
            number = rows.add(
                User,
                email=f"{role.value}{index + 1 if index else ''}@{DOMAIN}",
                name=name,
                role=role,
                job_centre_key=key,
                password_hash=password_hash,
                session_token=f"{chance.getrandbits(128):032x}",
                created_at=since,
            )
            crowd.accounts[role].append((number, key))
            rows.add(
                Event,
                at=since,
                kind="account_created",
                subject_kind="account",
                subject_id=str(number),
                detail={"name": name, "role": role.value},
            )
    rows.write()
    return crowd
