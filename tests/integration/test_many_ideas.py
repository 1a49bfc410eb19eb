"""With two thousand ideas the rollout's pages ask the database no more often than with a handful."""

from datetime import timedelta
from time import perf_counter

import sqlalchemy as sa

from lab.adoption.models import Adoption, AdoptionStatus
from lab.core.clock import now, today
from lab.extensions import db
from lab.ideas.workflow import State
from lab.prototypes.models import Prototype, Severity
from lab.rollout.models import RolloutReview
from tests.candidates import make_candidate
from tests.factories import (
    BERGSTRASSE,
    FULDA,
    WIESBADEN,
    make_feedback,
    make_finding,
    make_idea,
    make_many_ideas,
    one_commit,
)
from tests.helpers import count_queries

MOST_QUERIES = 26
# Warm it takes a tenth of it; a machine that does a hundred things besides may take its time.
MOST_SECONDS = 3


def paths_of(review: RolloutReview) -> list[str]:
    return [
        f"/overview?from={today() - timedelta(days=300)}&to={today()}",
        f"/overview?from={today() - timedelta(days=300)}&to={today()}&job_centre={FULDA}",
        "/overview/report.pdf",
        "/rollout/matrix",
        "/rollout/matrix?sort=in_use&by=job_centre",
        "/rollout/matrix.csv",
        "/rollout/map",
        f"/job-centres/{FULDA}",
        f"/rollout/{review.id}/dossier",
        f"/rollout/{review.id}/dossier.pdf",
    ]


def adopt(idea_ids: list[int]) -> None:
    """Three jobcentres use each of them."""
    row = {"status": AdoptionStatus.INTRODUCED, "since": today(), "changed_at": now()}
    rows = [
        row | {"idea_id": idea_id, "job_centre_key": key}
        for idea_id in idea_ids
        for key in (FULDA, BERGSTRASSE, WIESBADEN)
    ]
    db.session.execute(sa.insert(Adoption), rows)
    db.session.commit()


def test_overview_matrix_and_dossier_cost_the_same_with_two_thousand_ideas(client_for, personas):
    review = make_candidate(personas)
    adopt([make_idea(State.ROLLOUT, personas.author).id for _number in range(5)])
    client, few, many = client_for(personas.leadership), {}, {}
    for path in paths_of(review):
        client.get(path)
        with count_queries() as few[path]:
            assert client.get(path).status_code == 200, path

    given = {"responsible": personas.facilitator}
    adopt(make_many_ideas(1000, personas.author, state=State.ROLLOUT, **given))
    make_many_ideas(1000, personas.author, **given)
    with one_commit():
        for prototype in db.session.scalars(sa.select(Prototype).where(Prototype.idea_id == review.idea_id)):
            feedback = make_feedback(prototype)
            for number in range(70):
                make_finding(feedback, severity=Severity.LOW, body=f"Befund {number}: Das Wort ist zu lang.")
    for path in paths_of(review):
        began = perf_counter()
        with count_queries() as many[path]:
            assert client.get(path).status_code == 200, path
        took = perf_counter() - began
        assert many[path].count == few[path].count <= MOST_QUERIES, f"{path}: {many[path]}"
        assert "dossier" not in path or took < MOST_SECONDS, f"{path} took {took:.1f} s"
    assert len(client.get("/rollout/matrix.csv").text.splitlines()) == 1006
