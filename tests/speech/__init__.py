"""Tests of `fabula.speech`."""
