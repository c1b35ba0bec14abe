"""How sure, whether and when, second part: what is ruled out, alleged, answered, agreed on, continued; each with what a careful reader would say."""

from __future__ import annotations

import pytest

import kg
from kg.pipeline import Settings

pytestmark = pytest.mark.model
SETTINGS = Settings(validate=False, min_confidence=0)
WORDS = {"C": "Certain", "P": "Probable", "O": "Possible", "+": "Positive", "-": "Negative", "<": "Past", "=": "Present", ">": "Future"}

# sentence: {trigger as it stands: certainty, polarity, temporality}; C P O: certain, probable, open (possible); a dot where it does not matter.
# Behind an @ the days that it has, nothing for none. `H:` before a headline.
SENTENCES = {
    # bare nouns: put off, ruled out, planned, pleaded for, threatened
    "De gemeente schuift de verkoop van het stadhuis voor zich uit.": {"verkoop": ".+>"},
    "De minister pleit voor een verbod op vuurwerk.": {"verbod": "O+>"},
    "Washington dreigt met nieuwe sancties tegen het land.": {"sancties": "O+>"},
    "De partijen onderhandelen in Genève over een staakt-het-vuren.": {"staakt-het-vuren": "O+>"},
    "De onderhandelingen over een wapenstilstand lopen vast.": {"onderhandelingen": "C+=", "wapenstilstand": "O+>"},
    "De mogelijke verkoop van de luchthaven zorgt voor onrust.": {"verkoop": "O+>"},
    "De man werd veroordeeld voor een poging tot moord.": {"moord": "O.<", "veroordeeld": "C+<"},
    "De verdachte van poging tot doodslag zit vast.": {"doodslag": "O.."},
    "Het ministerie waarschuwt voor het risico op overstromingen.": {"overstromingen": "O+>"},
    "Wat er na een eventuele aanval gebeurt, is onduidelijk.": {"aanval": "O+>"},
    "Het leger stuurt troepen om verdere aanvallen te voorkomen.": {"aanvallen": "O+>"},
    "De geplande sluiting van het ziekenhuis leidt tot protest.": {"sluiting": "P+>"},
    "De voorgenomen fusie van de twee scholen ligt gevoelig.": {"fusie": "P+>"},
    "De aangekondigde verhuizing van het hoofdkantoor stuit op verzet.": {"verhuizing": "C+>"},
    "De bouw van de brug begint in september.": {"bouw": "C+>"},
    "De bouw van de brug is in september begonnen.": {"bouw": "C+."},
    "De oorlog duurt al vier jaar.": {"oorlog": "C+="},
    "Door de oorlog stijgen de prijzen.": {"oorlog": "C+=", "stijgen": "C+="},
    "De onderhandelingen lopen nog.": {"onderhandelingen": "C+="},
    "Een ontslag is niet aan de orde.": {"ontslag": "C->"},
    "Een vervroegde verkiezing is niet aan de orde.": {"verkiezing": "C->"},
    "Van een fusie is geen sprake.": {"fusie": "C-."},
    "Er is geen sprake van een overname.": {"overname": "C-."},
    "Een overname is van de baan.": {"overname": "C->"},
    "Een doorstart is uitgesloten.": {"doorstart": "C->"},
    "Een staking is niet uitgesloten.": {"staking": "O+>"},
    "De premier beloofde niet te vertrekken.": {"vertrekken": "P->"},
    "De premier beloofde de troepen terug te trekken.": {"trekken": "P+>"},
    "Rusland ontkent de aanval op het dorp.": {"aanval": "C-<"},
    "Er zijn geen aanwijzingen dat de brand is aangestoken.": {"aangestoken": "O+<"},
    "Niets wijst erop dat de man is vermoord.": {"vermoord": "O.<"},
    "Het is niet bewezen dat hij de vrouw heeft vermoord.": {"vermoord": "O+<"},
    "De rechter achtte de moord niet bewezen.": {"moord": "O.<"},
    "Zonder dat de bewoners het wisten, werd het pand verkocht.": {"verkocht": "C+<"},
    "De bond staakt niet alleen in Rotterdam, maar ook in Antwerpen.": {"staakt": "C+="},
    "Het museum opent pas na de zomer.": {"opent": "C+>"},
    "De brug is nog niet hersteld.": {"hersteld": "C-<"},
    "De fabriek produceert niet langer auto's.": {"produceert": "C-="},
    "De rechter wees het verzoek om vrijlating af.": {"vrijlating": "O.>"},
    "Het parlement verwierp het voorstel voor een belastingverhoging.": {"belastingverhoging": "O.>"},
    "De ploeg heeft de wedstrijd niet verloren, maar gewonnen.": {"verloren": "C-<", "gewonnen": "C+<"},
    # hopes, conditions, purposes
    "Als de vakbonden instemmen, tekent de directie het akkoord.": {"instemmen": "O+>", "tekent": "O+>"},
    "De boeren krijgen steun, mits zij hun stallen sluiten.": {"sluiten": "O+>"},
    "Indien de partijen akkoord gaan, volgt een referendum.": {"referendum": "O+>"},
    "Stel dat het leger aanvalt, dan sluit de luchthaven.": {"aanvalt": "O+>", "sluit": "O+>"},
    "De regering verlaagt de btw, zodat de prijzen dalen.": {"verlaagt": "C+=", "dalen": "O+>"},
    "De arts werd geschorst omdat hij fouten maakte.": {"geschorst": "C+<"},
    "Naar verwachting stemt het parlement volgende week over de wet.": {"stemt": "P+>"},
    "Waarschijnlijk heeft de schutter alleen gehandeld.": {"gehandeld": "P+<"},
    "Vermoedelijk sprong een gasleiding.": {"sprong": "P+<"},
    "De man zou zijn werkgever hebben opgelicht.": {"opgelicht": "P+<"},
    "De verdachte zou naar Spanje zijn gevlucht.": {"gevlucht": "P+<"},
    "De bank zou duizend banen schrappen.": {"schrappen": "P+>"},
    "De club kan zaterdag kampioen worden en de beker winnen.": {"winnen": "O+>"},
    "De gemeente moet het plein herinrichten en bomen planten.": {"planten": "O+>"},
    "De regering wil de grens sluiten en soldaten sturen.": {"sluiten": "P+>", "sturen": "P+>"},
    "De dijk dreigt door te breken.": {"breken": "O+>"},
    "Het bedrijf is van plan drie fabrieken te sluiten.": {"sluiten": "P+>"},
    "De zanger staat op het punt een album uit te brengen.": {"brengen": "P+>"},
    "De raad heeft besloten het zwembad te slopen en de grond te verkopen.": {"slopen": "C+>", "verkopen": "C+>"},
    "Het kabinet wil een verbod op gokreclame invoeren.": {"verbod": "P+>"},
    "De directie overweegt de verkoop van de tak.": {"verkoop": "O+>"},
    "De schutter probeerde te vluchten en een auto te stelen.": {"vluchten": "O+<", "stelen": "O+<"},
    "Het leger bereidt zich voor op een invasie.": {"invasie": "P+>"},
    # tense
    "H: Politie pakt man op na inbraak in Delft": {"pakt": "C+<", "inbraak": "C+<"},
    "H: Minister treedt af na kritiek op asielplan": {"treedt": "C+<"},
    "H: Voetbalbond gaat regels aanpassen": {"aanpassen": "C+>"},
    "H: Kabinet wil kernwapens verbieden": {"verbieden": "P+>"},
    "H: Brand verwoest loods in Venlo": {"verwoest": "C+<"},
    "De raad vergadert morgen over het plan.": {"vergadert": "C+>@2026-05-08"},
    "De ploeg speelt zaterdag tegen Gent.": {"speelt": "C+>@2026-05-09"},
    "Tegen die tijd zal het bedrijf de schuld hebben betaald.": {"betaald": "C+>"},
    "De man bezweek zaterdag aan zijn verwondingen.": {"bezweek": "C+<@2026-05-02"},
    "De minister verscheen niet op het debat van woensdag.": {"verscheen": "C-<", "debat": "C+<@2026-05-06"},
    "Het overleg van dinsdagavond leverde niets op.": {"overleg": "C+<@2026-05-05"},
    "De wedstrijd van zondag is uitverkocht.": {"wedstrijd": "C+>@2026-05-10"},
    "De verkiezingen van november worden spannend.": {"verkiezingen": "C+>"},
    "Het debat van gisteren duurde zes uur.": {"debat": "C+<@2026-05-06"},
    "De sluiting per 1 september treft vijftig werknemers.": {"sluiting": "C+>@2026-09-01"},
    "De rechtbank doet op 21 mei uitspraak.": {"uitspraak": "C+>@2026-05-21"},
    "De rechter deed vrijdag uitspraak.": {"uitspraak": "C+<@2026-05-01"},
    "Hij stierf nadat een auto hem maandag had aangereden.": {"stierf": "C+<@", "aangereden": "C+<@2026-05-04"},
    "Voordat het parlement dinsdag stemde, protesteerden boeren in de hoofdstad.": {"stemde": "C+<@2026-05-05", "protesteerden": "C+<@"},
    "De gemeente besloot woensdag de school in 2027 te sluiten.": {"sluiten": "C+>@2027-01-01/2027-12-31"},
    "De minister zei dinsdag dat de wet op 1 januari ingaat.": {"ingaat": ".+>@2027-01-01"},
    "Sinds de aanslag van maart patrouilleert het leger in de straten.": {"aanslag": "C+<@2026-03-01/2026-03-31", "patrouilleert": "C+=@"},
    "H: Brandweer redt bewoners uit brandende flat": {"redt": "C+<"},
    "H: 'Sluiting dreigt voor tien zwembaden'": {"Sluiting": "O+>"},
    "H: Oppositie eist onafhankelijk onderzoek naar datalek": {"onderzoek": "O+>", "datalek": "C+<"},
    "H: Ajax hoopt op terugkeer van Timber": {"terugkeer": "P+>"},
    "H: Vakbonden kondigen nieuwe stakingen aan": {"stakingen": "C+>"},
    "H: Kabinet stelt invoering kilometerheffing uit": {"invoering": "P+>"},
    "H: Zeker tien doden bij treinongeluk in India": {"treinongeluk": "C+<"},
    "H: NAVO bespreekt mogelijke inzet van grondtroepen": {"inzet": "O+>"},
    "H: Tesla moet 2 miljoen auto's terugroepen": {"terugroepen": "O+>"},
    "H: Nederland stuurt mijnenjagers naar de Rode Zee": {"stuurt": "C+<"},
    "De directie houdt er rekening mee dat het personeel staakt.": {"staakt": "O+>"},
    "Het bedrijf sluit niet uit dat er een staking komt.": {"staking": "O+>"},
    "Het OM gaat ervan uit dat de man zijn ouders heeft vermoord.": {"vermoord": "P+<"},
    "De rechter acht bewezen dat de man zijn ouders heeft vermoord.": {"vermoord": "C+<"},
    "De kans dat het peloton morgen start, is klein.": {"start": "O+>"},
    "De beslissing over de uitbreiding van de luchthaven valt in juni.": {"uitbreiding": "O+>"},
    "De onderhandelaars zijn het eens over een verlaging van de lasten.": {"verlaging": "C+>"},
    "De fractie stemt tegen de verkoop van de woningen.": {"verkoop": "O+>"},
    "De Tweede Kamer stemde tegen een verbod op consumentenvuurwerk.": {"verbod": "O+>"},
    "Duizenden mensen protesteerden tegen de sluiting van het ziekenhuis.": {"sluiting": ".+>", "protesteerden": "C+<"},
    "De actiegroep wil de bouw van de windmolens tegenhouden.": {"bouw": "O+>"},
    "Het beroep tegen de uitzetting van het gezin is ongegrond.": {"uitzetting": "O+>"},
    "De gemeente heeft de evacuatie van de wijk voorbereid.": {"evacuatie": "P+>"},
    "De koper zag op het laatste moment af van de overname.": {"overname": "C-."},
    "De overname van het warenhuis ketste af.": {"overname": "C-."},
    "De vredesbesprekingen zijn mislukt.": {"vredesbesprekingen": "C+<"},
    "Een aanslag op het station is verijdeld.": {"aanslag": "C-<"},
    "De politie verijdelde een aanslag op het station.": {"aanslag": "C-<"},
    "Dankzij snel ingrijpen bleef een explosie uit.": {"explosie": "C-<"},
    "De botsing had voorkomen kunnen worden.": {"botsing": "C+<"},
    "De trainer wil niet vertrekken.": {"vertrekken": "P->"},
    "De trainer hoeft niet te vertrekken.": {"vertrekken": ".->"},
    "De spits kan niet spelen tegen Gent.": {"spelen": "O->"},
    "De spits mag niet meedoen.": {"meedoen": "O->"},
    "De premier ontkende dat hij was gewaarschuwd.": {"gewaarschuwd": "C-<"},
    "De raad besloot de school niet te sluiten.": {"sluiten": "C->"},
    "De bank belooft geen filialen meer te sluiten.": {"sluiten": "P->"},
    "De minister weigerde het verdrag te ondertekenen.": {"ondertekenen": "C-<"},
    "Het parlement ging niet akkoord met de begroting en stuurde de premier weg.": {"stuurde": "C+<"},
    "De brug werd niet geopend omdat de burgemeester ziek was.": {"geopend": "C-<"},
    "Nooit eerder won een debutant de prijs.": {"won": "C-<"},
    "Het bedrijf heeft nooit belasting betaald.": {"betaald": "C-<"},
    "De bemanning slaagde er niet in het schip te redden.": {"redden": "C-<"},
    "Het lukte de redders om het kind te bevrijden.": {"bevrijden": "C+<"},
    "De dief wist te ontkomen.": {"ontkomen": "C+<"},
    "De vluchtelingen hopen te worden opgevangen.": {"opgevangen": "P+>"},
    "De winkels mogen zondag open en verkopen dan ook bier.": {"verkopen": "C+>"},
    "Tenzij er een akkoord komt, begint maandag een staking.": {"akkoord": "O+>", "staking": "O+>@2026-05-11"},
    "Bij een staking vallen alle vluchten uit.": {"staking": "O+>"},
    "In het geval van een aanval sluit de grens.": {"aanval": "O+>"},
    "Mocht de president aftreden, dan volgen er verkiezingen.": {"verkiezingen": "O+>"},
    "Vrijwilligers helpen bij het opruimen van het strand.": {"helpen": "C+=", "opruimen": "C+="},
    "De hulpdiensten waren urenlang bezig met het blussen van de brand.": {"blussen": "C+<", "brand": "C+<"},
    "Het leger begint volgende week met de terugtrekking van de troepen.": {"terugtrekking": "C+>"},
    "Na de verkiezingen van volgend jaar treedt hij af.": {"verkiezingen": "C+>@2027-01-01/2027-12-31", "treedt": "C+>"},
    "Na de moord op de journalist vluchtte zijn gezin.": {"moord": "C+<", "vluchtte": "C+<"},
    "Vier jaar na de invasie zijn de steden verwoest.": {"invasie": "C+<", "verwoest": "C+<"},
    "De bouw van het stadion loopt vertraging op.": {"bouw": "C+="},
    "De zoektocht naar de vermiste man gaat door.": {"zoektocht": "C+="},
    "De staking van het treinpersoneel duurt voort.": {"staking": "C+="},
    "De finale wordt zondag in Rome gespeeld.": {"gespeeld": "C+>@2026-05-10"},
    "De ministers komen maandag in Brussel bijeen voor overleg.": {"overleg": ".+>"},
    "De vrouw die zondag werd neergestoken, is dinsdag overleden.": {"neergestoken": "C+<@2026-05-03", "overleden": "C+<@2026-05-05"},
    "De man werd maandag aangehouden voor een overval die hij in maart zou hebben gepleegd.": {
        "aangehouden": "C+<@2026-05-04",
        "overval": ".+<@2026-03-01/2026-03-31",
    },
    "De rechtbank veroordeelde hem woensdag voor een moord uit 1998.": {"veroordeelde": "C+<@2026-05-06", "moord": "C+<@1998-01-01/1998-12-31"},
    "Nadat de leiding dinsdag was gesprongen, zaten duizenden huizen zonder water.": {"gesprongen": "C+<@2026-05-05"},
    "Tot de politie de supporters scheidde, vochten zij met elkaar.": {"scheidde": "C+<", "vochten": "C+<"},
    "Sinds de eigenaar de fabriek in 2019 verkocht, daalt het inwonertal.": {"verkocht": "C+<@2019-01-01/2019-12-31", "daalt": "C+=@"},
    "De club kondigde woensdag aan dat de trainer na dit seizoen vertrekt.": {"vertrekt": "C+>"},
    "De politie zoekt getuigen van de schietpartij van zondagavond.": {"schietpartij": "C+<@2026-05-03"},
    "De top van volgende maand wordt in Den Haag gehouden.": {"top": "C+>@2026-06-01/2026-06-30"},
    "De staatssecretaris trekt het besluit niet in.": {"besluit": "C+<"},
    "Het kabinet houdt vast aan de sluiting van de kazerne.": {"sluiting": "P+>"},
    "De jongeren verhuizen dan naar een andere wijk.": {"verhuizen": "C+>"},
    "De advocaat liet weten dat haar cliënt in hoger beroep gaat.": {"beroep": ".+>"},
    "Het parlement heeft de begroting voor komend jaar verworpen.": {"verworpen": "C+<@"},
    "Het Kremlin spreekt de beschuldiging tegen.": {"beschuldiging": "C+<"},
    "De minister wees het verzoek van de gemeente af.": {"verzoek": "C+<"},
    "De politie houdt rekening met brandstichting.": {"brandstichting": "O+."},
    "Het land heeft beloofd de gasleveringen voort te zetten.": {"gasleveringen": "C+="},
    "De partijen zetten de onderhandelingen voort.": {"onderhandelingen": "C+="},
    "Het dak dreigde in te storten.": {"storten": "O+<"},
    "De regisseur is van plan om het boek te verfilmen.": {"verfilmen": "P+>"},
    "Er komt een onderzoek naar de brand.": {"onderzoek": "C+>", "brand": "C+<"},
    "De president heeft de noodtoestand afgekondigd en brengt zondag een bezoek aan het rampgebied.": {"afgekondigd": "C+<@"},
    # whoever and whichever; seen to; what only the rest of the article dates
    "Wie wint, speelt in de finale tegen Spanje.": {"speelt": "O+>"},
    '"Wie nu bouwt, jaagt de vissen weg", aldus voorzitter Farida Amrani.': {"bouwt": "O+>"},
    "Elke aanval wordt vergolden.": {"aanval": "O+>"},
    "De minister wil ervoor zorgen dat de prijzen dalen.": {"dalen": ".+>"},
    "De agent zorgde ervoor dat de man stopte.": {"stopte": "C+<"},
    "De missie is afhankelijk van de deelname van Frankrijk.": {"deelname": "O+>"},
    "Het besluit lijkt op een poging de kool en de geit te sparen.": {"sparen": "O+."},
    "De brand verwoestte de loods. De gemeente vreest een nieuwe brand.": {"verwoestte": "C+<"},
}


def test_a_noun_has_the_time_of_its_other_mentions() -> None:
    _, found = read("De gemeente houdt vast aan de sluiting van het bad. De sluiting is volgens buurtbewoners een schande.")
    assert [signs(e)[2] for e in found.events if e.label in {"sluiting", "brand"}] == [">", ">"]
    _, found = read("De gemeente vreest voor een nieuwe brand. De brand is volgens buurtbewoners een schande.")
    assert [signs(e)[2] for e in found.events if e.label in {"sluiting", "brand"}] == [">", "<"]


def read(sentence: str):
    text = sentence.removeprefix("H: ")
    if text != sentence:
        text += "\n\nDit is een zin zonder nieuws."
    return text, kg.convert(text, published="2026-05-07", language="nl", settings=SETTINGS).extraction


def signs(event) -> str:
    names = {name: sign for sign, name in WORDS.items()}
    return "".join(names[str(x.value)] for x in (event.certainty, event.polarity, event.temporality))


def days(event) -> str:
    if event.time is None:
        return ""
    first, last = event.time.start, event.time.end
    return str(first) if first == last else f"{first or ''}/{last or ''}"


def matches(wanted: str, event) -> bool:
    status, dated, date = wanted.partition("@")
    return all(w in {".", f} for w, f in zip(status, signs(event), strict=True)) and (not dated or days(event) == date)


@pytest.mark.parametrize(("sentence", "wanted"), SENTENCES.items(), ids=lambda v: v[:60] if isinstance(v, str) else "")
def test_status(sentence: str, wanted: dict[str, str]) -> None:
    text, found = read(sentence)
    events = {text[e.trigger.start : e.trigger.end]: e for e in found.events}
    assert set(wanted) <= set(events)
    assert {word: f"{signs(events[word])}@{days(events[word])}" for word, sign in wanted.items() if not matches(sign, events[word])} == {}


@pytest.mark.parametrize(
    "sentence",
    ["De partij verweet de premier gisteren traagheid.", "De rechter ondervroeg de getuige.", "De ploeg overwon de kou.", "De politie voorkwam een botsing."],
)
def test_strong_pasts_with_prefixes_are_past(sentence) -> None:
    _, found = read(sentence)
    assert {str(e.temporality) for e in found.events if e.trigger.start > 0} >= {"Past"}
