"""Claims in a person's spreadsheet, and back; corrected claims as training lines."""
