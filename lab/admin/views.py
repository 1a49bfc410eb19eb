from flask import Blueprint

from lab.settings import models  # noqa: F401
from lab.web import once  # noqa: F401

bp = Blueprint("admin", __name__)
