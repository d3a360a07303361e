"""What is shown of an incident, on the desk's page and on paper, in the reader's language."""
