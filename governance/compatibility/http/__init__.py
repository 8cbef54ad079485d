"""What differs between two releases of an HTTP contract, apart from what schemas allow."""
