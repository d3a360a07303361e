"""A file per migration, numbered in the order in which they run."""
