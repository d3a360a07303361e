"""The outside world -> Report: one source kind per file; every failure is a `BadInput`."""
