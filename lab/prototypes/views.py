from flask import Blueprint

from lab.prototypes import models  # noqa: F401

bp = Blueprint("prototypes", __name__)
