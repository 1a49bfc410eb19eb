from flask import Blueprint

from lab.pages import models  # noqa: F401

bp = Blueprint("pages", __name__)
