"""OpenAPI 2.0 to 3.2 as one model of HTTP operations."""
