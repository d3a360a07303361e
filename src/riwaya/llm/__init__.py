"""A language model that the user has, asked for claims; what it says must stand in the text."""
