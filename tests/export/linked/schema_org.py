"""What schema.org and search engines ask of a ClaimReview, restated.

Properties by type: https://schema.org/ClaimReview, /Claim, /Rating, /NewsArticle, /Organization, /Person,
/SoftwareApplication and their mirrors; only those that an export uses or could be mistaken in.
Required and recommended: Google's guide to fact check markup, as quoted by others (its page could
not be read here): a review needs claimReviewed, reviewRating and url, a rating alternateName.
"""

from typing import Any

THING = {"@id", "name", "alternateName", "description", "identifier", "url"}
WORK = THING | {
    "author", "creativeWorkStatus", "datePublished", "headline", "inLanguage", "isBasedOn", "publisher",
}  # fmt: skip
PROPERTIES = {
    "ClaimReview": WORK | {"claimReviewed", "itemReviewed", "reviewRating", "reviewAspect"},
    "Claim": WORK | {"appearance", "firstAppearance"},
    "NewsArticle": WORK,
    "Organization": THING,
    "Person": THING,
    "Rating": THING
    | {"author", "bestRating", "ratingExplanation", "ratingValue", "reviewAspect", "worstRating"},
    "SoftwareApplication": WORK | {"softwareVersion"},
}
#: The types that a property's value may have; others are text, numbers, addresses.
RANGES = {
    "author": {"Organization", "Person"},
    "publisher": {"Organization", "Person"},
    "itemReviewed": {"Claim"},
    "reviewRating": {"Rating"},
    "appearance": {"NewsArticle"},
    "isBasedOn": {"SoftwareApplication"},
}
REQUIRED = {"ClaimReview": {"claimReviewed", "reviewRating", "url"}, "Rating": {"alternateName"}}
RECOMMENDED = {"ClaimReview": {"author", "itemReviewed"}, "Claim": {"author", "appearance"}}


def wrong_in(node: dict[str, Any], kind: str = "ClaimReview") -> list[str]:
    """What of a node isn't as schema.org has it."""
    if node.get("@type") not in PROPERTIES or node["@type"] not in RANGES.get(kind, {kind}):
        return [f"{kind}: a {node.get('@type')}"]
    type_ = node["@type"]
    found = [f"{type_}.{key}" for key in set(node) - PROPERTIES[type_] - {"@type", "@context"}]
    for key, value in node.items():
        if key in RANGES:
            found += wrong_in(value, key) if isinstance(value, dict) else [f"{type_}.{key}"]
        elif not isinstance(value, str) or not value:
            found.append(f"{type_}.{key}: {value!r}")
    return found


def missing_in(node: dict[str, Any], asked: dict[str, set[str]]) -> set[str]:
    """The properties that are asked for and missing, in the node and those inside it."""
    found = {f"{node['@type']}.{key}" for key in asked.get(node["@type"], set()) - set(node)}
    for value in node.values():
        if isinstance(value, dict):
            found |= missing_in(value, asked)
    return found
