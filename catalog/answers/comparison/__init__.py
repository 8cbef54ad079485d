"""Two documents compared: the answer as values, JSON, text and Markdown."""
