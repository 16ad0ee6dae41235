"""The trained encoder: one pass over the words gives tags, lemmas, trees, entities, events and supersenses."""

from fabula.model.annotator import Annotation, Annotator, shipped

__all__ = ["Annotation", "Annotator", "shipped"]
