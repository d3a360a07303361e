"""Makes the shipped gazetteer; not installed with the package."""
