"""What differs in what schemas allow: located part by part, each shared part once, proved by containment."""
