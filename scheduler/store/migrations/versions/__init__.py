"""One file a revision; a revision's name is its number in four digits."""
