"""Claims as tables: CSV, Excel, Parquet, JSON lines."""
