"""The warning for texts in another language, and all that must not call it up."""

from __future__ import annotations

import pytest

from fabula.text.language import language_warning
from fabula.text.tokens import tokenize
from tests.text.texts import blocks


def warned(text: str) -> str | None:
    document = blocks(text)
    return language_warning(document, tokenize(document))


FOREIGN = {
    "French": "La pluie tombait sur le port depuis trois jours, et personne sur le quai ne levait les yeux de "
    "son travail. La vieille femme posa sa lanterne sur le mur et attendit que le bateau revienne avec "
    "son fils et les autres.",
    "German": "Der Regen fiel seit drei Tagen auf den Hafen, und niemand am Kai blickte von seiner Arbeit auf. "
    "Die alte Frau stellte ihre Laterne auf die Mauer und wartete, bis das Boot mit ihrem Sohn und den "
    "anderen zurückkehrte.",
    "Spanish": "La lluvia caía sobre el puerto desde hacía tres días y nadie en el muelle levantaba la vista de "
    "su trabajo. La vieja dejó su farol en el muro y esperó a que volviera el barco con su hijo y los "
    "demás.",
    "Dutch": "De regen viel al drie dagen op de haven en niemand op de kade keek op van zijn werk. De oude "
    "vrouw zette haar lantaarn op de muur en wachtte tot de boot met haar zoon en de anderen "
    "terugkwam.",
    "Russian": "Дождь шёл над гаванью уже три дня, и никто на причале не поднимал глаз от работы. Старуха "
    "поставила фонарь на стену и ждала, когда вернётся лодка с её сыном и остальными рыбаками, "
    "ушедшими в море ещё до рассвета.",
    "Japanese": "雨は三日のあいだ港に降りつづき、波止場の誰も仕事から目を上げなかった。老女は灯りを塀の上"
    "に置き、息子を乗せた舟が戻るのを待っていた。",
}

ENGLISH = {
    "prose": "The rain had come down on the harbour for three days, and nobody on the quay looked up from his "
    "work. The old woman set her lantern on the wall and waited for the boat to come back with her son "
    "and all the others in it.",
    "Scots": "Dinna fash yersel, lad, it's nae bother at a'. I kent yer faither fine when we were baith wee "
    "bairns doon by the burn, an' a braw lad he was, aye, wi' a heid fu' o' nonsense an' a hert as "
    "muckle as the brae itsel.",
    "dialect": "“Ah dunno nuttin' 'bout dat, sah. Dey done tole me ter fetch de mule, an' I fetch 'im, en dat's "
    "all I knows. Lawd, chile, ef dey ketch you wid dat gun dey gwine skin you alive, sho' 's you "
    "born, yes indeed.”",
    "verse": "O wind that wails about the sallow weir, / O salt that silvers every shuttered pane, / Bring back "
    "the boats that bore our brothers hence, / Bring home the drownèd from the hungry main, / And hush "
    "the bell upon the harbour bar.",
    "old spelling": "Whan that the wyntres reyn with colde shoures hath drenched every hull and every sayl, than "
    "longen folk to sitten by the fyr, and ech his tale to tellen, as they may, of ful greet sorwe and "
    "of hir olde wyves.",
    "names": "Anna Meier, Bruno Rossi, Carla Dupont, Dieter Schulz, Elena Petrova, Frans de Vries, Giulia "
    "Bianchi, Hans Huber, Ivan Petrov, Juan García, Karin Lund, Lars Holm, Marta Nowak, Nils Berg, "
    "Olga Ivanova, Pierre Martin",
    "list": "flour, butter, sugar, eggs, milk, cinnamon, nutmeg, candles, rope, lantern oil, nails, a hammer, "
    "salt pork, dried apples, coffee beans, tea leaves, tobacco, powder, blankets, boots, needles, "
    "thread, buttons, ribbon, soap",
    "chat": "lol omg u guys r sooo funny haha brb gtg dinner kk ttyl xoxo wait wut no way srsly dude thats "
    "insane lmaooo ok ok fine gn everybody sleep well luv ya tons hugs bye byeeee lol omg haha kk",
    "short": "Merci beaucoup, monsieur.",
    "empty": "",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages(language: str) -> None:
    assert warned(FOREIGN[language]) == (
        f"looks like {language}, and Fabula knows English only: expect little of the result"
    )


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_of_every_kind(kind: str) -> None:
    assert warned(ENGLISH[kind]) is None


def test_a_letter_in_french_is_no_reason() -> None:
    assert warned(ENGLISH["prose"] * 4 + FOREIGN["French"]) is None
