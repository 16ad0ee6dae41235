"""Zip archives with damaged members, lists of members and bytes."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping, Sequence

from tests.robust.grow import regrown
from tests.robust.mutate import damaged

_NAMES = (
    "../up", "/root", "a\\b", "C:x", "META-INF/encryption.xml", "META-INF/container.xml", "mimetype", "word/styles.xml",
    "word/document.xml", "x\x00y", "", "é\u202e", "CON", "[Content_Types].xml", "_rels/.rels", "a/" * 60 + "b",
)  # fmt: skip
Members = Mapping[str, bytes]


def packed(members: Members) -> bytes:
    """The bytes of an archive; not compressed, which costs time and finds nothing."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
    return made.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The members of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def damaged_archive(rng: random.Random, seeds: Sequence[Members], tokens: Sequence[bytes]) -> bytes:
    """An archive of one of `seeds`: mostly with members changed, else with the archive's own bytes changed."""
    members = dict(rng.choice(seeds))
    kind = rng.random()
    if kind > 0.2:
        for _ in range(rng.choice((1, 1, 1, 2, 4))):
            name = rng.choice(list(members))
            grown = regrown(rng, members[name]) if rng.random() < 0.6 else members[name]
            members[name] = damaged(rng, [members[name]], tokens) if grown == members[name] else grown
    if kind > 0.85:
        for _ in range(rng.choice((1, 1, 2))):
            _relist(rng, members)
    data = packed(members)
    if kind < 0.2 or kind > 0.97:
        data = damaged(
            rng, [data], [b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"\xff" * 4, b"\0" * 4]
        )
    return data


def _relist(rng: random.Random, members: dict[str, bytes]) -> None:
    """Leave a member out, rename it, or put one more in."""
    name = rng.choice(list(members))
    what = rng.randrange(4)
    other = rng.choice((*_NAMES, name.upper(), name + "x", "OEBPS/" + name))
    if what == 0 and len(members) > 1:
        del members[name]
    elif what == 1:
        members[other] = members.pop(name)
    elif what == 2:
        members[other] = members[name]
    else:
        members[other] = rng.randbytes(rng.randrange(30))
