"""How values become text and messages: parameter styles and media types."""
