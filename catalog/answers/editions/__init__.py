"""Editions of a contract: its releases, what each changed and for whom, and any two compared."""
