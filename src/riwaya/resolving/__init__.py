"""What the words of a claim stand for: explained, exact, from tables and rules."""
