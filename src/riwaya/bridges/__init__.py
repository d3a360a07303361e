"""Riwaya inside of other programs that people have."""
