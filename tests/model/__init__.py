"""Tests of `fabula.model`."""
