"""Loaders that check the tables in data/ and index them."""
