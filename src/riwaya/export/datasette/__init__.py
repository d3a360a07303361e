"""Datasette: a SQLite database that it shows, searches and maps, with its metadata."""
