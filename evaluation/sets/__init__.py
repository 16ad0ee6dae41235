"""Readers of the corpora: one module each, giving a text and the gold that belongs to it."""
