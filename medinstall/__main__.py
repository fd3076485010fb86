"""`python -m medinstall` and the `medinstall` command."""

from __future__ import annotations

import gc
import sys

SELDOM = 100_000  # objects made between two collections: start-up makes as many, and none of them is garbage


def main() -> None:
    """Run the command line and leave with its exit status."""
    gc.set_threshold(SELDOM)
    try:
        from medinstall.cli.run import INTERRUPTED, run
    except KeyboardInterrupt:  # an impatient hand, before anything has begun
        sys.exit(130)
    try:
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # while leaving
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
