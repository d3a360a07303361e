"""The desk's pages: one file each, with its template, style and labels under the same name."""
