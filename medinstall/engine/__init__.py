"""The pure engine: from a rule pack and a profile to a plan. No clock, no disk, no terminal, no wording."""
