"""The nouns: frozen, typed, and knowing nothing of the stations that make them."""
