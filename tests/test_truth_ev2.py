"""More of who did what to whom: receivers, complements, fronted perfects, what is let done, idioms, participles that are nouns.

The rows have the form of those in test_truth_events.py.
"""

from __future__ import annotations

import pytest

from .test_truth_events import faults

pytestmark = pytest.mark.model

ROWS = """
De minister bood de slachtoffers vorige week zijn excuses aan. | excuus agent=De minister agent=zijn recipient=de slachtoffers | bood
De miljonair geeft de stad een park. | geven agent=De miljonair recipient=de stad patient=een park |
Opgepakt zijn drie mannen uit Tilburg. | oppakken patient=drie mannen uit Tilburg |
De rechtbank veroordeelde de chauffeur tot zes jaar cel wegens doodslag. | veroordelen agent=De rechtbank patient=de chauffeur |
De ambtenaar wordt verdacht van corruptie. | verdenken patient=De ambtenaar |
Het OM verdenkt de wethouder van omkoping. | verdenken agent=Het OM patient=de wethouder |
De vakbond waarschuwt voor een personeelstekort. | |
De artsen waarschuwden het ministerie voor een epidemie. | waarschuwen agent=De artsen patient=het ministerie |
Feyenoord won zaterdag met 3-1 van Utrecht. | winnen agent=Feyenoord participant=Utrecht |
De Poolse verloor in de halve finale van de Japanse Mio Sato. | verliezen agent=De Poolse participant=de Japanse Mio Sato |
De gemeenten krijgen extra geld van het Rijk. | krijgen recipient=De gemeenten patient=extra geld van het Rijk |
De bewoners ontvingen een brief van de burgemeester. | ontvangen recipient=De bewoners patient=een brief agent=de burgemeester |
De patiënte ondergaat donderdag een operatie. | operatie patient=De patiënte | ondergaat
De keeper liep een blessure op aan zijn knie. | blessure patient=De keeper | liep
De fietser liep zware verwondingen op. | | liep
De vergadering duurde een uur langer dan verwacht. | vergadering | duurde uur
Het water steeg twee meter in een nacht. | stijgen patient=Het water |
Het aandeel verloor vrijdag 4 procent. | verliezen patient=Het aandeel | procent
Het leger trok zich terug uit de stad. | terugtrekken agent=Het leger patient=de stad |
Er viel in de bergen een halve meter sneeuw. | vallen patient=een halve meter sneeuw place=de bergen |
Het boek over de oorlog schreef de historica in twee jaar. | schrijven agent=de historica patient=Het boek over de oorlog |
De wet die het parlement dinsdag aannam, geldt direct. | aannemen agent=het parlement patient=De wet |
De man die de agent neerschoot, is gevlucht. | vluchten agent=De man |
De wethouder wil de brug sluiten en het verkeer omleiden. | sluiten agent=De wethouder patient=de brug ; omleiden agent=De wethouder patient=het verkeer |
De premier vroeg de koning het kabinet te ontslaan. | ontslaan agent=de koning patient=het kabinet |
De rechter verbood de krant om het artikel te publiceren. | verbieden agent=De rechter patient=de krant ; publiceren agent=de krant patient=het artikel |
Rusland dreigt de gastoevoer af te sluiten. | afsluiten agent=Rusland patient=de gastoevoer |
De raad nam een besluit over de parkeertarieven. | besluit agent=De raad patient=de parkeertarieven | nam
De ministers voerden urenlang overleg met de bonden. | overleg agent=De ministers participant=de bonden | voerden
De bankier gaat in hoger beroep tegen het vonnis. | in hoger beroep gaan agent=De bankier ; vonnis |
De fabriek zet tachtig mensen op straat. | ontslaan agent=De fabriek patient=tachtig mensen |
De tanker vloog na de botsing in brand. | in brand vliegen patient=De tanker ; botsing |
De partijen hakten na maanden de knoop door. | | hakten knoop
Gedwongen ontslagen zijn niet aan de orde. | | Gedwongen
Het bedrijf betaalt omgerekend vijf miljoen euro. | betalen agent=Het bedrijf patient=omgerekend vijf miljoen euro |
De politie sluit een misdrijf niet uit. | | sluit
De bond sloot de renner uit van de Spelen. | uitsluiten agent=De bond patient=de renner |
De spoorwegen schrappen honderd treinen. | schrappen agent=De spoorwegen patient=honderd treinen |
De bankier werd betrokken in het onderzoek. | onderzoek |
De toezegging van de minister is onvoldoende. | toezegging agent=de minister |
Het akkoord over de pensioenen is een doorbraak. | akkoord patient=de pensioenen | doorbraak
Noorwegen is de winnaar van de estafette. | winnen agent=Noorwegen patient=de estafette |
Tom Vries wordt de nieuwe trainer van Roda. | benoeming patient=Tom Vries |
Anna Bos volgt Piet Smit op als directeur. | opvolgen agent=Anna Bos patient=Piet Smit |
Hij is opgevolgd door zijn dochter. | opvolgen agent=zijn dochter patient=Hij |
De rebellen voerden een aanval uit op het vliegveld. | aanval agent=De rebellen patient=het vliegveld | voerden
Bij een botsing tussen twee trams raakten negen mensen gewond. | botsing participant=twee trams ; gewond raken patient=negen mensen |
De oorlog tegen de drugs kostte duizenden mensen het leven. | het leven kosten agent=De oorlog tegen de drugs patient=duizenden mensen |
De brandweer bestreed de brand samen met collega's uit België. | bestrijden agent=De brandweer patient=de brand participant=collega's uit België ; brand |
De brand verwoestte het dak van de kerk. | verwoesten agent=De brand patient=het dak van de kerk |
De ploeg verdedigt zondag haar titel. | verdedigen agent=De ploeg patient=haar titel |
De regering van Peru is vrijdag gevallen. | vallen patient=De regering van Peru |
De koers kelderde na het nieuws. | kelderen patient=De koers |
Een vrouw van 60 is bij een val van de trap overleden. | overlijden patient=Een vrouw van 60 |
De zanger is op 80-jarige leeftijd gestorven aan kanker. | sterven patient=De zanger |
De eerste treffer maakte de Zweed Olsson. | treffer agent=de Zweed Olsson | maakte
De prijzen werden uitgereikt door de koningin. | uitreiken agent=de koningin patient=De prijzen |
De actrice reikt de prijs uit aan de regisseur. | uitreiken agent=De actrice patient=de prijs recipient=de regisseur |
De Kamer dwong de minister tot aftreden. | dwingen agent=De Kamer patient=de minister |
Het hof sprak de arts vrij van moord. | vrijspreken agent=Het hof patient=de arts |
De kiezers stemmen zondag over het voorstel. | stemmen agent=De kiezers patient=het voorstel |
Demonstranten bekogelden de ambassade met stenen. | bekogelen agent=Demonstranten patient=de ambassade |
De vervalser verkocht de doeken voor een fortuin aan een Zwitser. | verkopen agent=De vervalser patient=de doeken recipient=een Zwitser |
Na de verkoop van de fabriek vertrekt de directeur. | verkoop patient=de fabriek ; vertrekken agent=de directeur |
Tussen supporters en agenten ontstond een vechtpartij. | vechtpartij participant=supporters participant=agenten | ontstond
De samenwerking tussen de twee ziekenhuizen stopt. | samenwerking participant=de twee ziekenhuizen |
De directeur van het museum, Eva Post, stapt op. | opstappen agent=De directeur van het museum, Eva Post |
De gouverneur liet het dorp ontruimen. | ontruimen patient=het dorp |
De onderzoekers lieten de monsters testen door een laboratorium. | testen agent=een laboratorium patient=de monsters |
De jongen overleefde de val uit het raam. | overleven agent=De jongen patient=de val |
Hij kreeg tien jaar cel. | krijgen recipient=Hij patient=tien jaar cel |
Ze werd gekozen tot voorzitter van de partij. | kiezen patient=Ze |
De ouders van het slachtoffer spraken tijdens de zitting over hun verlies. | spreken agent=De ouders van het slachtoffer patient=hun verlies |
De boeren protesteren tegen de stikstofwet. | protesteren agent=De boeren patient=de stikstofwet |
De minister sprak met de boeren over stikstof. | spreken agent=De minister participant=de boeren patient=stikstof |
De club neemt afscheid van de coach. | afscheid agent=De club patient=de coach | neemt
De EU legt China hogere tarieven op. | opleggen agent=De EU recipient=China patient=hogere tarieven |
De tsunami eiste duizend levens. | | eiste
De accu vatte vlam. | in brand vliegen patient=De accu |
Komt er een nieuwe brug? | | brug
"""


@pytest.mark.parametrize("row", ROWS.strip().splitlines(), ids=lambda row: row.partition(" |")[0][:60])
def test_more_events(row: str) -> None:
    assert faults(row) == []
