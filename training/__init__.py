"""Annotated reports -> the reader's model files. Needs torch; not installed with the package."""
