"""medinstall: the installation companion of a French doctor, on their own machine."""

__version__ = "2.0.0"
