"""What the demo city assesses by."""

from __future__ import annotations

from decimal import Decimal

from oversight.selectors import indicators
from portal.demo.city.oversight import BASIS, _weights


def test_the_sample_weights_are_whole_and_add_up_to_a_hundred():
    weights = _weights()
    assert weights.keys() == indicators().keys()
    assert sum(weights.values()) == 100
    assert all(weight == weight.to_integral_value() > Decimal(0) for weight in weights.values())


def test_the_scheme_says_that_its_weights_are_samples():
    assert "示例权重" in BASIS
