"""docs/workflow.md says what the table in the code says."""

import re

from config import ROOT
from lab.ideas.workflow import By, Needs, State, draw_diagram

DOCUMENT = (ROOT / "docs" / "workflow.md").read_text(encoding="utf-8")
MARKED = re.compile(r"<!-- diagram: begin -->\n```mermaid\n(.*)\n```\n<!-- diagram: end -->", re.DOTALL)


def codes_of_table(heading):
    """The codes in the first column of the table under a heading."""
    section = DOCUMENT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


def test_the_diagram_in_the_document_is_the_one_drawn_from_the_table():
    found = MARKED.findall(DOCUMENT)
    assert found == [draw_diagram()], (
        "run `.venv/bin/flask --app run workflow-diagram` and paste what it prints"
    )


def test_the_document_explains_every_code_of_the_table():
    assert codes_of_table("The states") == [state.value for state in State]
    assert codes_of_table("Who takes a step") == [by.value for by in By]
    assert codes_of_table("What a step needs") == [needs.value for needs in Needs]


def test_the_document_uses_the_labels_that_people_see():
    for state in State:
        assert f"| `{state.value}` | {state.label} |" in DOCUMENT
