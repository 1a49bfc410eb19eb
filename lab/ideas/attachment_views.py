"""Files of ideas: adding, fetching and removing, under the idea's own permission."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from lab.accounts.access import actor
from lab.accounts.queries import LARGEST_ID
from lab.attachments import queries as files
from lab.attachments.content import size_in_words
from lab.attachments.delivery import response_for
from lab.attachments.forms import UploadForm
from lab.attachments.models import Attachment
from lab.core.database import unit_of_work
from lab.core.errors import Invalid, NotFound
from lab.ideas import policy, service
from lab.ideas.models import Idea
from lab.ideas.queries import get_idea
from lab.web.access import see_other
from lab.web.htmx import render
from lab.web.once import once, remember_sent

bp = Blueprint("attachments", __name__)
bp.add_app_template_filter(size_in_words, "file_size")


@bp.post("/ideas/<int:idea_id>/attachments")
@once
def add(idea_id: int) -> Response:
    """Adds one or several files; if one is refused, none is stored."""
    idea = get_idea(actor(), idea_id)
    policy.check_contribute(actor(), idea)
    form = UploadForm()
    prototype_id = _prototype_id(form.prototype_id.data)
    if not form.validate_on_submit():
        return _upload_page(idea, form, prototype_id)
    uploads: list[FileStorage] = form.file.data
    try:
        with unit_of_work():
            _store(idea, uploads, prototype_id)
            location = remember_sent(form.once.data, _place(idea.id, prototype_id))
    except Invalid as error:
        form.add_error(error)
        return _upload_page(idea, form, prototype_id)
    count = len(uploads)
    flash(
        ngettext("Die Datei ist angehängt.", "%(num)s Dateien sind angehängt.", count),
        "success",
    )
    return see_other(location)


@bp.get("/attachments/<int:attachment_id>")
def fetch(attachment_id: int) -> Response:
    """The file itself."""
    return response_for(_visible_file(attachment_id)[0])


@bp.get("/attachments/<int:attachment_id>/thumbnail")
def fetch_thumbnail(attachment_id: int) -> Response:
    """The small version of a picture."""
    return response_for(_visible_file(attachment_id)[0], thumbnail=True)


@bp.post("/attachments/<int:attachment_id>/remove")
def remove(attachment_id: int) -> Response:
    """Removes a file for good."""
    attachment, idea = _visible_file(attachment_id)
    location = _place(idea.id, attachment.prototype_id)
    with unit_of_work():
        service.remove_attachment(actor(), idea, attachment)
    flash(_("Der Anhang ist entfernt."), "success")
    return see_other(location)


@bp.app_template_global("upload_form")
def upload_form(prototype_id: int | None = None) -> UploadForm:
    """An empty form for the list of attachments; its field's id is unique on pages with several lists."""
    form = UploadForm(formdata=None)
    form.prototype_id.data = str(prototype_id) if prototype_id else ""
    form.file.id = f"file-{prototype_id}" if prototype_id else "file"
    return form


@bp.app_template_global("may_remove_attachment")
def may_remove_attachment(attachment: Attachment) -> bool:
    """Whether the list shows the button, for somebody who may contribute."""
    return policy.owns_attachment(actor(), attachment)


def _visible_file(attachment_id: int) -> tuple[Attachment, Idea]:
    """The file and its idea, if the actor may know of the idea. Raises NotFound."""
    attachment = files.get_file(attachment_id)
    return attachment, get_idea(actor(), attachment.idea_id)


def _store(idea: Idea, uploads: list[FileStorage], prototype_id: int | None) -> None:
    """Stores all; the message about a refused one names it when there are several."""
    for upload in uploads:
        try:
            service.attach_file(actor(), idea, upload, prototype_id)
        except Invalid as error:
            if len(uploads) == 1:
                raise
            text = _("„%(name)s“: %(reason)s", name=upload.filename, reason=error.message)
            raise Invalid("file", text) from error


def _prototype_id(text: str | None) -> int | None:
    """The prototype that the files belong to. Raises NotFound for what is no id."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= LARGEST_ID):
        raise NotFound()
    return int(text)


def _place(idea_id: int, prototype_id: int | None) -> str:
    """Where the list of these files stands."""
    if prototype_id is not None:
        return url_for("prototypes.show", prototype_id=prototype_id, _anchor="attachments")
    return url_for("story.show", idea_id=idea_id, _anchor="attachments")


def _upload_page(idea: Idea, form: UploadForm, prototype_id: int | None) -> Response:
    """The form again: what is wrong beside the field, and the files that are there already."""
    return render(
        "attachments/upload.html",
        form=form,
        idea=idea,
        files=files.list_files(idea.id, prototype_id),
        back_url=_place(idea.id, prototype_id),
        status=422,
    )
