"""Stories for tests of the report: a hostile one, whose every text is an attack, and a long one made of a short one."""

from __future__ import annotations

from fabula.story import Story
from tests.stories import document, story

ATTACKS = (
    "<script>window.owned = 1</script>", "<img src=x onerror=window.owned=2>", "]]> <![CDATA[", "</script>", "<!--",
    "</style></title></textarea>", '" onmouseover="window.owned=3" x="', "' autofocus onfocus='window.owned=4",
    "&lt;b&gt; &amp; &#x3c;", "\u202eesrever\u202c \u2066isolate", "{{7*7}} ${window.owned=5}", "a\u2028b\u2029c",
    "javascript:window.owned=6", "nul \x00 bell \x07 escape \x1b[31m", "lone \ud800 surrogate \udfff", "\\\"'`",
)  # fmt: skip
ODD_NAMES = ("<script>Eve</script>", "Mal\u202elory", 'Tru"dy</script><b>', "\ud800Zero\x00")


def hostile() -> Story:
    """Names, title, author, chapter and text that would be mark-up or script if they were let."""
    text = "".join(f"{attack}\n\n" for attack in ATTACKS)
    text += "Chapter </script><b>One\n\n"
    text += "".join(f"{name} came in. “I am {name}!” said {name}.\n\n" for name in ODD_NAMES)
    mentions, quotes = [], []
    for who, name in enumerate(ODD_NAMES):
        start = text.index(f"{name} came in")
        spans = [start, text.index(f"“I am {name}", start) + 6, text.index(f"said {name}", start) + 5]
        mentions += [(at, at + len(name), who) for at in spans]
        quotes.append((f"“I am {name}!”", who, -1))
    made = story(
        document(text, title="</title><script>window.owned=7</script>", author='"><svg onload=window.owned=8>'),
        characters=[(name, "she", 0.9, False) for name in ODD_NAMES],
        quotes=quotes,
        chapters=[("</script><b>One", text.index("Chapter"))],
        addressees=[(0, 1, "turn", 0.7), (1, 0, "turn", 0.6)],
    )
    return with_mentions(made, mentions)


def with_mentions(made: Story, mentions: list[tuple[int, int, int]]) -> Story:
    """A story with mentions at spans, each a name of a character."""
    from fabula.layers import MENTIONS, Table

    rows = [(low, high, 0, 1, "PROP", "PER", -1, who, -1, 0.8) for low, high, who in sorted(mentions)]
    layers = {**made.layers, "mentions": Table.of_rows(MENTIONS, rows)}
    return Story(made.document, layers, version=made.version, model=made.model)
