"""The command line: the only clock, the only exit codes, the only printing."""
