"""Tests of `fabula.story`."""
