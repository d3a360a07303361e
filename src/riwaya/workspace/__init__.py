"""The workspace: reports taken in and kept, read, corrected and found again."""
