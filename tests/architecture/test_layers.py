"""The import contract names every package; ``make lint`` holds what it says."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
LAYERS = LINTER["contracts"][0]["layers"]
#: What is no layer: tests and measurements look at everything, manage.py starts it.
OUTSIDE = {"tests", "bench"}


def packages_below(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("*/__init__.py")}


def test_the_layers_name_every_app_and_every_part_of_the_project():
    parts = packages_below(ROOT / "portal") | {path.stem for path in (ROOT / "portal").glob("[a-z]*.py")}
    present = {f"portal.{part}" for part in parts} | (packages_below(ROOT) - OUTSIDE - {"portal"})
    named = {name for layer in LAYERS for name in re.findall(r"[\w.]+", layer)}
    assert present - named == set()


def test_every_app_is_a_root_package_of_the_contract():
    assert packages_below(ROOT) - OUTSIDE == set(LINTER["root_packages"])


def test_the_contracts_are_kept():
    linter = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([linter, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout
