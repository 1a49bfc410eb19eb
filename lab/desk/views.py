from flask import Blueprint

from lab.audit import models  # noqa: F401

bp = Blueprint("desk", __name__)
