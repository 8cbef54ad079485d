"""What a contract's version must be, and how its life goes: stages, sunset, removal (SEMANTICS §6, DESIGN §1)."""
