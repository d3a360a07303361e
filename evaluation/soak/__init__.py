"""Kills at random moments of what a workspace does, and whether anything is lost by them."""
