"""Report -> clean words, sentences, quotations, layout; pure, offsets always into the raw text."""
