"""What every exported form has: its name, its places on the disk, the columns beside it."""
