"""The command `python -m tests.law`: see the package's own words."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import tests.law
from medinstall.domain.pack import RulePack
from medinstall.rules.loader import load
from tests.law.package import CODES, CodeArticle, read_code
from tests.law.report import as_json, as_text, compare

READ = Path(__file__).with_name("read.json")


def main(words: list[str] | None = None) -> int:
    """Compare, print, and return the exit status: 0 nothing to read, 1 something is, 2 no package there."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.law", description=tests.law.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="the unpacked package")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.add_argument("--record", action="store_true", help="keep the texts of the package as read")
    options = parser.parse_args(words)
    try:
        codes = {name: read_code(options.folder, name) for name in CODES}
    except (OSError, ValueError) as error:
        parser.error(f"not the package @socialgouv/legi-data: {error}")
    pack = load()
    if options.record:
        return _record(pack, codes)
    read = json.loads(READ.read_text(encoding="utf-8"))
    findings = compare(pack, codes, read, datetime.now(UTC).date())
    if options.json:
        sys.stdout.write(json.dumps(as_json(findings), ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in as_text(findings))
        to_read = sum(item.needs_reader for item in findings)
        sys.stdout.write(f"{len(findings)} articles cited, {to_read} to read\n")
    return 1 if any(item.needs_reader for item in findings) else 0


def _record(pack: RulePack, codes: dict[str, dict[str, CodeArticle]]) -> int:
    """Keep the text of every cited article whose source names the version of the package."""
    articles = [article for source in pack.sources for article in source.articles if article.code in codes]
    found = [codes[article.code][article.number] for article in articles if article.number in codes[article.code]]
    ids = {article.id for article in articles}
    texts = {item.version.id: item.text for item in found if item.version.id in ids}
    READ.write_text(json.dumps(texts, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(texts)} texts kept in {READ.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
