"""Makes what the desk ships but nobody here wrote: vendored files and the base map."""
