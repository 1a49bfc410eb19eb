"""The dossier of a candidate, to print and as PDF."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lab.accounts.access import actor
from lab.documents.answers import file_name, pdf_answer
from lab.documents.blocks import Document
from lab.documents.pdf import render_document
from lab.rollout import queries
from lab.rollout.dossier import gather
from lab.rollout.dossier_text import write_dossier
from lab.rollout.models import RolloutReview
from lab.rollout.views import bp
from lab.web.arguments import check_arguments
from lab.web.htmx import render


@bp.get("/rollout/<int:review_id>/dossier")
def show_paper(review_id: int) -> Response:
    """The dossier as a page that prints well."""
    check_arguments()
    review, document = _load(review_id)
    return render("rollout/dossier.html", review=review, idea=review.idea, document=document)


@bp.get("/rollout/<int:review_id>/dossier.pdf")
def show_pdf(review_id: int) -> Response:
    """The dossier as an accessible PDF."""
    check_arguments()
    review, document = _load(review_id)
    name = file_name(_("dossier"), review.idea.title, ending="pdf")
    return pdf_answer(render_document(document), name)


def _load(review_id: int) -> tuple[RolloutReview, Document]:
    """The review, if one may know of it, and its paper as this reader may see it."""
    review = queries.get_review(actor(), review_id)
    return review, write_dossier(gather(actor(), review))
