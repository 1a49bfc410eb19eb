"""What is installed is named by name and version, never by address."""

import json
import re
from pathlib import Path

import pytest

from config import ROOT

PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+")
INCLUDE = re.compile(r"-r requirements[a-z-]*\.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_python_packages_are_pinned_by_name_and_version_only(name):
    lines = (ROOT / name).read_text().splitlines()
    wanted = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    assert wanted
    assert [line for line in wanted if not (PIN.fullmatch(line) or INCLUDE.fullmatch(line))] == []


def test_the_lock_file_names_no_address():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    assert packages
    assert [path for path, entry in packages.items() if "resolved" in entry] == []
    assert [path for path, entry in packages.items() if not entry.get("integrity")] == []


def test_front_end_packages_are_pinned_exactly():
    package = json.loads((ROOT / "package.json").read_text())
    wanted = package["dependencies"] | package["devDependencies"]
    assert [name for name, version in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def test_no_third_party_file_lies_in_the_repository():
    static = Path(ROOT / "lab" / "static" / "src")
    minified = [path for path in static.rglob("*") if ".min." in path.name]
    fonts = [path for path in static.rglob("*") if path.suffix in (".woff", ".woff2", ".ttf")]
    assert minified + fonts == []
