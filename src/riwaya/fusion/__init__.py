"""Claims of many reports -> incidents: what is one happening, and who said it first. Pure."""
