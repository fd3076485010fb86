"""The engine and its peers on the same rules: `python -m tests.benchmarks.peers [RUNS]` (about two minutes)."""

import sys

from tests.benchmarks.peers.compare import RUNS, peers

if __name__ == "__main__":
    sys.stdout.write(peers(int(sys.argv[1]) if sys.argv[1:] else RUNS) + "\n")
