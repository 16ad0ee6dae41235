"""Published figures, as data, with what they were measured on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """A figure of another system, beside the one of ours that `key` names; `text` is one novel, or empty for a set."""

    key: str
    system: str
    value: float
    source: str
    text: str = ""


_SAME = "BookNLP big's published output on the six PDNC dev novels, scored by these definitions"
_ACL23 = "Vishnubhotla et al. 2023, 22 novels"
_WITH_GOLD = "trained on PDNC, gold quotations and cast"
_SPEAKERS = {
    "ARoomWithAView": 0.294,
    "DaisyMiller": 0.681,
    "Persuasion": 0.579,
    "TheInvisibleMan": 0.341,
    "TheMysteriousAffairAtStyles": 0.211,
    "TheSportOfTheGods": 0.377,
}

_BOOKNLP = "BookNLP's README, gold words"
_ENTITIES = _BOOKNLP + "; its scorer wants kind and category right; trained on LitBank and 500 unpublished books"
_WHOLE_BOOKS = "characters only, whole books, which is harder than excerpts; predicted mentions"
_TAGGER = "LitBank's tagger, its README, gold words"
_SPACY = "model card of en_udv25_englishewt_trf, UD 2.5 test, its own words and sentences"
_SPACY_TREES = _SPACY + "; spaCy's scorer leaves punctuation out and compares whole relations"

FIGURES: tuple[Published, ...] = (
    Published("pdnc.speakers", "BookNLP big", 0.348, _SAME),
    Published("pdnc.speakers", "BookNLP big", 0.397, _ACL23 + ", as first published"),
    *(Published("pdnc.speakers", "BookNLP big", value, _SAME, novel) for novel, value in _SPEAKERS.items()),
    Published("pdnc.spans.exact", "BookNLP big", 0.92, _SAME + " (lowest novel)"),
    Published("pdnc.spans.exact", "BookNLP big", 0.97, _SAME + " (highest novel)"),
    Published("pdnc.recognised", "BookNLP big", 0.883, _SAME),
    Published("pdnc.recognised", "BookNLP big", 0.852, _ACL23),
    Published("pdnc.recognised", "names occurring in the text at all", 0.944, "upper bound, micro over the six novels"),
    Published("pdnc.purity", "BookNLP big", 0.911, _SAME),
    Published("pdnc.purity", "BookNLP big", 0.867, _ACL23),
    Published("pdnc.clusters_per_character", "BookNLP big", 1.49, _SAME),
    Published("pdnc.in_quote", "BookNLP big", 0.32, _ACL23),
    Published("pdnc.gold.all", "BookNLP+", 0.785, _WITH_GOLD),
    Published("pdnc.gold.Explicit", "BookNLP+", 0.986, _WITH_GOLD),
    Published("pdnc.gold.Anaphoric", "BookNLP+", 0.702, _WITH_GOLD),
    Published("pdnc.gold.Implicit", "BookNLP+", 0.664, _WITH_GOLD),
    Published("pdnc.gold.all", "joint ModernBERT-large", 0.945, _WITH_GOLD),
    Published("pdnc.gold.Explicit", "joint ModernBERT-large", 0.993, _WITH_GOLD),
    Published("pdnc.gold.Anaphoric", "joint ModernBERT-large", 0.955, _WITH_GOLD),
    Published("pdnc.gold.Implicit", "joint ModernBERT-large", 0.893, _WITH_GOLD),
    Published("pdnc.gold.all", "Llama-3-8B, prompted", 0.906, "gold quotations and cast"),
    Published("pdnc.gold.all", "zero-shot", 0.62, "never trained on PDNC, gold quotations and cast"),
    Published("litbank.spans.exact", "BookNLP's rule", 0.82, "LitBank fold-0 dev"),
    Published("litbank.qa_conll", "BookNLP", 0.681, "LitBank, end to end with coreference"),
    Published("litbank.qa_conll", "joint ModernBERT-large", 0.775, "LitBank, end to end with coreference"),
    Published("litbank.conll", "BookNLP", 0.713, "predicted mentions, as re-run by others on 90 documents"),
    Published("litbank.conll", "longdoc, Longformer-large", 0.793, "predicted mentions, ten folds"),
    Published("litbank.conll", "longdoc, Longformer-large", 0.772, "predicted mentions, fold 0's test part"),
    Published("litbank.gold.conll", "BookNLP small", 0.764, "BookNLP's README; gold mentions, it seems"),
    Published("litbank.gold.conll", "BookNLP big", 0.790, "BookNLP's README; gold mentions, it seems"),
    Published("litbank.people.conll", "BookNLP, whole books", 0.422, _WHOLE_BOOKS),
    Published("litbank.people.conll", "Maverick, fine-tuned, whole books", 0.610, _WHOLE_BOOKS),
    Published("litbank.people.conll", "character list given, whole books", 0.805, _WHOLE_BOOKS),
    Published("litbank.mentions", "BookNLP small", 0.882, "entities with pronouns, LitBank's types"),
    Published("litbank.mentions", "BookNLP big", 0.900, "entities with pronouns, LitBank's types"),
    *(Published(f"litbank.entities{key}", "BookNLP small", 0.882, _ENTITIES) for key in ("", ".with_kinds")),
    *(Published(f"litbank.entities{key}", "BookNLP big", 0.900, _ENTITIES) for key in ("", ".with_kinds")),
    Published("litbank.entities.without_pronouns", "LitBank's BERT tagger", 0.776, _TAGGER),
    Published("litbank.entities.without_pronouns", "LitBank's tagger without BERT", 0.683, _TAGGER),
    Published("litbank.text.entities.with_kinds", "BookNLP small, gold words", 0.882, _ENTITIES),
    Published("litbank.text.entities.with_kinds", "BookNLP big, gold words", 0.900, _ENTITIES),
    Published("litbank.events", "BookNLP small", 0.706, _BOOKNLP),
    Published("litbank.events", "BookNLP big", 0.741, _BOOKNLP),
    Published("litbank.events", "LitBank's BERT tagger", 0.736, _TAGGER),
    Published("semcor.senses", "BookNLP small", 0.732, _BOOKNLP + ", SemCor"),
    Published("semcor.senses", "BookNLP big", 0.762, _BOOKNLP + ", SemCor"),
    Published("ewt.xpos", "spaCy, RoBERTa", 0.964, _SPACY),
    Published("ewt.upos", "spaCy, RoBERTa", 0.969, _SPACY),
    Published("ewt.features", "spaCy, RoBERTa", 0.969, _SPACY),
    Published("ewt.lemmas", "spaCy, RoBERTa", 0.974, _SPACY),
    Published("ewt.uas", "spaCy, RoBERTa", 0.919, _SPACY_TREES),
    Published("ewt.las_subtypes", "spaCy, RoBERTa", 0.894, _SPACY_TREES),
    Published("ewt.sentences", "spaCy, RoBERTa", 0.906, _SPACY),
)


def beside(key: str, text: str = "") -> list[Published]:
    """The published figures for one of ours, over a whole set or of one text."""
    return [figure for figure in FIGURES if figure.key == key and figure.text == text]
