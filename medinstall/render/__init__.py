"""Plans put into French words (the views), and one module per output."""
