"""AsyncAPI 2.0 to 3.1 as one model of channels, messages and what is done with them."""
