"""What is on its way out, and who still uses it."""
