"""What is there and what is missing: Riwaya's files, its libraries, the machine, a workspace."""
