"""The pages of docs/reference/, the schema of the plan and the screens of README.md, made from the code and the data.

`python -m tests.documenting` writes them again; with `--check` it says which are stale. `tests/test_docs.py` checks
the same, so that the documentation cannot say what the program does not do.
"""
