"""What was typed into a form that could not be taken: an error page shows it again, so that it is not lost."""

from flask import Flask, request
from werkzeug.exceptions import HTTPException

from lab.web.forms import clean_text

SECRETS = ("password", "repeat", "csrf_token")


def list_typed_texts() -> list[str]:
    """The texts of the posted form: whatever has several words and is no password."""
    if request.method != "POST":
        return []
    try:
        fields = request.form.items(multi=True)
    except HTTPException:
        # The body itself was what could not be taken.
        return []
    texts = [clean_text(value) for name, value in fields if not any(secret in name for secret in SECRETS)]
    return [text for text in texts if len(text.split()) > 1]


def init_typed(app: Flask) -> None:
    """Gives templates the texts."""
    app.jinja_env.globals["list_typed_texts"] = list_typed_texts
