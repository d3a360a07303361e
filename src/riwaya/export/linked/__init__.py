"""Linked data: JSON-LD with provenance, schema.org ClaimReview, FollowTheMoney."""
