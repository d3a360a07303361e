"""Fusion measured on labelled sets of our own."""
