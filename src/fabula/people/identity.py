"""Which names are one person's: titles, given and family names, initials and nicknames, and what keeps names apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from fabula.people.given import given_names, nicknames
from fabula.people.lexicon import ADJECTIVE_TITLES, HE, KIN_TITLES, PARTICLES, SHE, SUFFIXES, SURNAME_TITLES, TITLES
from fabula.people.name_span import NameSpan, plain

_CERTAIN = 0.95
"""Share of a given name's bearers from which its gender is taken as known."""
_NONE: frozenset[str] = frozenset()
_MARRIED = frozenset("mrs mistress madame mme frau signora señora senora".split())
_PLAIN, _NOBLE = frozenset(("mr", "mister")), frozenset(("sir", "lord"))
_UNMARRIED = frozenset("miss mademoiselle mlle fräulein fraulein signorina señorita senorita".split())


@dataclass(slots=True)
class Person:
    """Someone known by name: every key that names them with its count, and what the parts of those names say."""

    keys: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    surnames: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    suffixes: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """How often they are named."""
        return sum(self.keys.values())

    @property
    def title_gender(self) -> str:
        """The gender that their titles show; empty if none does."""
        votes = Counter(TITLES[title] for title in self.titles.elements() if TITLES.get(title))
        return votes.most_common(1)[0][0] if votes else ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart; `single` if it has but one word besides titles, which may be given name or surname."""

    titles: tuple[str, ...]
    given: tuple[str, ...]
    surname: str
    suffixes: frozenset[str]
    single: str


def take_apart(titles: tuple[str, ...], words: tuple[str, ...]) -> Parts:
    """Split a name into its parts; particles go with the surname ("de Bourgh")."""
    titles = tuple(title for title in titles if title not in ADJECTIVE_TITLES)
    kept = [word for word in words if plain(word) not in SUFFIXES or word == words[0]]
    suffixes = frozenset(plain(word) for word in words[1:] if plain(word) in SUFFIXES)
    if len(kept) == 1:
        return Parts(titles, (), "", suffixes, kept[0])
    cut = len(kept) - 1
    while cut > 1 and kept[cut - 1].lower() in PARTICLES:
        cut -= 1
    if kept[0].lower() in PARTICLES:
        return Parts(titles, (), "", suffixes, " ".join(kept))
    return Parts(titles, tuple(kept[:cut]), " ".join(kept[cut:]), suffixes, "")


def identify(names: list[NameSpan], lower: list[str]) -> tuple[list[Person], dict[str, int]]:
    """The people that the names stand for, and each name key's person."""
    counts = Counter(name.key for name in names)
    parts = {name.key: take_apart(name.titles, name.words) for name in names}
    apart = _coordinated(names, lower)
    surnames = {p.surname for p in parts.values() if p.surname}
    surnames |= {p.single for p in parts.values() if p.single and set(p.titles) & SURNAME_TITLES}
    givens = {p.given[0] for p in parts.values() if p.given}
    people: list[Person] = []
    owner: dict[str, int] = {}
    miss = {p.single for p in parts.values() if p.single and set(p.titles) & _UNMARRIED}
    for key in sorted(counts, key=lambda key: (_rank(parts[key], surnames, givens), -counts[key], key)):
        part = parts[key]
        best = _best(part, key, people, apart, surnames, givens, miss)
        if best is None:
            best = len(people)
            people.append(Person())
        owner[key] = best
        _add(people[best], part, key, counts[key], surnames, givens)
    return people, owner


def _rank(part: Parts, surnames: set[str], givens: set[str]) -> int:
    """The order in which names find their people: the fullest first."""
    if part.given:
        return 0 if part.titles else 1
    titles = set(part.titles)
    if titles & _MARRIED:
        return 5
    if titles & _UNMARRIED:
        return 4
    if titles:
        return 3
    return 6 if part.single in givens and part.single not in surnames else 7


def _is_given(part: Parts, surnames: set[str], givens: set[str]) -> bool:
    """Whether a name's one word is a given name here."""
    word = part.single
    if word in givens and word not in surnames:
        return True
    if word in surnames and word not in givens:
        return False
    if set(part.titles) & KIN_TITLES or set(part.titles) & {"sir", "dame", "brother", "sister", "saint", "st"}:
        return True
    if set(part.titles) & SURNAME_TITLES:
        return False
    return sum(given_names().get(word.lower(), (0, 0))) > 3_000 or word.lower() in nicknames()


def _best(
    part: Parts,
    key: str,
    people: list[Person],
    apart: dict[str, set[str]],
    surnames: set[str],
    givens: set[str],
    miss: set[str],
) -> int | None:
    """The person whom a name belongs to; None if it names someone new."""
    found = []
    for number, person in enumerate(people):
        fit = _fit(part, person, surnames, givens, miss)
        if fit and not _clash(part, person) and not any(other in apart[key] for other in person.keys):
            # a bare family name is the one's who is called by it most, not the one's who is named most
            uses = person.surnames.get(part.single, person.count)
            found.append((fit, uses, -number))
    if not found:
        return None
    found.sort(reverse=True)
    rivals = [entry for entry in found if entry[0] == found[0][0]]
    # a title and a family name that fit several people name the head of the family, not one of them
    if len(rivals) > 1 and part.titles and part.single and not _is_given(part, surnames, givens):
        gendered = [e for e in rivals if people[-e[2]].title_gender or set(part.titles) & _UNMARRIED]
        if len(gendered) != 1 and rivals[0][1] < 1.5 * rivals[1][1]:
            return None
    return -found[0][2]


def _fit(part: Parts, person: Person, surnames: set[str], givens: set[str], miss: set[str]) -> int:
    """How well a name fits a person: 0 not at all, more is better."""
    if part.given:
        if part.surname in person.surnames:
            return (
                3
                if any(_same_given(part.given[0], given) for given in person.given)
                else (1 if not person.given else 0)
            )
        return 2 if not person.surnames and any(part.given[0] == given for given in person.given) else 0
    word, titles = part.single, set(part.titles)
    if _is_given(part, surnames, givens):
        exact = 3 if word in person.given else 0
        return exact or (2 if any(_same_given(word, given) for given in person.given) else 0)
    if word not in person.surnames:
        if not titles and any(_diminutive(surname.lower(), word.lower()) for surname in person.surnames):
            return 2
        return 3 if word in person.given and not titles & SURNAME_TITLES else 0
    if titles & _MARRIED:
        # a wife shares her husband's name, and her daughters': only a woman never called Miss can be meant
        return 1 if not set(person.titles) & _UNMARRIED and word not in miss and gender_of(person) == SHE else 0
    if titles & _UNMARRIED:
        return 2 if gender_of(person) == SHE and not set(person.titles) & _MARRIED else 0
    if not titles and not person.given and set(person.titles) & _MARRIED:
        return 0  # "Reed" is not "Mrs. Reed"
    return 2 if not titles or gender_of(person) != SHE or not _gender_of_titles(part) else 0


def _clash(part: Parts, person: Person) -> bool:
    """Whether titles, given names' gender or suffixes keep the name from being this person's."""
    gender = _gender_of_titles(part) or _gender_of_given(part.given[0] if part.given else "")
    known = person.title_gender or gender_of(person)
    if gender and known and gender != known:
        return True
    if set(part.titles) & _MARRIED and set(person.titles) & _UNMARRIED and not part.given:
        return True
    if set(part.titles) & _UNMARRIED and set(person.titles) & _MARRIED and not part.given:
        return True
    own, known_by = set(part.titles), set(person.titles)
    if not part.given and ((own & _PLAIN and known_by & _NOBLE) or (own & _NOBLE and known_by & _PLAIN)):
        return True
    return bool(part.suffixes and person.suffixes and part.suffixes != person.suffixes)


def _gender_of_titles(part: Parts) -> str:
    return next((TITLES[title] for title in part.titles if TITLES.get(title)), "")


def _gender_of_given(name: str) -> str:
    female, male = given_names().get(name.lower(), (0, 0))
    total = female + male
    if total < 200:
        return ""
    return SHE if female > _CERTAIN * total else HE if male > _CERTAIN * total else ""


def gender_of(person: Person) -> str:
    """The gender that a person's titles, else their given names show; empty if unknown."""
    if person.title_gender:
        return person.title_gender
    votes: Counter[str] = Counter()
    for name, count in person.given.items():
        votes[_gender_of_given(name)] += count
    del votes[""]
    return votes.most_common(1)[0][0] if votes else ""


def _same_given(one: str, other: str) -> bool:
    """Whether two given names may be one person's: equal, an initial, or a nickname."""
    a, b = plain(one), plain(other)
    if (
        a == b
        or _diminutive(a, b)
        or _diminutive(b, a)
        or (len(a) == 1 and b.startswith(a))
        or (len(b) == 1 and a.startswith(b))
    ):
        return True
    known = nicknames()
    return b in known.get(a, ()) or a in known.get(b, ()) or bool(known.get(a, _NONE) & known.get(b, _NONE))


def _diminutive(short: str, long: str) -> bool:
    """Whether one name is the other's beginning, or has only an ending such as -y more ("Kit" and "Kitty")."""
    if len(short) < 2 or len(long) < 4 or not long.startswith(short):
        return False
    if len(long) > len(short) + 2:
        return True  # "Bas" and "Bastian"
    rest = long[len(short) :].removeprefix(short[-1])
    return rest in ("y", "ie", "ey", "sy", "sie", "kin", "kins", "o")


def _add(person: Person, part: Parts, key: str, count: int, surnames: set[str], givens: set[str]) -> None:
    person.keys[key] += count
    person.suffixes |= part.suffixes
    for title in part.titles:
        person.titles[title] += count
    if part.given:
        person.given[part.given[0]] += count
        person.surnames[part.surname] += count
    elif _is_given(part, surnames, givens) or (not part.titles and part.single not in surnames):
        person.given[part.single] += count
        if not part.titles and part.single not in givens:
            person.surnames[part.single] += count
    else:
        person.surnames[part.single] += count


def _coordinated(names: list[NameSpan], lower: list[str]) -> dict[str, set[str]]:
    """Names that stand side by side ("Jane and Elizabeth", "Jane, Elizabeth"): they are different people's."""
    apart: dict[str, set[str]] = defaultdict(set)
    for one, other in pairwise(names):
        if (
            other.first - one.end == 1
            and lower[one.end] in ("and", "or", "&", ",")
            and one.key != other.key
            and not other.quoted
            and not one.quoted
        ):
            apart[one.key].add(other.key)
            apart[other.key].add(one.key)
    return apart
