"""What exists: contracts at any Git revision."""

__version__ = "0.1.0"
