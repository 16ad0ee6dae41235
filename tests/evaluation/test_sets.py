"""Readers of corpora, on files made by hand and, where they are on this machine, on the corpora."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import normal
from evaluation.data import NoCorpus, data_folder
from evaluation.sets import clic, examples, litbank, pdnc

CORPORA = data_folder()


def needs(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not (CORPORA / name).is_dir(), reason=f"no corpus {name} under {CORPORA}")


def test_pdnc_labels_are_resolved_by_name_and_alias(tmp_path: Path) -> None:
    folder = tmp_path / "pdnc_dev" / "Tiny"
    folder.mkdir(parents=True)
    (folder / "novel_text.txt").write_text('"Row," said Anne. "You, Tom and Lucy."\n', encoding="utf-8")
    (folder / "character_info.csv").write_text(
        "Character ID,Main Name,Aliases,Gender,Category\n"
        "0,Miss Hale,\"{'Anne', 'Miss Hale'}\",F,major\n1,Mr. Rook,\"{'Tom'}\",M,minor\n2,_group,{'_group'},X,minor\n",
        encoding="utf-8",
    )
    (folder / "quotation_info.csv").write_text(
        "quoteID,quoteText,subQuotationList,quoteByteSpans,speaker,addressees,quoteType,referringExpression,"
        "mentionTextsList,mentionSpansList,mentionEntitiesList\n"
        "Q0,x,\"['Row,', 'You, Tom and Lucy.']\",\"[[1, 5], [19, 37]]\",Anne,\"['Mr Rook']\",Explicit,said Anne,"
        "\"[[], ['You', 'Tom and Lucy']]\",\"[[], [[19, 22], [24, 36]]]\","
        "\"[[], [['Mr Rook'], ['Tom', '_unknowable']]]\"\n",
        encoding="utf-8",
    )
    novel = pdnc.read("Tiny", tmp_path)
    assert novel.people[0].aliases == ("Miss Hale", "Anne")
    (quotation,) = novel.quotations
    assert quotation.speaker == 0
    assert quotation.addressees == (1,)
    assert [novel.text[a:b] for a, b in quotation.spans] == ["Row,", "You, Tom and Lucy."]
    assert [(m.people, m.outside) for m in quotation.mentions] == [((1,), False), ((1,), True)]


def test_litbank_gold_lies_over_the_works_own_text(tmp_path: Path) -> None:
    root = tmp_path / "litbank"
    sentences = ["CHAPTER I “ Row , ” said the tall woman .", "He rowed and rowed ."]
    for folder in ("coref/brat", "coref/conll", "quotations/tsv"):
        (root / folder).mkdir(parents=True)
    (root / "quotations/tsv/tiny_brat.txt").write_text("\n".join(sentences), encoding="utf-8")
    (root / "quotations/tsv/tiny_brat.ann").write_text(
        "QUOTE\tQ1\t0\t2\t0\t5\t“ Row , ”\nATTRIB\tQ1\ttall_one-99\n", encoding="utf-8"
    )
    (root / "coref/brat/tiny_brat.ann").write_text(
        "T1\tNOM_PER 25 39\tthe tall woman\nT2\ttall_one-99 25 39\tthe tall woman\nT3\tPRON_PER 42 44\tHe\n",
        encoding="utf-8",
    )
    rows = []
    for word in " ".join(sentences).split():
        cell = {"the": "(4", "woman": "4)", "He": "(5)"}.get(word, "_")
        rows.append("\t".join(["tiny", "0", "0", word, *["_"] * 8, cell]))
    (root / "coref/conll/tiny_brat.conll").write_text("#begin\n" + "\n".join(rows) + "\n#end\n", encoding="utf-8")
    (tmp_path / "novels").mkdir()
    raw = "By nobody.\n\nCHAPTER I\n\n\n“Row,” said\nthe tall woman.\n\nHe rowed and rowed. The end.\n"
    for works_text, expected in (
        (raw, raw[12:-10]),
        (None, "CHAPTER I “Row,” said the tall woman. He rowed and rowed."),
    ):
        if works_text is None:
            (tmp_path / "novels/tiny.txt").unlink()
        else:
            (tmp_path / "novels/tiny.txt").write_text(works_text, encoding="utf-8", newline="")
        excerpt = litbank.read("tiny", tmp_path)
        assert excerpt.text == expected
        (quotation,) = excerpt.quotations
        assert excerpt.text[slice(*quotation.span)] == "“Row,”"
        assert [(" ".join(excerpt.text[slice(*m.span)].split()), m.kind, m.entity) for m in excerpt.mentions] == [
            ("the tall woman", "NOM", 4),
            ("He", "PRON", 5),
        ]
        assert quotation.speaker == 4


def test_a_missing_corpus_says_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(NoCorpus, match="FABULA_DATA"):
        pdnc.names(tmp_path)


def test_gold_of_our_own_stories_is_read() -> None:
    for name in examples.names():
        example = examples.read(name)
        assert example.path.exists()
        assert example.quotations
        assert all(quotation.speaker < len(example.people) for quotation in example.quotations)


@needs("pdnc_dev")
def test_pdnc_speakers_are_all_known_and_spans_hold_their_texts() -> None:
    novel = pdnc.read("DaisyMiller")
    assert sum(len(quotation.spans) for quotation in novel.quotations) == 725
    assert all(quotation.speaker >= 0 for quotation in novel.quotations)


@needs("litbank")
def test_litbank_reads_every_excerpt_of_the_fold() -> None:
    names = litbank.names("dev")
    assert len(names) == 10
    excerpt = litbank.read("208_daisy_miller_a_study")
    assert len(excerpt.quotations) == 31
    assert len(excerpt.mentions) == 314
    assert all(quotation.speaker >= 0 for quotation in excerpt.quotations)


@needs("clic_quotes")
def test_clic_has_its_quotations() -> None:
    novel = clic.read("19C_Jekyll")
    assert all(normal.core(novel.text, *span) for span in novel.quotations[:50])
