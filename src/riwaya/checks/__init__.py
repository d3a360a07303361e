"""Checks: what doesn't add up in a report or an incident, one question a file."""
