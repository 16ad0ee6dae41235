"""How likely two given names are one person's: equal, an initial, a pet form, a clipped form."""

from __future__ import annotations

from functools import cache

from fabula.people.given import given_names, nicknames
from fabula.people.name_span import plain

_PETS = """
abigail: abby abbie gail nabby
adelaide: addie addy ada
agnes: aggie nessie
albert: al bert bertie
alexander: alec alick aleck sandy alex sawney
alfred: alf alfie fred freddy
alice: allie ally elsie
alison: allie
amelia: emmy milly mel melia
andrew: andy drew dandy
ann: nan nancy nanny annie nannie
anthony: tony
antoinette: toni netty nettie
arabella: bella bell belle
archibald: archie baldie
arthur: art artie
augusta: gussie gusta
augustus: gus gussie
barbara: babs barbie bab
barnabas: barney
bartholomew: bat bart
beatrice: bea beatty trix trixie
benjamin: ben benny benjy
bernard: barney bernie
bertram: bert bertie
bridget: biddy bridie
caroline: carrie caro lina
catherine: kate katie kitty kit cathy cassy
cecilia: cissy cis sissy cely
charles: charley charlie chas chuck
charlotte: lotty lottie charley chatty
christina: chris chrissie tina christie
christopher: kit kester chris
clara: clarrie
clarissa: clarrie
constance: connie
cornelia: nelly
cornelius: con corny neil
daniel: dan danny
david: dave davy
deborah: deb debby
dorothea: dora dolly dolly dot dorry thea dodo
dorothy: dolly dot dotty dora
ebenezer: eben
edgar: ed eddy
edith: edie
edmund: ed eddy ned ted teddy
edward: ed eddy ned neddy ted teddy
edwin: ed eddy ned
eliza: liza lizzy
eleanor: nell nelly ellie nora nellie
elizabeth: eliza liza lizzy lizzie liz beth bess bessy bessie bet betsy betsey betty betta libby elsie
ellen: nell nelly
emily: em emmy milly
emma: em emmy
ernest: ernie
esther: essie hetty
eugene: gene
eugenia: genie
euphemia: effie phemie
evelyn: evie
eve: evie
florence: flo florrie flossie floss floy
frances: fanny fan frank francie
francis: frank frankie
franklin: frank
frederica: freddie
frederick: fred freddy fritz
gabriel: gabe
geoffrey: geoff jeff
george: georgie geordie dod
georgiana: georgie
gerald: gerry jerry
gertrude: gerty trudy gert
gilbert: gil bert
hannah: nan nanny
harriet: hatty hattie harry
helen: nell nelly lena ellie
henrietta: hetty etta harry hen
henry: harry hal hank
herbert: bert bertie herb
hester: hetty essie
honora: nora
horace: horry
hugh: hughie
humphrey: numps
ignatius: iggy
isaac: ike
isabella: bell bella belle ibby tibby isa
isabel: bell bella belle tibby
jacob: jake jack
james: jim jimmy jem jemmy jamie
jane: jenny jeanie janey jinny
janet: jenny jessie netty
jean: jeanie jenny
jemima: mima jem
jeremiah: jerry jem
jeremy: jerry
jessica: jess jessie
joan: joanie
joanna: jo
john: jack johnny jock jocky
jonathan: jon jonty
joseph: joe joey jos jo
josephine: jo josie
joshua: josh
judith: judy
julia: julie
katherine: kate katie kitty kit kathy
laurence: larry laurie lawrie
lavinia: vinnie
leonard: len lenny
letitia: letty
lewis: lew lewie
louis: lou louie
louisa: lou louie
lucy: lu luce
lydia: liddy
magdalen: madge
margaret: meg maggie madge peg peggy daisy maisie greta rita meggy
maria: molly polly
martha: matty patty mat pat
martin: marty
mary: molly polly moll poll mamie minnie
matilda: tilly matty tilda
matthew: mat matt
maurice: morrie
maximilian: max
michael: mick micky mike mickey
mildred: milly
millicent: milly
montague: monty
nathaniel: nat natty
nicholas: nick nicky
oliver: noll nol ollie
olivia: livy
oswald: ozzie
patience: pat patty
patricia: pat patty
patrick: pat paddy
penelope: pen penny
percival: percy
peter: pete
philip: phil pip
philippa: pip pippa
phoebe: phib
priscilla: cilla prissy
prudence: prue
rachel: rae ray
rebecca: becky
reginald: reg reggie rex
richard: dick dicky dickon rick ricky rich hick
robert: bob bobby rob robbie robin dob rab
roger: hodge
roland: rollo rowley
rosalind: rosie ros
rosamond: rosie ros
rudolph: dolph rolf
rupert: rob
samuel: sam sammy
sarah: sally sal sadie
sebastian: seb
sidney: sid
simon: sim
solomon: sol
sophia: sophy
stephen: steve stevie
susan: sue suky sukey susie
susannah: sue suky sukey susie
tabitha: tabby
thaddeus: thad
theobald: tibby
theodora: dora
theodore: theo ted teddy
theresa: tess tessie tessy terry
thomas: tom tommy tam
timothy: tim
tobias: toby
ursula: ursie nuala
valentine: val
victoria: vicky
vincent: vin vince
virginia: ginny
walter: wat walt wally
wilfred: wilf
wilhelmina: mina minnie billie
william: will willy bill billy liam
winifred: winnie freda
zachary: zach
"""
"""Pet forms of English given names as fiction uses them; the genealogists' list beside them holds rarer ones."""

_COMMON = 20_000
"""Bearers from which a name stands well enough by itself not to be taken for a clipped form of another."""
_ENDINGS = ("kins", "kin", "sie", "sy", "ie", "ey", "y", "o", "i")


def fold(name: str) -> str:
    """A given name spelled one way: Katherine as Catherine, Anne as Ann, Lottie as Lotty, Laurence as Lawrence."""
    name = plain(name).replace("’", "'")
    if len(name) < 3:
        return name
    for ending in ("ie", "ey"):
        if name.endswith(ending) and len(name) > 3 and name != "marie":
            name = name[:-2] + "y"
    name = name.replace("ph", "f").replace("th", "t").replace("aw", "au").replace("ck", "k")
    if name[0] == "c" and name[1] in "aourl":
        name = "k" + name[1:]
    single = "".join(a for a, b in zip(name, name[1:] + " ", strict=True) if a != b)
    return single[:-1] if single.endswith("e") and len(single) > 3 else single


@cache
def pet_forms() -> dict[str, dict[str, float]]:
    """Each pet form, folded, with the folded given names that it may stand for and how far it does."""
    found: dict[str, dict[str, float]] = {}
    for line in _PETS.split("\n"):
        full, _, pets = line.partition(":")
        for pet in pets.split():
            found.setdefault(fold(pet), {})[fold(full)] = 0.65
    for nickname, names in nicknames().items():
        for name in names:
            # the genealogists' list counts many a full name among the forms of another: Emma of Emily
            two = bearers(nickname) > _COMMON and bearers(name) > _COMMON
            found.setdefault(fold(nickname), {}).setdefault(fold(name), 0.2 if two else 0.5)
    for pet, stands_for in found.items():
        stands_for.pop(pet, None)
    return found


@cache
def likeness(one: str, other: str) -> float:
    """How far two given names may be one person's: 1 equal, 0 not at all."""
    a, b = plain(one), plain(other)
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.5 if a[0] == b[0] else 0.0
    folded = fold(a), fold(b)
    if folded[0] == folded[1]:
        return 0.8
    known = pet_forms()
    listed = max(known.get(folded[0], {}).get(folded[1], 0.0), known.get(folded[1], {}).get(folded[0], 0.0))
    return max(listed, diminutive(a, b), diminutive(b, a))


def diminutive(short: str, long: str) -> float:
    """How far one name is the other clipped ("Bas" of "Bastian") or clipped and given an ending ("Garny" of "Garnet").

    Both in lower case. A common name that is no pet form by its ending is nobody's clipped name.
    """
    if len(short) < 2 or len(long) < 3 or short[0] != long[0] or long in (short + "s", short + "es"):
        return 0.0
    if bearers(short) < _COMMON and len(long) >= len(short) + 2 and long.startswith(short):
        return 0.45 if len(short) > 2 else 0.4
    for ending in _ENDINGS:
        stem = short.removesuffix(ending)
        if stem == short or len(stem) < 2:
            continue
        if len(stem) > 2 and stem[-1] == stem[-2] and stem != long:
            stem = stem[:-1]
        if stem == long or (len(long) >= len(stem) + 2 and long.startswith(stem) and long != short):
            sure = stem == long or ending != "y" or bearers(short) < _COMMON
            return (0.5 if len(stem) > 2 else 0.4) if sure else 0.0
    return 0.0


def bearers(name: str) -> int:
    """How many bore a given name, in lower case (US birth registrations)."""
    return sum(given_names().get(name, (0, 0)))
