"""Use cases: read, compute, hand over. No clock, no terminal: the command line gives them."""
