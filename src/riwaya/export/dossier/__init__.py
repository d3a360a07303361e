"""An incident as a printable document: who says what, in which words, and what it rests on."""
