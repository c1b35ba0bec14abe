"""Time expressions in sentences of the news, the days they mean, and which event they date."""

from __future__ import annotations

import datetime as dt

import pytest

from kg import times
from kg.lexicons import times as words
from kg.model import Temporality
from kg.pipeline import Settings, convert
from kg.readers import Facts, Input
from kg.times import calendar

PUBLISHED = dt.date(2026, 5, 7)  # a Thursday
pytestmark = pytest.mark.model


def extraction(sentence: str):
    (result,) = convert(
        Input(name="x", facts=Facts(language="nl", published=PUBLISHED), data=sentence.encode(), form="text"), Settings(validate=False, min_confidence=0)
    )
    return result.extraction


# A sentence and the first and last day of each expression in it; None is an open end, None/None an expression that is left open.
EXPRESSIONS = [
    ("De omzet van het concern daalde in het eerste kwartaal van 2025.", "2025-01-01/2025-03-31"),
    ("De bank leed in het derde kwartaal een verlies.", "2025-07-01/2025-09-30"),
    ("De brouwerij sloot eind 2003 haar deuren.", "2003-10-01/2003-12-31"),
    ("Het museum heropende begin maart.", "2026-03-01/2026-03-10"),
    ("De nieuwe tram rijdt vanaf halverwege juni.", "2026-06-11/None"),
    ("De staking duurt van maandag tot donderdag.", "2026-05-11/2026-05-14"),
    ("Tussen 3 en 5 mei vergaderden de ministers in Gent.", "2026-05-03/2026-05-05"),
    ("De huurders moeten voor dinsdag reageren.", "None/2026-05-11"),
    ("Sinds 2019 werkt ze bij de krant.", "2019-01-01/2026-05-07"),
    ("De brug blijft tot 1 september dicht.", "None/2026-09-01"),
    ("Na 1 juli vervalt de subsidie.", "2026-07-02/None"),
    ("De nieuwe regels gelden vanaf 1 januari 2027.", "2027-01-01/None"),
    ("De baby werd op 29 februari 2024 geboren.", "2024-02-29/2024-02-29"),
    ("Volgend weekend speelt de ploeg in Luik.", "2026-05-16/2026-05-17"),
    ("De komende week praten de partijen verder.", "2026-05-07/2026-05-13"),
    ("Komende vrijdag stemt de Kamer over het voorstel.", "2026-05-08/2026-05-08"),
    ("Afgelopen nacht brandde een loods in Almere af.", "2026-05-07/2026-05-07"),
    ("In de nacht van zaterdag op zondag werd een fietser aangereden.", "2026-05-02/2026-05-03"),
    ("De festivals trekken komende zomer minder bezoekers.", "2026-06-01/2026-08-31"),
    ("De tunnel wordt in het voorjaar van 2028 geopend.", "2028-03-01/2028-05-31"),
    ("In voorjaar 2026 werden de sluizen gerepareerd.", "2026-03-01/2026-05-31"),
    ("In de jaren negentig verhuisde het gezin naar Canada.", "1990-01-01/1999-12-31"),
    ("In de 19e eeuw werd het kanaal gegraven.", "1801-01-01/1900-12-31"),
    ("Het bedrijf ontslaat dit jaar honderd mensen.", "2026-01-01/2026-12-31"),
    ("Later dit jaar verhuist de school.", "2026-05-07/2026-12-31"),
    ("Eerder deze maand werd de voorzitter afgezet.", "2026-05-01/2026-05-07"),
    ("Vier jaar geleden trouwde het stel.", "2022-01-01/2022-12-31"),
    ("Over drie weken vertrekt de expeditie.", "2026-05-25/2026-05-31"),
    ("De centrale sluit medio 2027.", "2027-06-01/2027-07-31"),
    ("In het seizoen 2024/25 verloor de club acht wedstrijden.", "2024-07-01/2025-06-30"),
    ("Op 1 en 2 mei demonstreerden de boeren.", "2026-05-01/2026-05-02"),
    ("Op 1 januari jongstleden fuseerden de gemeenten.", "2026-01-01/2026-01-01"),
    ("Maandagavond ontplofte een gasfles in Tilburg.", "2026-05-04/2026-05-04"),
    ("Dinsdagochtend om half acht botsten twee treinen.", "2026-05-05/2026-05-05"),
    ("Per 1 juli verhoogt de verzekeraar de premie.", "2026-07-01/2026-07-01"),
    ("Met Kerst vlogen duizenden mensen naar Spanje.", "2025-12-25/2025-12-26"),
    ("Op Koningsdag arresteerde de politie twintig mensen.", "2026-04-27/2026-04-27"),
    ("Met Pasen opende de keizer het park.", "2026-04-05/2026-04-06"),
    ("'s Maandags verkoopt hij vis op de markt.", ""),
    ("De onderhandelingen duurden drie jaar.", ""),
    ("De agenten verhoorden de man urenlang.", ""),
    ("De 34-jarige man werd aangehouden.", ""),
    ("De patiënt lag ruim een week in het ziekenhuis.", ""),
    ("Het bedrijf verkocht 2000 auto's.", ""),
    ("De club betaalde 1850 euro.", ""),
    ("De rechter veroordeelde hem tot 24 maanden cel.", ""),
    ("Zes weken later stierf de minister.", "None/None"),
    ("Op 3 maart viel het kabinet. Twee dagen later trad de premier af.", "2026-03-03/2026-03-03 2026-03-05/2026-03-05"),
    ("De wielrenner won woensdag de rit.", "2026-05-06/2026-05-06"),
    ("De raad vergadert woensdag over de begroting.", "2026-05-13/2026-05-13"),
    ("Vorige week woensdag kelderde het aandeel.", "2026-04-29/2026-04-29"),
    ("Vrijdag over een week begint de rechtszaak.", "2026-05-15/2026-05-15"),
    ("Binnen zes maanden moet de fabriek sluiten.", "2026-05-07/2026-11-07"),
    ("De afgelopen tien jaar steeg de huur met 40 procent.", "2016-05-07/2026-05-07"),
    ("In 1998 en 1999 won ze goud.", "1998-01-01/1999-12-31"),
    ("Van 2010 tot 2014 bestuurde Haak de provincie.", "2010-01-01/2014-12-31"),
    ("Tussen 1940 en 1945 vluchtten honderden inwoners.", "1940-01-01/1945-12-31"),
    ("De tentoonstelling loopt van 12 juni tot en met 30 augustus.", "2026-06-12/2026-08-30"),
    ("Het schip zonk in de nacht van 4 op 5 mei.", "2026-05-04/2026-05-05"),
    ("Het kabinet presenteert de plannen in september.", "2026-09-01/2026-09-30"),
    ("In februari kocht de gemeente het pand.", "2026-02-01/2026-02-28"),
    ("Begin dit jaar daalde de rente.", "2026-01-01/2026-03-31"),
    ("Eind vorig jaar ontsloeg de club de trainer.", "2025-10-01/2025-12-31"),
    ("In de eerste helft van 2025 verdubbelde de winst.", "2025-01-01/2025-06-30"),
    ("De voorzitter stapt volgende maand op.", "2026-06-01/2026-06-30"),
    ("Hij overleed op 14-03-2026.", "2026-03-14/2026-03-14"),
    ("De koning opent het stadion overmorgen.", "2026-05-09/2026-05-09"),
    ("Eergisteren werd het wrak geborgen.", "2026-05-05/2026-05-05"),
    ("De afspraken uit 2015 werden vernieuwd.", "2015-01-01/2015-12-31"),
    ("De winnares van 1999 kreeg een medaille.", "1999-01-01/1999-12-31"),
    ("Volgens artikel 2011 van het wetboek mag dat.", ""),
    ("De krant meldde dat de directeur in 2012 werd benoemd.", "2012-01-01/2012-12-31"),
    ("De toestemming voor de sloop van dinsdag werd ingetrokken.", "2026-05-05/2026-05-05"),
    ("De storm van vorige week verwoestte tien huizen.", "2026-04-27/2026-05-03"),
    ("De wedstrijd volgt op het vier uur durende overleg van dinsdagavond.", "2026-05-05/2026-05-05"),
    ("Na de brand van zondag zoekt het gezin een woning.", "2026-05-03/2026-05-03"),
    ("De verkiezingen van 2027 worden spannend.", "2027-01-01/2027-12-31"),
    ("Het bestuur wil na de zomer verhuizen.", "2026-09-01/None"),
    ("De spits speelt al drie jaar bij Ajax.", ""),
    ("Vannacht vroor het in Drenthe.", "2026-05-07/2026-05-07"),
    ("Vanaf vandaag geldt een rookverbod.", "2026-05-07/None"),
    ("De winkels gaan elke zondag open.", ""),
    ("In de zomermaanden verdient hij bij als kok.", ""),
    ("Op zondag 17 mei loopt ze de marathon.", "2026-05-17/2026-05-17"),
    ("De school sloot in de week van 16 maart.", "2026-03-16/2026-03-22"),
    ("Halverwege de jaren tachtig bouwde de stad het theater.", "1984-01-01/1986-12-31"),
    ("Met ingang van 1 augustus sluit het postkantoor.", "2026-08-01/2026-08-01"),
    ("De Nederlanders kozen in 2023 een nieuw parlement.", "2023-01-01/2023-12-31"),
    ("De arts opereerde haar in mei vorig jaar.", "2025-05-01/2025-05-31"),
    ("De ambassade ging in juni van dat jaar open.", "None/None"),
    ("Dat weekend vertrok het leger.", ""),
    ("De ploeg traint zaterdag en zondag in Assen.", "2026-05-09/2026-05-10"),
    ("De beurs sloot in het laatste kwartaal van vorig jaar hoger.", "2025-10-01/2025-12-31"),
    ("Uiterlijk 15 juni moet de minister antwoorden.", "2026-06-15/2026-06-15"),
    ("Medio april legde de aannemer het werk stil.", "2026-04-11/2026-04-20"),
    ("Ze won in 2016 brons en in 2021 zilver.", "2016-01-01/2016-12-31 2021-01-01/2021-12-31"),
    ("De politie hield in de nacht van vrijdag op zaterdag twee jongens aan.", "2026-05-01/2026-05-02"),
    ("Het concert van 9 mei gaat niet door.", "2026-05-09/2026-05-09"),
    ("In de tweede helft van april regende het vaak.", "2026-04-16/2026-04-30"),
    ("Het contract loopt tot medio 2029.", "None/2029-07-31"),
    ("Tot en met zondag geldt code oranje.", "None/2026-05-10"),
    ("Sinds maandag staken de machinisten.", "2026-05-04/2026-05-07"),
    ("Vanaf komende maandag rijden er bussen.", "2026-05-11/None"),
    ("Volgende maandag begint het proces.", "2026-05-11/2026-05-11"),
    ("Het park was vorig weekend dicht.", "2026-05-02/2026-05-03"),
    ("De kerk dateert uit de 12e eeuw.", "1101-01-01/1200-12-31"),
    ("Met Pinksteren worden files verwacht.", "2026-05-24/2026-05-25"),
    ("Op Prinsjesdag presenteert het kabinet de begroting.", "2026-09-15/2026-09-15"),
    ("Drie dagen na de brand werd de man gevonden.", ""),
    ("Jaarlijks sterven 2000 Nederlanders aan de ziekte.", ""),
    ("Hij is 45 jaar en woont al twintig jaar in Breda.", ""),
    ("De fabriek telt 1200 werknemers.", ""),
    ("Een paar weken geleden werd het lek ontdekt.", "None/None"),
    ("Anderhalf jaar geleden stapte hij over.", "None/None"),
    ("De komende drie maanden is de weg dicht.", "2026-05-07/2026-08-07"),
    ("De lijn is van 18 tot en met 29 mei afgesloten.", "2026-05-18/2026-05-29"),
    ("Het festival is op 5, 6 en 7 juni.", "2026-06-05/2026-06-07"),
    ("Begin jaren zestig emigreerde de familie.", "1960-01-01/1962-12-31"),
    ("De trein van 2015 kostte 30 miljoen.", "2015-01-01/2015-12-31"),
    ("Op een zaterdag in maart kwam de brief.", "2026-03-01/2026-03-31"),
    ("In maart van dit jaar stopte de proef.", "2026-03-01/2026-03-31"),
    ("Over twee weken beslist de rechter.", "2026-05-18/2026-05-24"),
    ("Ze praten over drie jaar oorlog.", ""),
    ("Gisteravond laat werd een akkoord bereikt.", "2026-05-06/2026-05-06"),
    ("De verkiezingen zijn op woensdag 18 maart 2026 gehouden.", "2026-03-18/2026-03-18"),
    ("Na vier jaar vertrekt de directeur.", ""),
    ("Dit voorjaar opende het hotel.", "2026-03-01/2026-05-31"),
    ("Afgelopen winter vroor het nauwelijks.", "2025-12-01/2026-02-28"),
    ("Deze zomer speelt de band in Nijmegen.", "2026-06-01/2026-08-31"),
    ("De vergadering van vanavond vervalt.", "2026-05-07/2026-05-07"),
    ("Tweede Kerstdag werd hij opgepakt.", "2025-12-26/2025-12-26"),
    ("Vorige zomer brandde het bos.", "2025-06-01/2025-08-31"),
    ("In de periode 2020-2024 daalde de uitstoot.", "2020-01-01/2024-12-31"),
    ("Eind deze maand verhuist het museum.", "2026-05-21/2026-05-31"),
    ("De aanslagen van 11 september 2001 schokten de wereld.", "2001-09-11/2001-09-11"),
    ("Per 1 januari jl. stopte de regeling.", "2026-01-01/2026-01-01"),
    ("Zaterdag over twee weken trouwt het paar.", "2026-05-23/2026-05-23"),
    ("Jan Mei kwam naar Vrijdag Records.", ""),
    ("Zij versloeg in mei 2025 de kampioen.", "2025-05-01/2025-05-31"),
    ("De premie stijgt met ingang van volgend jaar.", "2027-01-01/2027-12-31"),
]


@pytest.mark.parametrize(("sentence", "expected"), EXPRESSIONS, ids=lambda v: str(v)[:50])
def test_expression(sentence, expected) -> None:
    found = times.find(extraction(sentence).analysis, words.load("nl"))
    assert " ".join(f"{t.start}/{t.end}" for t in found) == expected


# A sentence, the word of an event in it, and the days that it has (none where another event's date must not be taken).
DATED = [
    ("De wedstrijd volgt op het vier uur durende overleg van dinsdagavond.", "overleg", "2026-05-05/2026-05-05"),
    ("De storm van vorige week verwoestte tien huizen.", "storm", "2026-04-27/2026-05-03"),
    ("De storm van vorige week verwoestte tien huizen.", "verwoestte", ""),
    ("De minister reageerde zaterdag op de aanslag.", "reageerde", "2026-05-02/2026-05-02"),
    ("De minister reageerde zaterdag op de aanslag.", "aanslag", ""),
    ("Maandag begint de rechtszaak.", "rechtszaak", "2026-05-11/2026-05-11"),
    ("Bij een aanval vielen zondag twee doden.", "aanval", "2026-05-03/2026-05-03"),
    ("De partijen sloten in 1991 een akkoord.", "akkoord", "1991-01-01/1991-12-31"),
    ("Eind vorig jaar ontsloeg de club de trainer.", "ontsloeg", "2025-10-01/2025-12-31"),
]


@pytest.mark.parametrize(("sentence", "trigger", "expected"), DATED, ids=lambda v: str(v)[:50])
def test_the_event_that_a_date_modifies(sentence, trigger, expected) -> None:
    found = [e.time for e in extraction(sentence).events if sentence[e.trigger.start : e.trigger.end] == trigger]
    assert [f"{t.start}/{t.end}" if t else "" for t in found] == [expected]


def test_an_undated_passive_is_no_future() -> None:
    assert [e.temporality for e in extraction("De winkel wordt al jaren gerund door twee zussen.").events] == [Temporality.PRESENT]


# Days of Easter as the tables of the church print them.
@pytest.mark.parametrize(("year", "day"), [(1954, "04-18"), (1981, "04-19"), (2008, "03-23"), (2011, "04-24"), (2024, "03-31"), (2026, "04-05")])
def test_easter(year, day) -> None:
    assert calendar.day_of("easter+0", year).strftime("%m-%d") == day
