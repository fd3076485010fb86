"""The sources of the rules, as far as they are asked for."""

from __future__ import annotations

from medinstall.engine.source_usage import SourceUsage, review_by, source_usages
from medinstall.usecases.workspace import Workspace


def known_sources(workspace: Workspace, *, overdue: bool = False, to_read_again: bool = False) -> list[SourceUsage]:
    """Return each source with what rests on it: all, those `overdue`, those a rule leans on by day `to_read_again`."""
    found = [each for each in source_usages(workspace.pack, workspace.today) if each.overdue or not overdue]
    return sorted((each for each in found if each.evidence), key=review_by) if to_read_again else found
