"""Incidents as event data: the columns and codes of ACLED, UCDP GED and PLOVER."""
