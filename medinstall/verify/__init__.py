"""Proof of the rule pack: the whole space of situations, cut into classes, and what must hold in every one of them."""
