"""Behave like the contract."""
