"""What each family of keywords means, in the vocabulary of 2020-12."""
