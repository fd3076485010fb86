"""Tests of the views and of what prints them."""
