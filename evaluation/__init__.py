"""Scorers and published figures side by side. Not part of the wheel.

Each metric is computed by exactly one function here, and that function is checked in `tests/evaluation` against cases
worked by hand. Corpora are read from where `evaluation.data` finds them and are never copied.
"""
