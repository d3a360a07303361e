"""A bag of a workspace (BagIt): written, and checked again."""
