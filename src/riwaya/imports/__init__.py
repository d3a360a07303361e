"""Datasets of coded events read by their codes: claims of a row without a model."""
