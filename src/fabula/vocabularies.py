"""The closed vocabularies of the layers: what the codes of their columns stand for, in order."""

from __future__ import annotations

PARAGRAPH_KINDS = ("prose", "heading", "break", "verse")
"""prose; a heading; a scene break such as `* * *`; lines whose breaks matter."""
HIDDEN_KINDS = ("wrap", "markup", "invisible", "boilerplate", "note")
"""wrap: a line break inside a paragraph, shown as one space; the others are shown as nothing."""
EMPHASIS_KINDS = ("emphasis", "strong")
UPOS_TAGS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
XPOS_TAGS = tuple(
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB "
    "RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``".split()
)
RELATIONS = tuple(
    "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt "
    "conj cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj list "
    "mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked "
    "orphan parataxis punct reparandum root vocative xcomp".split()
)
_NOUNS = (
    "Tops act animal artifact attribute body cognition communication event feeling food group location motive object "
    "person phenomenon plant possession process quantity relation shape state substance time"
)
_VERBS = (
    "body change cognition communication competition consumption contact creation emotion motion perception "
    "possession social stative weather"
)
SUPERSENSES = (*(f"noun.{word}" for word in _NOUNS.split()), *(f"verb.{word}" for word in _VERBS.split()))
"""WordNet's lexicographer classes of nouns and verbs."""
MENTION_KINDS = ("PROP", "NOM", "PRON")
ENTITY_CATEGORIES = ("PER", "FAC", "LOC", "GPE", "VEH", "ORG")
GENDERS = ("unknown", "he", "she", "they", "it", "other")
"""By the pronouns that the text uses; other: such as xe."""
PRONOUN_SETS = tuple(
    "he/him she/her they/them it/its xe/xem ze/zir ze/hir zie/hir sie/hir ey/em ve/ver fae/faer ae/aer "
    "thon/thon".split()
)
"""Sets of pronouns by which people go, by their subject and object; the first four are genders too."""
QUOTE_KINDS = ("speech", "thought", "writing", "other")
QUOTE_MARKS = ("double", "single", "guillemet", "dash")
QUOTE_CUES = (
    "none", "tag", "pronoun tag", "epithet tag", "beat", "lead", "continuation", "turn", "vocative", "narrator", "near",
)  # fmt: skip
"""What shows the speaker: a speech tag with a name ("said Anne"), with a pronoun, with an epithet; an action beat in
the same paragraph; the subject of the narration that leads up to it; a segment of the same utterance; turn taking;
being addressed before; the narrator; nearness."""
ADDRESSEE_CUES = ("none", "vocative", "tag", "turn", "following", "near")
"""What shows whom a quotation addresses: a form of address in it; its speech tag ("said to her"); the speaker of the
turn before; the speaker of the turn after; nearness."""
