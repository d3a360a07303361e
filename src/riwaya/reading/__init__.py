"""The reader: a small trained encoder with heads; sentences -> raw claims."""
