"""How sure the model is of a claim -> how often such claims are right."""

import math

import msgspec

#: Certainty beyond this is no measurement.
CERTAIN = 1e-4


class Calibration(msgspec.Struct, frozen=True):
    """Logistic in the log-odds of a trigger; fitted on held-out reports, never on gold."""

    slope: float = 1.0
    intercept: float = 0.0

    def confidence(self, sure: float) -> float:
        """The share of claims like this one that are right, 0-1, to two digits."""
        kept = min(max(sure, CERTAIN), 1 - CERTAIN)
        odds = math.log(kept / (1 - kept))
        return round(1 / (1 + math.exp(-(self.slope * odds + self.intercept))), 2)
