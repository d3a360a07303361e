"""Report -> clean words, sentences, quotations and layout; pure, offsets always into the raw text."""
