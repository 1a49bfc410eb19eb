"""Every kind of event tells what happened, in both languages, and none is written without a sentence."""

import ast
import re

import pytest
from flask_babel import force_locale

from config import ROOT
from lab.audit.kinds import EVENT_KINDS

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
CATALOGUE = ROOT / "lab" / "translations" / "en" / "LC_MESSAGES" / "messages.mo"


def recorded_kinds() -> set[str]:
    """Every text in the code that a call of record() could pass on: those that name a kind."""
    texts = set()
    for path in (ROOT / "lab").rglob("*.py"):
        if path.name == "kinds.py" or "demo" in path.as_posix():
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
    return texts


def direct_calls() -> list[tuple[str, str]]:
    """(file, kind) of each call that writes an event and names its kind outright."""
    found = []
    for path in (ROOT / "lab").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(getattr(node, "func", None), "id", None)
            arguments = getattr(node, "args", [])
            if (
                name in ("record", "record_move")
                and len(arguments) > 1
                and isinstance(arguments[1], ast.Constant)
            ):
                found.append((str(path), arguments[1].value))
    return found


def test_every_recorded_kind_has_a_sentence():
    calls = direct_calls()
    assert calls
    assert [call for call in calls if call[1] not in EVENT_KINDS] == []


def test_no_sentence_is_left_without_an_event():
    assert set(EVENT_KINDS) - recorded_kinds() == set()


@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_every_kind_has_a_sentence_in_both_languages(app, kind):
    with app.test_request_context():
        with force_locale("de"):
            german = str(EVENT_KINDS[kind])
        with force_locale("en"):
            english = str(EVENT_KINDS[kind])
    assert german
    if not CATALOGUE.exists():
        pytest.skip("there is no English catalogue yet")
    assert english != german, "not translated"
    assert set(PLACEHOLDER.findall(english)) == set(PLACEHOLDER.findall(german))
