"""What is known of the single places of a contract: who uses them, what they are mapped to, what is wrong there."""
