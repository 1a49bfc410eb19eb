from flask import Blueprint

from lab.attachments import models  # noqa: F401

bp = Blueprint("story", __name__)
