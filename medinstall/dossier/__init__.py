"""The dossier on disk: an append-only journal of events, its lock, its replay, its folder.

Nothing here reads a clock: moments and days come from the caller.
"""
