"""How sure, whether and when: sentences in the manner of the news, each with what a careful reader would say of its events."""

from __future__ import annotations

import pytest

import kg
from kg.attachment import Timeline
from kg.events.factuality import reasons
from kg.lexicons import triggers
from kg.pipeline import Settings
from kg.tree import Tree

pytestmark = pytest.mark.model
SETTINGS = Settings(validate=False, min_confidence=0)
WORDS = {"C": "Certain", "P": "Probable", "O": "Possible", "+": "Positive", "-": "Negative", "<": "Past", "=": "Present", ">": "Future"}

# sentence: {trigger as it stands: certainty, polarity, temporality}; C P O: certain, probable, open (possible); a dot where it does not matter.
SENTENCES = {
    # not yet: what is put off, hoped for, asked for, planned, feared
    "Het bedrijf stelt de publicatie van de jaarcijfers uit.": {"publicatie": "P+>"},
    "Het bedrijf heeft de publicatie van de jaarcijfers uitgesteld.": {"publicatie": "P+>"},
    "Het bedrijf vierde de publicatie van het boek.": {"publicatie": "C+<"},
    "De politie sluit meer aanhoudingen niet uit.": {"aanhoudingen": "O+>"},
    "De politie verrichtte meer aanhoudingen.": {"aanhoudingen": "C+<"},
    "De premier sluit een staking uit.": {"staking": "C->"},
    "De familie kijkt uit naar de vrijlating van komende week.": {"vrijlating": ".+>"},
    "De familie reageerde op de vrijlating van vorige week.": {"vrijlating": "C+<"},
    "De gemeente wil een ramp voorkomen.": {"ramp": "O+>"},
    "De brandweer voorkwam een ramp.": {"ramp": "C-<"},
    "De brandweer kon een ramp niet voorkomen.": {"ramp": "C+<"},
    "Het kabinet hoopt op een akkoord met de vakbonden.": {"akkoord": "P+>"},
    "Het kabinet is blij met het akkoord.": {"akkoord": "C+<"},
    "De club wacht op de uitspraak van de rechter.": {"uitspraak": "P+>"},
    "De club reageerde op de uitspraak van de rechter.": {"uitspraak": "C+<"},
    "De bond dreigt met een staking.": {"staking": "O+>"},
    "De oppositie eist het aftreden van de wethouder.": {"aftreden": "O+>"},
    "De oppositie betreurt het aftreden van de wethouder.": {"aftreden": "C+<"},
    "De bewoners vragen om een onderzoek.": {"onderzoek": "O+>"},
    "De twee banken werken aan een fusie.": {"fusie": "O+>"},
    "Beide landen onderhandelen over een wapenstilstand.": {"wapenstilstand": "O+>"},
    "De organisatie bereidt een protestmars voor.": {"protestmars": "P+>"},
    "De gemeente plant de opening van het museum.": {"opening": "P+>"},
    "De vakbond is tegen de fusie.": {"fusie": "O+>"},
    "De kans op een invasie is klein.": {"invasie": "O+>"},
    "Er zijn plannen voor een fusie.": {"fusie": "P+>"},
    "De poging tot een staatsgreep mislukte.": {"staatsgreep": "O.<"},
    "De raad nam een besluit over de sloop van het stadion.": {"sloop": "O+>"},
    "De rellen begonnen na de sloop van het stadion.": {"sloop": "C+<"},
    "De veiligheid komt er door een staakt-het-vuren of een vredesakkoord, hoopt de president.": {"staakt-het-vuren": "P+>", "vredesakkoord": "P+>"},
    "Het doel is om de agressie te stoppen, hetzij door een staakt-het-vuren, hetzij door een vredesakkoord.": {
        "staakt-het-vuren": "O+>",
        "vredesakkoord": "O+>",
    },
    # adverbs and attributes
    "Naar verwachting komt er vrijdag een akkoord.": {"akkoord": "P+>"},
    "Vermoedelijk is de brand aangestoken door een buurman.": {"aangestoken": "P+<"},
    "Mogelijk volgt er een staking.": {"staking": "O+>"},
    "De mogelijke overname van de krant leidt tot onrust.": {"overname": "O+>"},
    "De overname van de krant leidde tot onrust.": {"overname": "C+<"},
    "Zijn aankomende vertrek zorgt voor onrust.": {"vertrek": "C+>"},
    "Zijn vertrek zorgde voor onrust.": {"vertrek": "C+<"},
    # conditions, purposes, questions
    "Als de rente stijgt, valt de bouw stil.": {"stijgt": "O+>", "valt": "O+>"},
    "De koning vertrekt niet, tenzij het parlement instemt.": {"instemt": "O+>"},
    "Omdat de rente stijgt, verkoopt het fonds aandelen.": {"stijgt": "C+=", "verkoopt": "C+="},
    "De gemeente koopt huizen om de wijk te vernieuwen.": {"koopt": "C+=", "vernieuwen": "O+>"},
    "De maatregel is bedoeld om de export te beperken.": {"beperken": "O+>"},
    "Het is de vraag of de fusie doorgaat.": {"fusie": "O+>"},
    "Onduidelijk is of de verdachte is gevlucht.": {"gevlucht": "O+<"},
    "Vast staat dat de verdachte is gevlucht.": {"gevlucht": "C+<"},
    "Anders komen er nieuwe verkiezingen.": {"verkiezingen": "O+>"},
    # not: the frame and the event
    "Het leger vertrok zonder te schieten.": {"vertrok": "C+<", "schieten": "C-<"},
    "In plaats van te onderhandelen bombardeerde het leger de stad.": {"onderhandelen": "C-<", "bombardeerde": "C+<"},
    "De wethouder weigert af te treden.": {"treden": "C->"},
    "De wethouder weigerde af te treden.": {"treden": "C-<"},
    "De vrouw vergat de deur te sluiten.": {"sluiten": "C-<"},
    "De renner wist te ontsnappen.": {"ontsnappen": "C+<"},
    "De renner slaagde er niet in te ontsnappen.": {"ontsnappen": "C-<"},
    "De minister ontkent dat hij het rapport heeft vernietigd.": {"vernietigd": "C-<"},
    "De minister erkent dat hij het rapport heeft vernietigd.": {"vernietigd": "C+<"},
    "Er is nog geen besluit genomen over de sloop.": {"besluit": "C-<", "sloop": "O+>"},
    "Het concert in Gent is afgelast.": {"concert": "C->"},
    "Het concert gaat niet door.": {"concert": "C-."},
    "De trein botste bijna tegen een auto.": {"botste": "C-<"},
    "De trein botste tegen een auto.": {"botste": "C+<"},
    "De onderzoekers verwachten niet dat de vulkaan uitbarst.": {"uitbarst": "P->"},
    "Niet alleen de coach vertrekt, ook de aanvoerder stopt.": {"vertrekt": "C+=", "stopt": "C+="},
    "De rebellen hebben de aanslag niet opgeëist.": {"aanslag": "C+<", "opgeëist": "C-<"},
    # what was not so
    "Anders hadden we geen overleg hoeven houden.": {"overleg": "C+<"},
    "De politie had moeten ingrijpen.": {"ingrijpen": "C-<"},
    "Dit ongeluk had niet mogen gebeuren.": {"ongeluk": "C+<"},
    # modals and zou
    "De speler kan de club verlaten.": {"verlaten": "O+>"},
    "De keeper kon de bal stoppen.": {"stoppen": "C+<"},
    "De bewoners moesten hun huis verlaten.": {"verlaten": "C+<"},
    "De bewoners moeten hun huis verlaten.": {"verlaten": "O+>"},
    "De man zou zijn buurman hebben mishandeld.": {"mishandeld": "P+<"},
    "De man heeft zijn buurman mishandeld.": {"mishandeld": "C+<"},
    "De ploeg wilde de aanvoerder verkopen.": {"verkopen": "P+<"},
    "De ploeg wil de aanvoerder verkopen.": {"verkopen": "P+>"},
    "De nieuwe wet zou kunnen leiden tot protest.": {"leiden": "O+>", "protest": "O+>"},
    "De man probeerde te vluchten.": {"vluchten": "O+<"},
    "De man probeert te vluchten.": {"vluchten": "O+>"},
    "Het kabinet heeft besloten de wet in te trekken.": {"besloten": "C+<", "trekken": "C+>"},
    # tense
    "De winkel wordt al jaren gerund door twee zussen.": {"gerund": "C+="},
    "De brug wordt morgen geopend.": {"geopend": "C+>"},
    "De brug wordt binnenkort geopend.": {"geopend": "C+>"},
    "De brug werd geopend.": {"geopend": "C+<"},
    "In de fabriek worden dagelijks duizend auto's gebouwd.": {"gebouwd": "C+="},
    "De minister kondigde aan dat de belasting wordt verlaagd.": {"verlaagd": "C+>"},
    "De komende verkiezingen worden spannend.": {"verkiezingen": "C+>"},
    "De vorige verkiezingen waren spannend.": {"verkiezingen": "C+<"},
    "De lopende onderhandelingen zijn moeilijk.": {"onderhandelingen": "C+="},
    "De wedstrijd volgt op het vier uur durende overleg van dinsdagavond.": {"overleg": "C+."},
    "Na de aanval vluchtten duizenden mensen.": {"aanval": "C+<", "vluchtten": "C+<"},
    "De staking begint morgen.": {"staking": "C+>"},
    "De onderzoekers ontdekten in 2019 een nieuwe planeet.": {"ontdekten": "C+<"},
    "De ziekte verspreidt zich momenteel over het land.": {"verspreidt": "C+="},
    "Volgend jaar verhuist het museum naar de haven.": {"verhuist": "C+>"},
}


def read(text: str):
    return kg.convert(text, published="2026-05-07", language="nl", settings=SETTINGS).extraction


def short(event) -> str:
    names = {name: sign for sign, name in WORDS.items()}
    return "".join(names[str(x.value)] for x in (event.certainty, event.polarity, event.temporality))


def matches(wanted: str, found: str) -> bool:
    return all(w in {".", f} for w, f in zip(wanted, found, strict=True))


@pytest.mark.parametrize(("sentence", "wanted"), SENTENCES.items(), ids=lambda v: v[:60] if isinstance(v, str) else "")
def test_status(sentence: str, wanted: dict[str, str]) -> None:
    events = {sentence[e.trigger.start : e.trigger.end]: short(e) for e in read(sentence).events}
    assert {word: events.get(word) for word, sign in wanted.items() if not matches(sign, events.get(word, "???"))} == {}


# Which of the three questions (certainty, polarity, temporality), the rule, a sentence that it decides and one that it does not; the event's word.
RULES = [
    (0, "counterfactual", "De politie had moeten ingrijpen.", "De politie moet ingrijpen.", "ingrijpen"),
    (0, "modal", "De speler kan de club verlaten.", "De speler zal de club verlaten.", "verlaten"),
    (0, "prevented in fact", "De brandweer voorkwam een ramp.", "De brandweer wil een ramp voorkomen.", "ramp"),
    (0, "excluded", "De premier sluit een staking uit.", "De premier sluit een staking niet uit.", "staking"),
    (0, "as open as its governor", "De overname moet worden goedgekeurd.", "De overname is goedgekeurd.", "overname"),
    (0, "settled by its governor", "De wethouder weigert af te treden.", "De wethouder belooft af te treden.", "treden"),
    (0, "condition", "Als de rente stijgt, valt de bouw stil.", "Omdat de rente stijgt, valt de bouw stil.", "stijgt"),
    (0, "asked whether", "Onduidelijk is of de verdachte is gevlucht.", "Duidelijk is dat de verdachte is gevlucht.", "gevlucht"),
    (0, "open by its governor", "De bond dreigt met een staking.", "De bond begon met een staking.", "staking"),
    (0, "under a condition", "Als de rente stijgt, vertrekt het bedrijf.", "Omdat de rente stijgt, vertrekt het bedrijf.", "vertrekt"),
    (0, "possibly", "De mogelijke overname leidt tot onrust.", "De overname leidt tot onrust.", "overname"),
    (0, "wanted", "De ploeg wil de aanvoerder verkopen.", "De ploeg gaat de aanvoerder verkopen.", "verkopen"),
    (0, "expected by its governor", "Het kabinet hoopt op een akkoord.", "Het kabinet tekende een akkoord.", "akkoord"),
    (0, "said to be so", "De man zou zijn buurman hebben mishandeld.", "De man heeft zijn buurman mishandeld.", "mishandeld"),
    (1, "done against expectation", "Dit ongeluk had niet mogen gebeuren.", "Dit ongeluk is niet gebeurd.", "ongeluk"),
    (1, "prevention failed", "De brandweer kon een ramp niet voorkomen.", "De brandweer kon een ramp voorkomen.", "ramp"),
    (1, "undone by its governor", "Het concert in Gent is afgelast.", "Het concert in Gent is verplaatst.", "concert"),
    (1, "almost", "De trein botste bijna tegen een auto.", "De trein botste tegen een auto.", "botste"),
    (1, "negated", "De rebellen hebben de aanslag niet opgeëist.", "De rebellen hebben de aanslag opgeëist.", "opgeëist"),
    (1, "negated above", "De onderzoekers verwachten niet dat de vulkaan uitbarst.", "De onderzoekers verwachten dat de vulkaan uitbarst.", "uitbarst"),
    (2, "coming by its attribute", "Zijn aankomende vertrek zorgt voor onrust.", "Zijn vertrek zorgt voor onrust.", "vertrek"),
    (2, "going on by its attribute", "De lopende onderhandelingen zijn moeilijk.", "De vorige onderhandelingen waren moeilijk.", "onderhandelingen"),
    (2, "past by its attribute", "De vorige verkiezingen waren spannend.", "De volgende verkiezingen worden spannend.", "verkiezingen"),
    (2, "at the time of its governor", "De man probeerde te vluchten.", "De man probeert te vluchten.", "vluchten"),
    (2, "said to have happened", "De man zou zijn buurman hebben mishandeld.", "De man zou zijn buurman mishandelen.", "mishandel"),
    (2, "coming by its governor", "De bewoners vragen om een onderzoek.", "De bewoners werkten mee aan een onderzoek.", "onderzoek"),
    (2, "seeming to come", "De club lijkt te verhuizen.", "De club leek te verhuizen.", "verhuizen"),
    (2, "future", "De gemeente zal de brug sluiten.", "De gemeente liet de brug sluiten.", "sluiten"),
    (2, "done", "De keeper kon de bal stoppen.", "De keeper kan de bal stoppen.", "stoppen"),
    (2, "soon", "De brug wordt binnenkort geopend.", "De brug wordt vaak geopend.", "geopend"),
    (2, "supposed to come", "Mogelijk sluit de fabriek.", "Mogelijk sloot de fabriek.", "sl"),
    (2, "going on", "De ziekte verspreidt zich momenteel.", "De ziekte verspreidde zich.", "verspreid"),
]


def why(text: str, word: str) -> list[tuple[str, str, str]]:
    """The rules that decided on the events of a word."""
    found = read(text)
    tree = Tree.of(found.analysis)
    timeline = Timeline(tree, tuple(e.time for e in found.events if e.time is not None))
    lexicon = triggers.load("nl")
    return [reasons(tree, e.head, found.statements, timeline, lexicon) for e in found.events if text[e.trigger.start : e.trigger.end].startswith(word)]


@pytest.mark.parametrize(("question", "rule", "example", "counter", "word"), RULES, ids=lambda v: str(v)[:40])
def test_each_rule_decides_its_example_and_not_its_counter_example(question, rule, example, counter, word) -> None:
    assert [names[question] for names in why(example, word)] == [rule]
    other = [names[question] for names in why(counter, word)]
    assert other
    assert rule not in other
