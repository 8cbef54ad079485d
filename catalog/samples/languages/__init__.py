"""Regular languages of ECMA-262 patterns: parsed, combined, complemented, enumerated."""
