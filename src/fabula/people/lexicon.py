"""Closed classes of words about people: titles, kin, persons, pronouns; all in lower case, from general knowledge."""

from __future__ import annotations

HE, SHE, EITHER = "he", "she", ""

_TITLES_HE = (
    "mr mister sir lord master monsieur m messrs herr signor signore señor senor don dom father brother uncle king "
    "prince duke earl viscount baron baronet count emperor abbot friar squire esquire grandfather grandpa "
    "monseigneur pope monsignor rabbi sheikh sultan tsar czar khan sahib pa papa dad daddy mas'r mas’r massa marse "
    "marster mester maister goodman gaffer marquis marquess margrave baronet laird sieur maître maitre comte vicomte "
    "duc graf herzog prinz conte principe citoyen abbé abbe père pere frère frere fra babu baboo pandit mullah imam "
    "emir ameer pasha bey effendi shah rajah raja maharajah nawab"
)
_TITLES_SHE = (
    "mrs miss ms mistress madam madame mme mlle mademoiselle frau fräulein fraulein signora signorina señora senora "
    "señorita senorita doña dona lady dame mother sister aunt auntie aunty queen princess duchess countess "
    "viscountess baroness empress abbess grandmother grandma nurse ma mama mamma mum mummy mom mommy begum sultana "
    "tsarina marchioness comtesse vicomtesse marquise duchesse gräfin contessa principessa citoyenne mère mere sœur "
    "soeur rani ranee maharani prioress deaconess widow goodwife goody gammer missis missus mis' mis’ miz missy"
)
_TITLES_EITHER = (
    "dr doctor headmaster headmistress principal prof professor captain capt cap'n cap commander lieutenant lieut "
    "lt major maj colonel col general gen admiral sergeant sergt sgt corporal cpl private pvt ensign midshipman "
    "bosun skipper mate commodore marshal sheriff constable inspector superintendent detective officer agent chief "
    "deputy judge justice senator congressman governor gov president mayor alderman councillor ambassador minister "
    "chancellor secretary reverend rev deacon bishop archbishop cardinal vicar pastor parson curate canon dean "
    "saint st cousin coach comrade citizen brigadier warden chancellor magistrate advocate counsellor mx old young "
    "little poor dear provost rector chaplain prior cornet trooper gunner bombardier quartermaster serjeant "
    "commissioner commandant farmer"
)
ADJECTIVE_TITLES = frozenset("old young little poor dear".split())
"""Words that go before a name as titles do but are no part of it."""
TITLES: dict[str, str] = {
    **dict.fromkeys(_TITLES_EITHER.split(), EITHER),
    **dict.fromkeys(_TITLES_HE.split(), HE),
    **dict.fromkeys(_TITLES_SHE.split(), SHE),
}
"""Each title without its dot, with the gender it shows."""
SURNAME_TITLES = frozenset(
    "mr mister messrs mrs ms mistress monsieur m madame mme mlle mademoiselle herr frau fräulein fraulein signor "
    "signora signorina señor señora señorita senor senora senorita dr doctor prof professor captain capt commander "
    "lieutenant lieut lt major maj colonel col general gen admiral sergeant sergt sgt corporal cpl private "
    "inspector superintendent detective officer constable judge sheriff senator governor president mayor reverend "
    "rev".split()
)
"""Titles that go before a surname, or before given name and surname, hardly before a given name alone."""
KIN_TITLES = frozenset(
    "aunt auntie aunty uncle cousin grandfather grandmother grandpa grandma brother sister father mother nurse".split()
)
OF_TITLES = frozenset(
    "king queen prince princess duke duchess earl marquis marquess marchioness count countess viscount viscountess "
    "baron baroness emperor empress sultan shah tsar czar khan pope lord lady archduke bishop archbishop cardinal dean "
    "abbot abbess comte comtesse marquise vicomte duc duchesse".split()
)
"""Titles that the name of a place follows ("the Duke of Rook")."""
HONORIFICS = frozenset("san kun chan sama sensei senpai sempai dono tan nii nee niisan neesan hime".split())
"""Japanese honorifics, which are written behind a name and a hyphen."""
SUFFIXES = frozenset("jr jun junior sr sen senior esq esquire ii iii iv".split())
PARTICLES = frozenset("de du des del della di da dos van von der den ter zu la le d' o' al el bin ibn st st.".split())

_KIN_HE = (
    "father papa dad daddy pa brother son uncle nephew husband grandfather grandpa grandson stepfather stepson "
    "godfather godson father-in-law brother-in-law son-in-law bridegroom groom fiancé boyfriend widower"
)
_KIN_SHE = (
    "mother mamma mama mum mummy mom mommy ma sister daughter aunt auntie niece wife grandmother grandma "
    "granddaughter stepmother stepdaughter godmother goddaughter mother-in-law sister-in-law daughter-in-law bride "
    "fiancée girlfriend widow"
)
_KIN_EITHER = "parent child baby cousin twin sibling spouse partner lover sweetheart infant orphan relative kinsman"
KIN: dict[str, str] = {
    **dict.fromkeys(_KIN_HE.split(), HE),
    **dict.fromkeys(_KIN_SHE.split(), SHE),
    **dict.fromkeys(_KIN_EITHER.split(), EITHER),
}
_PERSONS_HE = (
    "man boy gentleman lad fellow chap guy bloke lord king prince duke earl count baron knight squire monk friar "
    "priest butler footman valet waiter actor host landlord master sir policeman fisherman boatman coachman cabman "
    "postman clergyman foreman workman countryman nobleman madman huntsman horseman herdsman watchman sportsman "
    "seaman ferryman tradesman salesman policeman fireman doorman barman stableboy schoolboy wizard warlock emperor"
)
_PERSONS_SHE = (
    "woman girl lady maid maiden lass madam queen princess duchess countess baroness nun nurse governess "
    "housekeeper housemaid waitress actress hostess landlady mistress matron midwife witch lass barmaid seamstress "
    "laundress schoolgirl sorceress priestess empress heroine blonde brunette redhead"
)
_PERSONS_EITHER = (
    # anyone
    "person stranger visitor guest friend companion neighbour neighbor child kid baby youth teenager adult "
    "youngster infant elder ancient orphan newcomer intruder creature other enemy foe rival ally comrade colleague "
    "acquaintance fool idiot wretch rascal scoundrel villain rogue coward liar brute devil angel darling dear "
    "native foreigner savage citizen villager townsman pilgrim traveller traveler passenger tourist wanderer tramp "
    "vagabond beggar bystander onlooker spectator witness listener speaker questioner victim suspect culprit "
    "criminal murderer killer thief robber burglar pirate smuggler bandit outlaw prisoner convict captive fugitive "
    "hostage spy traitor survivor veteran warrior hero champion leader follower member owner stranger giant dwarf "
    "elf ghost "
    # work
    "servant attendant retainer domestic proprietor landowner tenant lodger boarder innkeeper host bartender "
    "barkeeper cook baker butcher grocer tailor dressmaker milliner shoemaker cobbler carpenter joiner mason "
    "builder plumber smith blacksmith locksmith watchmaker jeweller jeweler hatter barber hairdresser shopkeeper "
    "storekeeper tradesman dealer merchant pedlar peddler hawker broker banker cashier bookkeeper accountant clerk "
    "secretary typist stenographer agent manager foreman overseer superintendent supervisor employer employee boss "
    "worker labourer laborer mechanic engineer electrician technician operator architect surveyor miller miner "
    "farmer gardener shepherd drover hunter trapper gamekeeper keeper fisher sailor seaman mariner mate steward "
    "pilot skipper helmsman porter messenger courier driver carter chauffeur conductor guard sentry sentinel "
    "watchman ranger peasant rustic apprentice assistant helper "
    # professions, offices and ranks
    "doctor physician surgeon dentist chemist druggist apothecary nurse veterinarian psychiatrist lawyer solicitor "
    "attorney barrister advocate counsel notary judge magistrate justice coroner juror bailiff sheriff constable "
    "detective inspector investigator policeman officer official soldier trooper private corporal sergeant "
    "lieutenant captain major colonel general admiral commander commandant cadet recruit archer gunner scout "
    "orderly teacher governess tutor lecturer professor schoolmaster headmaster principal master student pupil "
    "scholar graduate scientist astronomer botanist naturalist philosopher historian librarian curator archivist "
    "preacher parson vicar rector curate bishop minister reverend chaplain deacon sexton verger missionary "
    "clergyman hermit author writer poet novelist editor reporter journalist publisher printer painter artist "
    "sculptor photographer singer musician pianist violinist fiddler drummer piper composer dancer player performer "
    "understudy director producer usher clown juggler acrobat athlete boxer wrestler jockey rider coach referee "
    "mayor governor president premier senator congressman deputy councillor alderman ambassador consul envoy "
    "diplomat chief chieftain headman ruler monarch sovereign regent heir harbourmaster harbormaster undertaker "
    "gravedigger hangman executioner jailer gaoler warden patient invalid client customer purchaser buyer passer-by"
)
PERSONS: dict[str, str] = {
    **KIN,
    **dict.fromkeys(_PERSONS_EITHER.split(), EITHER),
    **dict.fromkeys(_PERSONS_HE.split(), HE),
    **dict.fromkeys(_PERSONS_SHE.split(), SHE),
}
"""Nouns for one person, with the gender they show."""
PEOPLE = frozenset(
    (
        "people persons men women children boys girls ladies gentlemen folk folks others fellows lads chaps guys "
        "brothers sisters sons daughters parents wives husbands cousins uncles aunts nephews nieces babies "
        "policemen clergymen workmen fishermen seamen watchmen noblemen countrymen sportsmen tradesmen family crowd "
        "couple pair crew party company group team gang audience jury police"
    ).split()
)
"""Nouns for several people."""

PRONOUNS: dict[str, tuple[int, str]] = {
    **dict.fromkeys("i me my mine myself".split(), (1, "")),
    **dict.fromkeys("you your yours yourself thou thee thy thine thyself ye".split(), (2, "")),
    **dict.fromkeys("he him his himself".split(), (3, "he")),
    **dict.fromkeys("she her hers herself".split(), (3, "she")),
    **dict.fromkeys("they them their theirs themself themselves".split(), (3, "they")),
    **dict.fromkeys("xe xem xyr xir xyrs xemself ze zem zir hir zirs hirs zirself hirself".split(), (3, "they")),
    **dict.fromkeys("we us our ours ourselves".split(), (4, "")),
}
"""Personal pronouns: grammatical person (4 for we), and gender."""
SUBJECT_PRONOUNS = frozenset("i you he she they we thou ye xe ze".split())

DETERMINERS = frozenset(
    "the a an this that his her my your their our its some another any every each no one 's".split()
)
NO_ADJECTIVE = frozenset(
    "and or but of in on at to for with by from as if when where who whom which that than then so is was were are "
    "be been had has have did do does not no he she it they i you we him them me us said will would could should "
    "can may might must shall into upon over under about after before between through while because though although "
    "until very all".split()
)
"""Words that end the stretch between a determiner and its noun."""

NO_NAMES = frozenset(
    (
        # the calendar and feasts
        "january february march april may june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday christmas easter michaelmas lent halloween thanksgiving whitsun "
        # peoples, tongues and faiths
        "english french german italian spanish american british scottish scotch scots irish welsh dutch russian "
        "greek roman latin turkish chinese japanese indian african european austrian prussian polish swedish danish "
        "norwegian portuguese egyptian persian arab arabic hebrew jew jews jewish christian christians catholic "
        "protestant methodist quaker mussulman mahometan muslim hindu buddhist englishman frenchman irishman "
        "scotchman scotsman welshman dutchman englishwoman frenchwoman germans english italians americans indians "
        "romans greeks gothic victorian englishmen frenchmen irishmen scotchmen scotsmen welshmen dutchmen "
        "englishwomen frenchwomen irishwomen frenchwoman irishwoman negro negroes negress belgian belgians russians "
        "austrians prussians turks indians chinaman chinamen europeans africans egyptians persians spaniard spaniards "
        "pole poles dane danes swede swedes norwegians hungarian hungarians bohemian bohemians canadian canadians "
        "australian australians catholics protestants quakers methodists puritan puritans dissenter dissenters "
        "jesuit jesuits papist papists pagan pagans heathens moor moors saxon saxons norman normans celt celts "
        "gipsy gipsies gypsy gypsies tory tories whig whigs radical radicals liberal liberals conservative "
        "conservatives republican republicans democrat democrats socialist socialists "
        # exclamations and openers
        "oh ah o eh hey ho alas hurrah hush hello hallo hullo yes no nay aye well why what indeed please thanks "
        "thank god god's gods heaven heavens lord christ jesus devil providence goodness gracious good-bye goodbye "
        "bravo amen welcome ok okay yeah yep yup nope naw nah hm hmm hmmm mm mmm um umm uh er erm ahem ha hah haha "
        "heh hee huh hoo hurray hooray yay aha ahoy argh aw aww ay blah boo boy brr bye cheers crikey dammit damn "
        "dang darn dear drat duh eek egad er fie fine gah gee golly gosh gotcha gracious halt hark heck hell hush "
        "jeez lo look man mercy meh nay now nuts oho oi okey ooh oof oops ouch ow oy phew phooey pooh pow pshaw "
        "psst rats right shh shoo shush shit shoot so sorry sure ta thanks there tut tush ugh wait welp whee whew "
        "jove gad egad gawd lawd lor lawks gosh gott zooks faith marry halloa holloa halloo tis twas twere twill "
        "'tis ’tis 'twas ’twas i'se i’se good-night good-morning good-day good-evening good-afternoon good-by "
        "thankee prithee begorra bedad "
        "whoa whoopee woe wow yikes yippee yo yoohoo yuck zounds begad bah bosh humph hullo hip hist lord "
        # words that capitals belong to
        "i i'm i'll i'd i've mr mrs miss ms dr sir madam ma'am monsieur madame signor signora mademoiselle lord "
        "lady chapter book part volume letter prologue epilogue preface contents appendix act scene canto "
        "illustration north south east west northern southern eastern western bible testament gospel church "
        "parliament majesty highness excellency honour honor worship lordship ladyship grace eminence holiness "
        "january tv ok usa uk u.s co co. bart bart. bros inc ltd no. esq esq. messieurs mesdames misses messrs"
    ).split()
)
"""Capitalised words that name no person by themselves."""
PLACE_NOUNS = frozenset(
    "street st road lane avenue square place court row terrace crescent alley hill mount mountain mountains valley "
    "river lake sea ocean bay island islands isle cape coast harbour harbor bridge park garden gardens wood woods "
    "forest heath moor common green field fields farm house hall manor castle palace abbey cathedral church chapel "
    "priory tower inn hotel station county shire city town village borough parish school college university "
    "hospital prison theatre museum library office club bank company society institute street's".split()
)
PLACE_PREPOSITIONS = frozenset("in near at from to towards toward through across into beyond around outside".split())
