"""Where the reasons of a readiness light can be looked up, as addresses."""

from collections.abc import Callable, Sequence

from flask import url_for

from lab.prototypes.versions import VersionRow
from lab.rollout.lights import Proof, Reason


def link_proofs(
    idea_id: int, versions: Sequence[VersionRow], review_id: int | None = None
) -> Callable[[Reason], str | None]:
    """A function from a reason to its proof. Without a review, what the form says is on the page itself."""
    newest_first = [row.prototype.id for row in versions if row.n] or [row.prototype.id for row in versions]
    pages = {Proof.RESULTS: "results.show_version", Proof.FINDINGS: "sessions.findings"}

    def proof_of(reason: Reason) -> str | None:
        if reason.proof is None:
            return None
        if reason.proof is Proof.FORM:
            if review_id is None:
                return f"#{reason.code}"
            return url_for("rollout.show", review_id=review_id, _anchor=f"said-{reason.code}")
        if not newest_first:
            return url_for("story.show", idea_id=idea_id, _anchor="prototypes")
        return url_for(pages[reason.proof], prototype_id=newest_first[0])

    return proof_of
