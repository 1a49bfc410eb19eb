"""What the documents list is what there is."""

import re
import tomllib

from config import ROOT
from lab.accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD

README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("config.py", "gunicorn.conf.py"))


def test_the_readme_lists_exactly_the_variables_that_are_read():
    read = set(re.findall(r'"(LAB_[A-Z]+(?:_[A-Z]+)*|HOST|PORT|WEB_CONCURRENCY)"', CODE))
    table = README.split("## Configuration\n", 1)[1].split("\n## ", 1)[0]
    listed = {
        name
        for first_cell in re.findall(r"^\| (`[^|]*`) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", first_cell)
    }
    assert listed == read


def test_the_readme_names_the_demo_accounts():
    assert f"`{DEMO_PASSWORD}`" in README
    listed = re.findall(r"^\| `([\w.]+@lab\.example)` \| \w+ \| ([^|]+) \|$", README, re.MULTILINE)
    assert listed == [(account.email, account.place or "–") for account in DEMO_ACCOUNTS]


def test_the_rooms_stand_in_the_document_as_the_import_rule_orders_them():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(
        contract["layers"]
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    )
    house = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = house.split("## The rooms\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (`[^|]*`) \|", table, re.MULTILINE)
    assert [re.findall(r"`(\w+)`", row) for row in rows] == [layer.split(" | ") for layer in layers]


def test_every_decision_is_listed_once_and_under_its_title():
    folder = ROOT / "docs" / "adr"
    listed = re.findall(
        r"^\| \[\d+\]\(([\w-]+\.md)\) \| (.+) \|$", (folder / "README.md").read_text(), re.MULTILINE
    )
    titles = []
    for path in sorted(folder.glob("0*.md")):
        number, title = re.match(r"# (\d+) (.+)", path.read_text()).groups()
        assert path.name.startswith(f"{int(number):04d}-")
        titles.append((path.name, title))
    assert listed == titles


def test_links_between_documents_lead_somewhere():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "tests" / "README.md"]
    dead = [
        (str(document.relative_to(ROOT)), target)
        for document in documents
        for target in re.findall(
            r"(?<!!)\[[^]]*\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")
        )
        if not (document.parent / target).exists()
    ]
    assert dead == []
