"""Makes the pages of docs/ that say what the code says: `make documents`; and the site's hooks."""
