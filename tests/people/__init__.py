"""Tests of `fabula.people`."""
