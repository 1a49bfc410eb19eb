"""Keeps the English catalogue complete: `check` says what is missing, `update` brings it up to date.

The sources are German; each text in them needs an English one with the same placeholders.
"""

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "lab" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
METHODS = [("lab/**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def extract() -> Catalog:
    """All texts of the sources, in the order of the files."""
    catalogue = Catalog(project="Innovation-Lab", charset="utf-8")
    options = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
    for folder in ("lab", "templates"):
        found = extract_from_dir(
            str(ROOT / folder),
            [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in METHODS],
            {pattern.removeprefix(f"{folder}/"): values for pattern, values in options.items()},
            KEYWORDS,
        )
        for filename, _line, message, _comments, context in found:
            catalogue.add(message, None, [(f"{folder}/{filename}", 0)], context=context)
    return catalogue


def read() -> Catalog:
    """The English catalogue, empty when there is none."""
    if not CATALOGUE.exists():
        return Catalog(locale="en", project="Innovation-Lab", charset="utf-8")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def find_faults() -> list[str]:
    """What is missing, left over or broken, one line each."""
    wanted, present = extract(), read()
    faults = []
    for message in wanted:
        if not message.id:
            continue
        entry = present.get(message.id)
        place = message.locations[0][0] if message.locations else ""
        if entry is None:
            faults.append(f"not in the catalogue: {_name(message)} ({place})")
        elif entry.fuzzy:
            faults.append(f"uncertain: {_name(message)} ({place})")
        elif not all(_texts(entry.string)) or not entry.string:
            faults.append(f"not translated: {_name(message)} ({place})")
        elif _placeholders(entry.id) != _placeholders(entry.string):
            faults.append(f"other placeholders: {_name(message)} → {_texts(entry.string)[0]}")
    for message in present:
        if message.id and wanted.get(message.id) is None:
            faults.append(f"no longer used: {_name(message)}")
    return faults


def update() -> None:
    """Adds new texts empty, drops those no longer used; nothing is guessed."""
    present = read()
    present.update(extract(), no_fuzzy_matching=True)
    present.obsolete.clear()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, present, width=110, omit_header=False, include_lineno=False, sort_by_file=True)


def main(command: str) -> int:
    """Runs the command; 1 when the catalogue has faults."""
    if command == "update":
        update()
        return 0
    faults = find_faults()
    for fault in faults:
        print(fault)
    if faults:
        print(
            f"{len(faults)} texts need work in {CATALOGUE.relative_to(ROOT)}; `make messages` adds new ones."
        )
    return 1 if faults else 0


def _texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _placeholders(value: str | tuple[str, ...] | list[str]) -> set[str]:
    return {name for text in _texts(value) for name in PLACEHOLDER.findall(text)}


def _name(message: Message) -> str:
    return repr(_texts(message.id)[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
