"""`python -m medinstall` and the `medinstall` command."""

from __future__ import annotations

import gc
import sys

SELDOM = 100_000  # objects made between two collections: start-up makes as many, and none of them is garbage


def main() -> None:
    """Run the command line and leave with its exit status."""
    gc.set_threshold(SELDOM)
    try:
        import signal

        from medinstall.cli.run import INTERRUPTED, run
    except KeyboardInterrupt:  # an impatient hand, before anything has begun
        sys.exit(130)
    try:
        status = run(sys.argv[1:])
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:  # while leaving
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # one more, while Python ends, would kill it
        status = INTERRUPTED
    gc.freeze()  # Python collects twice as it ends, to free what ends with it: a third of a command's time
    sys.exit(status)


if __name__ == "__main__":
    main()
