"""Incidents in forms of our own making or of the web's: GeoJSON."""
