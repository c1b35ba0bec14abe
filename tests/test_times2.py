"""More expressions of time, each with the words that it takes and the days that it means; published on Thursday 7 May 2026."""

from __future__ import annotations

import datetime as dt

import pytest

from kg import times
from kg.analyse import load
from kg.lexicons import times as words
from kg.model import Article, Block, BlockKind, Source, Span

pytestmark = pytest.mark.model

EXPRESSIONS = [
    ("Het museum is sinds 2019 gesloten.", ["2019 -> 2019-01-01/2026-05-07"]),
    ("De ploeg won voor het eerst in tien jaar.", []),
    ("De man (45) werd aangehouden.", []),
    ("De 19-jarige renner won na vier uur koers.", []),
    ("Ze wonen al twintig jaar in Gent.", []),
    ("De bouw duurt drie jaar.", []),
    ("Eind vorig jaar sloot de fabriek.", ["Eind vorig jaar -> 2025-10-01/2025-12-31"]),
    ("Begin mei ging de winkel open.", ["Begin mei -> 2026-05-01/2026-05-10"]),
    ("Medio juni volgt een besluit.", ["Medio juni -> 2026-06-11/2026-06-20"]),
    ("De wedstrijd is volgende week zaterdag.", ["volgende week zaterdag -> 2026-05-16/2026-05-16"]),
    ("Komende zomer verhuist het orkest.", ["Komende zomer -> 2026-06-01/2026-08-31"]),
    ("In het voorjaar van 2024 begon het onderzoek.", ["voorjaar van 2024 -> 2024-03-01/2024-05-31"]),
    ("Het festival duurt van 12 tot en met 14 juni.", ["van 12 tot en met 14 juni -> 2026-06-12/2026-06-14"]),
    ("Van maandag tot woensdag reden er geen treinen.", ["Van maandag tot woensdag -> 2026-05-04/2026-05-06"]),
    ("Tussen 2015 en 2020 verdubbelde de omzet.", ["Tussen 2015 en 2020 -> 2015-01-01/2020-12-31"]),
    ("In 2027 en 2028 volgen meer bezuinigingen.", ["2027 en 2028 -> 2027-01-01/2028-12-31"]),
    ("In de nacht van zaterdag op zondag brak brand uit.", ["nacht van zaterdag op zondag -> 2026-05-02/2026-05-03"]),
    ("Woensdagochtend botste een trein.", ["Woensdagochtend -> 2026-05-06/2026-05-06"]),
    ("Hij vertrok op woensdag 6 mei.", ["woensdag 6 mei -> 2026-05-06/2026-05-06"]),
    ("De regeling geldt per 1 januari 2027.", ["1 januari 2027 -> 2027-01-01/2027-01-01"]),
    ("De premier trad in april af.", ["april -> 2026-04-01/2026-04-30"]),
    ("In september begint de school.", ["september -> 2026-09-01/2026-09-30"]),
    ("Twee jaar geleden ging het mis.", ["Twee jaar geleden -> 2024-01-01/2024-12-31"]),
    ("Een week geleden viel de regering.", ["Een week geleden -> 2026-04-27/2026-05-03"]),
    ("Over twee weken is de finale.", ["Over twee weken -> 2026-05-18/2026-05-24"]),
    ("Binnen drie maanden moet er een plan liggen.", ["Binnen drie maanden -> 2026-05-07/2026-08-07"]),
    ("De afgelopen week daalde de koers.", ["afgelopen week -> 2026-04-30/2026-05-06"]),
    ("Afgelopen weekend kwamen twee mensen om.", ["Afgelopen weekend -> 2026-05-02/2026-05-03"]),
    ("Dit jaar krimpt de economie.", ["Dit jaar -> 2026-01-01/2026-12-31"]),
    ("Vanaf maandag rijden er bussen.", ["maandag -> 2026-05-11/"]),
    ("Tot 2030 moeten de uitstoot halveren.", ["2030 -> /2030-12-31"]),
    ("Voor 1 juni moet het kabinet reageren.", ["1 juni -> /2026-05-31"]),
    ("Donderdagavond om 20.00 uur begint het duel.", ["Donderdagavond -> 2026-05-07/2026-05-07"]),
    ("Het kabinet viel in de zomer van 2023.", ["zomer van 2023 -> 2023-06-01/2023-08-31"]),
    ("In het eerste kwartaal daalde de winst.", ["eerste kwartaal -> 2026-01-01/2026-03-31"]),
    ("In het derde kwartaal van vorig jaar steeg de omzet.", ["derde kwartaal van vorig jaar -> 2025-07-01/2025-09-30"]),
    ("Tijdens de kerstdagen was het druk.", ["kerstdagen -> 2025-12-25/2025-12-26"]),
    ("In de jaren negentig werd het plein heringericht.", ["jaren negentig -> 1990-01-01/1999-12-31"]),
    ("Op 11 september 2001 vlogen twee vliegtuigen de torens in.", ["11 september 2001 -> 2001-09-11/2001-09-11"]),
    ("De raad komt dinsdag 12 mei bijeen.", ["dinsdag 12 mei -> 2026-05-12/2026-05-12"]),
    ("Morgenochtend vertrekt het schip.", ["Morgenochtend -> 2026-05-08/2026-05-08"]),
    ("In de loop van volgend jaar gaat de winkel dicht.", ["volgend jaar -> 2027-01-01/2027-12-31"]),
    ("Elke maandag demonstreren er honderden mensen.", []),
    ("In oktober 2024 tekende hij een contract.", ["oktober 2024 -> 2024-10-01/2024-10-31"]),
    ("Het huis uit 1904 brandde af.", ["1904 -> 1904-01-01/1904-12-31"]),
    ("Halverwege 2027 moet de tunnel klaar zijn.", ["Halverwege 2027 -> 2027-06-01/2027-07-31"]),
    ("De club werd in het seizoen 2019/2020 kampioen.", ["seizoen 2019/2020 -> 2019-07-01/2020-06-30"]),
    ("Sinds vorige week staakt het personeel.", ["vorige week -> 2026-04-27/2026-05-07"]),
    ("De vergadering werd maandagmiddag geschorst.", ["maandagmiddag -> 2026-05-04/2026-05-04"]),
    ("De WK-finale van 2022 was spannend.", ["2022 -> 2022-01-01/2022-12-31"]),
    ("Op 3 en 4 juni is er een congres.", ["3 en 4 juni -> 2026-06-03/2026-06-04"]),
    ("Op 31 januari stapte hij op.", ["31 januari -> 2026-01-31/2026-01-31"]),
    ("Vannacht brandde een loods af.", ["Vannacht -> 2026-05-07/2026-05-07"]),
    ("De man kreeg 15 jaar cel.", []),
    ("Na 15 maart 2025 stegen de prijzen.", ["15 maart 2025 -> 2025-03-16/2026-05-07"]),
    ("Een jaar eerder verloor hij nog.", ["Een jaar eerder -> ?"]),
    ("Deze week stemt het parlement.", ["Deze week -> 2026-05-04/2026-05-10"]),
]


def shown(text: str, found) -> str:
    days = f"{found.start or ''}/{found.end or ''}" if found.start or found.end else "?"
    return f"{text[found.span.start : found.span.end]} -> {days}"


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS, ids=lambda v: str(v)[:50])
def test_expressions(text: str, expected: list[str]) -> None:
    blocks = (Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text))),)
    article = Article(id="x", text=text, language="nl", published=dt.date(2026, 5, 7), source=Source(name="x"), blocks=blocks)
    assert [shown(text, t) for t in times.find(load("nl").analyse(article), words.load("nl"))] == expected
