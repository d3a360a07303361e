"""The workspace's database: SQLite in one file or PostgreSQL by URL, one schema for both."""
