"""One reading for people: listing, page, table, frame."""
