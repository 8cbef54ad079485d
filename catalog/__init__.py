"""What exists: contracts at any Git revision."""
