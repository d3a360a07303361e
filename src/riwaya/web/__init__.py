"""The desk: a workspace in the browser, for review and for publishing."""
