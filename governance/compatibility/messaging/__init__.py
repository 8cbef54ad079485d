"""What differs between two releases of an event contract, apart from what schemas allow."""
