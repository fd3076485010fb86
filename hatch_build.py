"""Compiles the rules into the wheel, so that an installed program neither parses them nor writes beside itself."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRules(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled rule pack to the data of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the pack from the sources being built; an editable install keeps its own."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from medinstall.rules import cache
        from medinstall.rules.loader import load

        folder = Path(self.root) / "data"
        self._place = TemporaryDirectory()
        made = Path(self._place.name) / cache.NAME
        made.write_bytes(cache.fingerprint(folder) + cache.compiled(load(folder)))
        build_data["force_include"][str(made)] = f"medinstall/_data/{cache.NAME}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the compiled pack, which the wheel now holds."""
        if version != "editable":
            self._place.cleanup()
