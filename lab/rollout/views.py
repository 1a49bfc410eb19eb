from flask import Blueprint

from lab.rollout import models  # noqa: F401

bp = Blueprint("rollout", __name__)
