"""The data folder, read strictly: rules, places, answers."""
