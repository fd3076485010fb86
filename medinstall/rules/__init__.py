"""The data folder, read strictly: rule pack, holidays, letters, answers."""
