"""Frozen values: what rules, profiles and plans are made of. No behaviour beyond their own shape."""
