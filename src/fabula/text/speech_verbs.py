"""Verbs that introduce speech and thought, in the forms in which they stand beside a quotation."""

from __future__ import annotations

_VOWELS = frozenset("aeiou")

_IRREGULAR = """
say says said saying sayin sayeth saith
tell tells told telling
speak speaks spoke spoken speaking
ask asks asked asking arst axed
cry cries cried crying
reply replies replied replying
begin begins began begun beginning
read reads read reading
sing sings sang sung singing
swear swears swore sworn swearing
spit spits spat spitting
go goes went gone going
write writes wrote written writing
bid bids bade bidden bidding
teach teaches taught teaching
repeat repeats repeated repeating
weep weeps wept weeping
beseech beseeches besought beseeching
quoth
echo echoes echoed echoing
"""
"""Irregular ones, every form."""

_REGULAR = """
accede accuse acknowledge add address admit admonish advise affirm agree allege allow announce answer apologise
apologize appeal argue articulate assent assert assure attest aver avow babble bark bawl beg bellow blare blast bleat
blubber blurt bluster boast boom brag breathe bridle burble burst cackle call carol carp caution caw challenge chant
chat chatter cheer chide chime chirp chirrup chortle chorus chuckle claim clamor clamour clarify cluck coax comment
complain concede conclude concur condole confess confide confirm congratulate conjecture console contend continue
contradict converse coo correct cough counsel counter crack croak croon crow curse deadpan declaim declare decree
demand demur deny describe dictate digress disagree disclose dismiss divulge drawl drone effuse ejaculate elaborate
emphasise emphasize encourage end enjoin enquire enthuse entreat enumerate exclaim exhale exhort explain explode
expostulate expound falter fib finish flatter flirt fret fume fuss gabble gasp gibber giggle gloat gossip greet gripe
groan grouse growl grumble grunt guess guffaw gulp gurgle gush hail harrumph hazard hesitate hint hiss holler hoot
howl huff hum hush implore imply imprecate improvise inform inquire insinuate insist instruct interject interpolate
interpose interrogate interrupt intervene intimate intone jabber jeer jest jibe joke josh lament laugh lecture lie
lilt lisp maintain marvel mention mewl mimic moan mock moralise moralize mourn mouth mumble murmur muse mutter nag
narrate natter note notify object observe offer opine orate order pant parrot parry persist persuade petition pipe
plead pledge point ponder prate prattle pray preach proclaim prod profess proffer promise prompt pronounce prophesy
propose protest provoke pry purr pursue quarrel quaver query question quibble quip quiz quote ramble rant rap rasp
rattle rave reassure rebuke recall recite reckon recommend recount refuse rejoin relate relent remark remind reminisce
remonstrate repent report reprimand reproach reprove request resolve respond resume retaliate retort return reveal
riposte roar rumble scoff scold scream screech shout shriek shrill sigh simper slur snap snarl sneer snicker sniff
sniffle snigger snivel snort snuffle sob soothe specify speculate splutter sputter squall squawk squeak squeal stammer
start state stipulate storm stress stutter submit suggest supplement supply surmise sympathise sympathize tattle taunt
tease testify thank threaten thunder titter toast trill trumpet tut twitter urge utter venture vociferate voice
volunteer vouchsafe vow wager wail warble warn wheedle wheeze whimper whine whisper whistle whoop wonder yammer yap
yell yelp yowl
"""
"""Base forms of regular ones."""

_DOUBLING = frozenset(
    """
    admit aver beg brag chat concur deadpan demur fib fret grin hum nag nod prod quip quiz rap shrug slur snap sob
    submit tut yap
    """.split()
)
"""Regular verbs that double their last consonant."""
_DOUBLING_IN_BRITISH = frozenset(["carol", "counsel", "marvel", "quarrel", "snivel"])

_GESTURES = """
beam blink blush bow frown gesture glare grimace grin leer nod pout scowl shrug shudder smile smirk sulk wince wink yawn
"""
_THOUGHT_IRREGULAR = """
think thinks thought thinking
know knows knew known knowing
feel feels felt feeling
understand understands understood understanding
dream dreams dreamed dreamt dreaming
tell tells told telling
see sees saw seen seeing
"""
_THOUGHT_REGULAR = """
believe calculate cogitate conceive conclude conjecture consider contemplate decide deduce fancy figure guess hope
imagine marvel meditate muse note observe ponder pray presume puzzle realise realize reason recall reckon recollect
reflect remember resolve ruminate speculate suppose surmise suspect wish wonder
"""

_NOISES = """
chortle chuckle cough gasp giggle groan grunt guffaw gulp hesitate howl laugh moan pant purr sigh snicker sniff sniffle
snigger snort sob squeak titter wail wheeze whimper whistle whoop yawn
"""


def _forms(base: str) -> set[str]:
    """The base, third-person, past and participle forms of a regular verb."""
    if base.endswith("y") and base[-2] not in _VOWELS:
        stem = base[:-1]
        return {base, stem + "ies", stem + "ied", base + "ing"}
    if base.endswith("e"):
        stem = base if base.endswith("ee") else base[:-2] + "y" if base.endswith("ie") else base[:-1]
        return {base, base + "s", base + "d", stem + "ing"}
    third = base + "es" if base.endswith(("s", "sh", "ch", "x", "z")) else base + "s"
    stem = base + base[-1] if base in _DOUBLING else base
    if base == "quiz":
        third = "quizzes"
    if base == "mimic":
        stem = "mimick"
    forms = {base, third, stem + "ed", stem + "ing"}
    return forms | {base + "led", base + "ling"} if base in _DOUBLING_IN_BRITISH else forms


def _verbs(irregular: str, regular: str) -> frozenset[str]:
    forms = set(irregular.split())
    for base in regular.split():
        forms |= _forms(base)
    return frozenset(forms)


SPEECH_VERBS = _verbs(_IRREGULAR, _REGULAR)
"""Lower-case forms of verbs of saying, and of sounds that fiction uses for saying."""
THOUGHT_VERBS = _verbs(_THOUGHT_IRREGULAR, _THOUGHT_REGULAR)
"""Lower-case forms of verbs that introduce quoted thought."""
GESTURE_VERBS = _verbs("", _GESTURES)
"""Lower-case forms of verbs of gesture that fiction uses now and then for saying ("Yes," she smiled)."""
NOISE_VERBS = _verbs("weep weeps wept weeping", _NOISES)
"""Lower-case forms of verbs of sounds that people also make without saying anything ("Tom laughed.")."""
SPEECH_NOUNS = frozenset(
    """
    accent accents acknowledgment admission admonition advice affirmation announcement answer answers apology argument
    assertion assurance boast chorus claim command comment comments complaint conclusion confession contention
    contribution counter cries cry declaration demand denial ejaculation entreaty exclamation exclamations excuse
    explanation exhortation farewell greeting growl groan guess hail inquiry injunction interjection interruption
    invitation laugh moan mutter murmur objection observation observations offer opinion order plea prayer proposal
    protest protestation query question questions rejoinder remark remarks reminder reply replies report request
    response responses retort retorts reproach reproof rebuke salutation scream shout sigh sob statement suggestion
    summons taunt tone tones utterance verdict voice voices warning welcome whisper whispers word words yell
    """.split()
)
"""What someone gives or has whose words stand beside it ("was Anne's answer", "with the remark:", "Tom's voice")."""
PHRASAL_VERBS = frozenset(
    (verb, particle)
    for verbs, particle in (
        ("break breaks broke breaking", "in"),
        ("burst bursts bursting", "in"),
        ("burst bursts bursting", "out"),
        ("butt butts butted butting", "in"),
        ("chime chimes chimed chiming", "in"),
        ("cut cuts cutting", "in"),
        ("get gets got getting", "in"),
        ("go goes went gone going", "on"),
        ("join joins joined joining", "in"),
        ("pipe pipes piped piping", "up"),
        ("put puts putting", "in"),
        ("ring rings rang ringing", "out"),
        ("rap raps rapped rapping", "out"),
        ("run runs ran running", "on"),
        ("sing sings sang singing", "out"),
        ("speak speaks spoke speaking", "up"),
        ("strike strikes struck striking", "in"),
        ("throw throws threw throwing", "in"),
    )
    for verb in verbs.split()
)
"""Verbs that are verbs of speech with the particle behind them ("Tom put in"), in lower-case forms."""
PERCEPTION_VERBS = _verbs(
    """
hear hears heard hearing
make makes made making
let lets letting
feel feels felt feeling
see sees saw seen seeing
""",
    "notice watch",
)
"""Verbs whose object may be the subject of a verb in its base form ("heard her say")."""
