"""One module per output: terminal, Markdown, HTML, PDF, calendars, JSON."""
