"""Hypothesis profiles: few examples while working, the same ones at each run in CI, very many when bugs are looked for."""

import os

from hypothesis import HealthCheck, Phase, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("quick", max_examples=40, deadline=None, suppress_health_check=SLOW, phases=[Phase.generate])
settings.register_profile("default", max_examples=50, deadline=None, suppress_health_check=SLOW)
# Derandomized as Hypothesis's own profile for CI is: a change is judged by what it does, not by that day's luck.
settings.register_profile("ci", max_examples=60, deadline=None, suppress_health_check=SLOW, derandomize=True)
settings.register_profile("deep", max_examples=2_000, deadline=None, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
