"""Who did what to whom, and what is no event: sentences in the manner of the news, each kind with counter-examples.

A row: the sentence; the events that it tells, as `label role=words role=words`; the words that must be the trigger of none.
"""

from __future__ import annotations

import pytest

import kg
from kg.pipeline import Settings

pytestmark = pytest.mark.model

ROWS = """
De politie hield dinsdag in Breda twee mannen aan. | aanhouden agent=De politie patient=twee mannen place=Breda |
Bij aanslagen van rebellen op Mirasol vielen zeven doden. | aanslag agent=rebellen patient=Mirasol | doden
De Russische agressie tegen Oekraïne duurt voort. | agressie agent=Russische patient=Oekraïne |
Frankrijk vraagt om Amerikaanse bijdragen. | bijdrage agent=Amerikaanse |
De steun van de bond voor de stakers groeit. | steun agent=de bond recipient=de stakers |
De aanval door het leger op de haven mislukte. | aanval agent=het leger patient=de haven |
De moord op journalist Piet de Wit schokte het land. | moord patient=journalist Piet de Wit |
De arrestatie van de burgemeester leidde tot protesten. | arrestatie patient=de burgemeester ; leiden agent=De arrestatie van de burgemeester patient=protesten |
De onderhandelingen tussen Peru en Chili mislukten. | onderhandeling participant=Peru participant=Chili ; mislukken patient=De onderhandelingen tussen Peru en Chili |
De onderhandelingen met Chili beginnen maandag. | onderhandeling participant=Chili |
De rol die de minister zichzelf toekent, valt op. | toekennen agent=de minister patient=De rol |
Het boek dat de schrijfster vorig jaar publiceerde, won een prijs. | publiceren agent=de schrijfster patient=Het boek ; winnen agent=Het boek patient=een prijs |
De vrouw die de inbreker betrapte, belde de politie. | betrappen agent=De vrouw patient=de inbreker ; bellen agent=De vrouw patient=de politie |
Die brief stuurde de wethouder nooit. | sturen agent=de wethouder patient=Die brief |
De renner kreeg een boete van de bond. | boete agent=de bond patient=De renner |
De schrijfster ontving een prijs van de stad. | ontvangen recipient=De schrijfster patient=een prijs van de stad |
De olieprijs steeg maandag drie procent. | stijgen patient=De olieprijs | procent
De winst daalde met acht miljoen euro. | dalen patient=De winst |
Twee auto's botsten in Assen op elkaar. | botsen patient=Twee auto's place=Assen |
Bij het ongeluk stierven drie toeristen. | sterven patient=drie toeristen ; ongeluk |
In de haven gebeurde gisteren een ernstig ongeluk. | ongeluk place=de haven | gebeurde
Het kabinet probeert de uitstoot te verlagen. | verlagen agent=Het kabinet patient=de uitstoot | probeert
De directeur beloofde de lonen te verhogen. | verhogen agent=De directeur patient=de lonen |
De fabriek ontslaat honderd mensen om kosten te besparen. | ontslaan agent=De fabriek patient=honderd mensen ; besparen agent=De fabriek patient=kosten |
De club kocht een spits en verkocht twee verdedigers. | kopen agent=De club patient=een spits ; verkopen agent=De club patient=twee verdedigers |
De premier reisde naar Oslo en de koning bezocht Bergen. | reizen agent=De premier place=Oslo ; bezoeken agent=de koning patient=Bergen |
Toen de trein ontspoorde, raakten zes reizigers gewond. | ontsporen patient=de trein ; gewond raken patient=zes reizigers |
Dertig landen doen mee aan de oefening. | meedoen agent=Dertig landen patient=de oefening ; oefening agent=Dertig landen |
Twee bedrijven bieden op de luchthaven. | bieden agent=Twee bedrijven patient=de luchthaven |
Zweden neemt deel aan de missie. | deelnemen agent=Zweden patient=de missie |
De bond dringt aan op een onderzoek. | onderzoek |
De aanklager beschuldigt de bankier van fraude. | beschuldigen agent=De aanklager patient=de bankier |
Het bedrijf begint met de bouw van een brug. | bouw agent=Het bedrijf patient=een brug |
Het parlement stemt over de begroting. | stemmen agent=Het parlement patient=de begroting |
Finland sloot zich aan bij het verbond. | aansluiten agent=Finland patient=het verbond |
De ploeg sloot de zaak af met een feest. | afsluiten agent=De ploeg patient=de zaak ; feest |
De storm heeft de oogst in gevaar gebracht. | in gevaar brengen agent=De storm patient=de oogst |
De zaak bracht de band in gevaar. | in gevaar brengen agent=De zaak patient=de band |
Het akkoord maakt de weg vrij voor verkiezingen. | verkiezing | maakt
Bij de dienst gingen alle alarmbellen af. | | gingen alarmbellen
De minister kreeg op zijn kop van de Kamer. | | kreeg kop
De krant stelde misstanden aan de kaak. | | stelde kaak
De directeur heeft ontslag genomen. | ontslag nemen agent=De directeur |
De wapenstilstand maakte een einde aan de oorlog. | beëindigen agent=De wapenstilstand patient=de oorlog ; oorlog |
Bij de brand kwamen twee kinderen om het leven. | om het leven komen patient=twee kinderen ; brand |
De Belg Jan Peeters heeft de etappe gewonnen. | winnen agent=De Belg Jan Peeters patient=de etappe | etappe
Ajax won met 2-1 van Heracles. | winnen agent=Ajax participant=Heracles |
Zwolle versloeg Heracles met 3-0. | verslaan agent=Zwolle patient=Heracles |
Er is een akkoord over de begroting. | akkoord patient=de begroting |
Vera Smit wordt de nieuwe topvrouw van Delta. | benoeming patient=Vera Smit |
De door Duitsers gebouwde brug is gesloten. | bouwen agent=Duitsers patient=De door Duitsers gebouwde brug ; sluiten patient=De door Duitsers gebouwde brug |
De bond, opgericht door vissers, viert feest. | oprichten agent=vissers patient=De bond ; feest |
De prijs werd toegewezen aan de Deense regisseur. | toewijzen patient=De prijs recipient=de Deense regisseur |
De top van de partij zwijgt. | | top
Is dit de hoeksteen van het beleid? | | hoeksteen
De bevestigde plannen liggen klaar. | | bevestigde
Hij tekende een contract bij Vitesse. | tekenen agent=Hij patient=een contract bij Vitesse | contract
Het kabinet zorgt ervoor dat scholen openblijven. | | zorgt
Het bedrijf is gastheer voor het congres. | congres |
De rechter legde de man een celstraf van twee jaar op. | opleggen agent=De rechter patient=een celstraf van twee jaar recipient=de man |
De brug werd in 1932 gebouwd. | bouwen patient=De brug |
De betrokkenheid van Amerika is nodig. | betrokkenheid agent=Amerika |
De verkoop van de krant aan een Belgische groep gaat door. | verkoop patient=de krant recipient=een Belgische groep |
Haar benoeming tot rechter is omstreden. | benoeming patient=Haar |
Zijn vertrek kwam onverwacht. | vertrek agent=Zijn |
Israël meldt dat Iran raketten heeft afgevuurd op Haifa. | afvuren agent=Iran patient=raketten place=Haifa |
De voor fraude veroordeelde bankier ging in beroep. | veroordelen patient=De voor fraude veroordeelde bankier |
De aanhangers eisen dat hij vertrekt. | vertrekken agent=hij |
De man weigerde mee te werken aan het onderzoek. | meewerken agent=De man patient=het onderzoek |
"""


def _read(text: str) -> dict[str, set[str]]:
    """Each event's label with its participants as `role=words`; and its words under `#`."""
    extraction = kg.convert(text, published="2026-05-07", language="nl", settings=Settings(validate=False, min_confidence=0)).extraction
    found: dict[str, set[str]] = {"#": set()}
    for event in extraction.events:
        parts = {f"{p.role.value.lower().removeprefix('kg:')}={text[p.phrase.span.start : p.phrase.span.end]}" for p in event.participants}
        found.setdefault(str(event.label), set()).update(parts)
        found["#"] |= set(text[event.trigger.start : event.trigger.end].split())
    return found


def _parts(event: str) -> tuple[str, set[str]]:
    """*in gevaar brengen agent=De storm* -> the label and what is said of it."""
    words, label, parts = event.split(), [], []
    for word in words:
        if "=" in word:
            parts.append(word)
        elif parts:
            parts[-1] += f" {word}"
        else:
            label.append(word)
    return " ".join(label), set(parts)


def faults(row: str) -> list[str]:
    sentence, events, none = (part.strip() for part in row.split("|"))
    found = _read(sentence)
    faults = [f"{word} is an event" for word in none.split() if word in found["#"]]
    for label, parts in (_parts(each) for each in events.split(" ; ") if each.strip()):
        if found.get(label) != parts:
            faults.append(f"{label}: {sorted(parts)}, found {sorted(found[label]) if label in found else None}")
    return faults


@pytest.mark.parametrize("row", ROWS.strip().splitlines(), ids=lambda row: row.partition(" |")[0][:60])
def test_events(row: str) -> None:
    assert faults(row) == []


if __name__ == "__main__":
    for row in ROWS.strip().splitlines():
        for fault in faults(row):
            print(row.partition(" |")[0], "->", fault)
