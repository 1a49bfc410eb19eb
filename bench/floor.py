"""What Flask costs by itself, under the same server and settings: the floor that the product stands on.

„ok“ is the least; „ok“ with login checked loads the account that the product's own cookie names from the product's
own database; a page is as large as the product's and comes from a template with as many rows, compiled once.
"""

from flask import Flask, render_template, request
from flask_login import LoginManager, UserMixin, login_required
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from config import load_config

PAGE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>{{ title }}</title></head><body><main><h1>{{ title }}</h1><ul>
{% for row in rows %}<li><a href="/ideas/{{ row.number }}">{{ row.title }}</a> <p>{{ row.text }}</p></li>
{% endfor %}</ul>{{ rest }}</main></body></html>"""
TITLE = "Ideen"
# What of a page is there without rows, and of a row without its number and text.
FRAME, ROW = 144, 47
WORD = "Termin "


class Base(DeclarativeBase):
    """Knows one table."""


db = SQLAlchemy(model_class=Base)
login = LoginManager()


class Account(UserMixin, db.Model):  # type: ignore[misc, name-defined]
    """Of an account what signing in needs."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    session_token: Mapped[str]


@login.user_loader
def load_account(identity: str) -> Account | None:
    """The account of a session."""
    number, _dot, token = identity.partition(".")
    account = db.session.get(Account, int(number))
    return account if account is not None and account.session_token == token else None


def create_floor() -> Flask:
    """The app. It reads the product's settings for key, cookie and database, and has none of its code besides."""
    app = Flask(__name__)
    names = ("SECRET_KEY", "SESSION_COOKIE_NAME", "SQLALCHEMY_DATABASE_URI", "SQLALCHEMY_ENGINE_OPTIONS")
    settings = load_config().to_flask()
    app.config.update({name: settings[name] for name in names})
    app.jinja_loader = DictLoader({"page.html": PAGE})
    db.init_app(app)
    login.init_app(app)
    app.add_url_rule("/ok", view_func=ok)
    app.add_url_rule("/signed-in", view_func=signed_in)
    app.add_url_rule("/page", view_func=page)
    return app


def ok() -> str:
    """The smallest answer."""
    return "ok"


@login_required
def signed_in() -> str:
    """The smallest answer to somebody who is signed in."""
    return "ok"


def page() -> str:
    """About `size` bytes in `rows` rows."""
    count, size = int(request.args["rows"]), int(request.args["size"])
    text, rest = fill(count, size)
    rows = [{"number": number, "title": f"Idee {number}", "text": text} for number in range(count)]
    return render_template("page.html", title=TITLE, rows=rows, rest=rest)


def fill(count: int, size: int) -> tuple[str, str]:
    """What a row says, and what stands below them, so that the page has its size."""
    numbers = sum(2 * len(str(number)) for number in range(count))
    room = max(0, size - FRAME - ROW * count - numbers)
    in_row = room // count if count else 0
    return (WORD * (in_row // len(WORD) + 1))[:in_row], "." * (room - in_row * count)


app = create_floor()
