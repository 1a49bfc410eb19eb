"""Hands a stored file to the browser so that it can do no harm there."""

import unicodedata
from urllib.parse import quote

from flask import Response, request, stream_with_context

from lab.attachments import queries
from lab.attachments.content import BY_MEDIA_TYPE
from lab.attachments.models import Attachment
from lab.attachments.pictures import THUMBNAIL_MEDIA_TYPE
from lab.core.errors import NotFound


def response_for(attachment: Attachment, thumbnail: bool = False) -> Response:
    """The file as an answer; pictures are shown, everything else is saved. The caller checks the policy.

    Raises NotFound when there is no thumbnail, or when the file is hidden. A browser that has it already gets 304.
    """
    if attachment.is_withheld or (thumbnail and not attachment.has_thumbnail):
        raise NotFound()
    etag = f"{attachment.sha256[:32]}{'-t' if thumbnail else ''}"
    if request.if_none_match.contains(etag):
        response = Response(status=304)
    else:
        response = Response(
            stream_with_context(queries.stream(attachment, thumbnail)),
            content_type=THUMBNAIL_MEDIA_TYPE if thumbnail else attachment.media_type,
        )
        response.headers["Content-Disposition"] = _disposition(attachment, thumbnail)
        if not thumbnail:
            response.content_length = attachment.size
    response.set_etag(etag)
    # Nothing in a file runs, and it is never part of another site's page.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _disposition(attachment: Attachment, thumbnail: bool) -> str:
    """Inline for pictures, else attachment; the name in ASCII for old programs and in full for the others."""
    if thumbnail:
        return "inline"
    file_type = BY_MEDIA_TYPE.get(attachment.media_type)
    kind = "inline" if file_type is not None and file_type.is_picture else "attachment"
    plain = unicodedata.normalize("NFKD", attachment.name).encode("ascii", "ignore").decode()
    plain = plain.replace("\\", "").replace('"', "")
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(attachment.name, safe='')}"
