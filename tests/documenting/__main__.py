"""`python -m tests.documenting [--check]`: write what is generated again, or say what is stale."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.documenting.pages import FOLDER, leftovers, pages
from tests.documenting.plan_schema import plan_schema_text
from tests.documenting.screens import refreshed

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"


def wanted() -> dict[Path, str]:
    """Return every generated file with what it must hold."""
    made = {ROOT / FOLDER / name: text for name, text in pages().items()}
    made[ROOT / "docs" / "plan.schema.json"] = plan_schema_text()
    return {**made, README: refreshed(README.read_text(encoding="utf-8"))}


def main(check: bool) -> int:
    files = wanted()
    stale = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    unknown = leftovers(ROOT / FOLDER)
    for path in (*stale, *unknown):
        sys.stdout.write(f"{'stale' if check else 'written'}: {path.relative_to(ROOT).as_posix()}\n")
    if check:
        return 1 if stale or unknown else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(files[path], encoding="utf-8", newline="\n")
    for path in unknown:
        path.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main("--check" in sys.argv[1:]))
