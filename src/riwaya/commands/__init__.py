"""Commands with some body of their own; `cli.py` gathers them."""
