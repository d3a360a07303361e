"""`python -m handbook` writes the generated pages of docs/."""

from handbook.pages import write

write()
