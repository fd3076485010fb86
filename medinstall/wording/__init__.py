"""Plans put into French words: frozen views that every output prints."""
