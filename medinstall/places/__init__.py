"""Communes, départements and regions, and the bodies that are competent there."""
