"""More of who did what to whom: receivers, complements, fronted perfects, what is let done, idioms, participles that are nouns.

The rows have the form of those in test_truth_events.py.
"""

from __future__ import annotations

import pytest

import kg
from kg.pipeline import Settings

from .test_truth_events import faults

pytestmark = pytest.mark.model
SETTINGS = Settings(validate=False, min_confidence=0)

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
De dierentuin verwelkomde dinsdag twee neushoorns. | verwelkomen agent=De dierentuin patient=twee neushoorns |
Het waterschap waarschuwde boeren om geen slootwater te gebruiken. | |
De onderzoekers vonden in de grot resten van een mammoet. | vinden agent=De onderzoekers patient=resten van een mammoet place=de grot |
Twee bergbeklimmers zijn bij een lawine in Tirol omgekomen. | omkomen patient=Twee bergbeklimmers place=Tirol ; lawine place=Tirol |
De zanger annuleerde zijn optreden in Gent wegens keelpijn. | annuleren agent=De zanger patient=zijn optreden place=Gent |
Verstappen eindigde als derde achter Norris. | eindigen patient=Verstappen |
De winkelketen sluit volgend jaar dertig filialen. | sluiten agent=De winkelketen patient=dertig filialen |
De vrijwilligers haalden bij de actie zesduizend euro op. | ophalen agent=De vrijwilligers patient=zesduizend euro ; actie |
De minister schoof het besluit over de luchthaven door naar zijn opvolger. | besluit patient=de luchthaven |
Het schip met asielzoekers zonk voor de kust van Tunesië. | zinken patient=Het schip met asielzoekers |
Een automobilist reed in op een groep fietsers. | inrijden agent=Een automobilist patient=een groep fietsers |
De kunstenaar schonk het schilderij aan het museum. | schenken agent=De kunstenaar patient=het schilderij recipient=het museum |
De verdachten ontkenden dat ze de kluis hadden leeggehaald. | leeghalen agent=ze patient=de kluis |
De verdachte zou zijn buurman hebben bedreigd met een mes. | bedreigen agent=De verdachte patient=zijn buurman |
De trein botste bij Meppel op een vrachtwagen. | botsen patient=De trein patient=een vrachtwagen place=Meppel |
De Raad van State vernietigde het besluit van de provincie. | vernietigen agent=De Raad van State patient=het besluit van de provincie ; besluit agent=de provincie |
De Belgische regering stuurt twee fregatten naar de Rode Zee. | sturen agent=De Belgische regering patient=twee fregatten place=de Rode Zee |
Oekraïne heeft vannacht een raffinaderij in Rjazan aangevallen. | aanvallen agent=Oekraïne patient=een raffinaderij in Rjazan |
Rusland vuurde tachtig drones af op Kyiv. | afvuren agent=Rusland patient=tachtig drones place=Kyiv |
Door Israëlische bombardementen op Gaza kwamen zestig mensen om. | bombardement agent=Israëlische patient=Gaza ; omkomen patient=zestig mensen |
De VN-Veiligheidsraad stemde maandag in met een resolutie. | instemmen agent=De VN-Veiligheidsraad patient=een resolutie |
De senaat keurde de begroting met een nipte meerderheid goed. | goedkeuren agent=De senaat patient=de begroting |
De politie doet onderzoek naar de dood van een baby in Emmen. | onderzoek agent=De politie patient=de dood van een baby in Emmen |
Het OM eist acht jaar cel tegen de drugsbaas. | eisen agent=Het OM patient=acht jaar cel |
De voetballer tekende een contract tot 2029 bij Napoli. | tekenen agent=De voetballer patient=een contract |
De gemeente legt de eigenaar een boete van 5000 euro op. | opleggen agent=De gemeente recipient=de eigenaar patient=een boete van 5000 euro |
Het concern heeft zijn belang in de luchtvaartmaatschappij verkocht. | verkopen agent=Het concern patient=zijn belang in de luchtvaartmaatschappij |
De koning opende de tentoonstelling in het Rijksmuseum. | openen agent=De koning patient=de tentoonstelling |
Bij de verkiezingen verloor de partij vier zetels. | verkiezing ; verliezen agent=de partij patient=vier zetels |
Een meerderheid van de Kamer steunt het voorstel van D66. | steunen agent=Een meerderheid van de Kamer patient=het voorstel van D66 |
De gewonde is naar het ziekenhuis gebracht. | |
De schrijver kreeg de Nobelprijs voor zijn hele werk. | krijgen recipient=De schrijver patient=de Nobelprijs |
Het hof verlaagde de straf van de oud-wethouder tot negen maanden. | verlagen agent=Het hof patient=de straf van de oud-wethouder |
De wielrenner werd betrapt op doping. | betrappen patient=De wielrenner |
De stad herdacht de slachtoffers van het bombardement. | herdenken agent=De stad patient=de slachtoffers van het bombardement ; bombardement |
Turkije leverde de verdachte uit aan Duitsland. | uitleveren agent=Turkije patient=de verdachte recipient=Duitsland |
De vader van de jongen is woedend. | | woedend
De rivier trad buiten haar oevers. | |
De inwoners moeten voor vrijdag hun huizen verlaten. | verlaten agent=De inwoners patient=hun huizen |
Het leger heeft de macht gegrepen in Niger. | macht grijpen agent=Het leger place=Niger |
De bond wil dat de trainer opstapt. | opstappen agent=de trainer |
De rechter sprak van een schokkend misdrijf. | | sprak
De acteur, die in 2019 stopte, keert terug op het toneel. | stoppen agent=De acteur ; terugkeren agent=De acteur |
De wethouder, die door zijn partij onder druk werd gezet, trad af. | aftreden agent=De wethouder ; onder druk zetten agent=zijn partij patient=De wethouder |
De motie die de oppositie indiende, werd verworpen. | indienen agent=de oppositie patient=De motie ; verwerpen patient=De motie |
De zaak werd geseponeerd en de man kwam vrij. | seponeren patient=De zaak |
De politie vermoedt dat de man is vermoord door een bekende. | vermoorden agent=een bekende patient=de man |
Ze vroegen de burgemeester het besluit uit te stellen. | uitstellen agent=de burgemeester patient=het besluit |
Philips neemt een Amerikaanse producent van scanners over. | overnemen agent=Philips patient=een Amerikaanse producent van scanners |
De overname van het Duitse bedrijf door Philips is afgerond. | overname agent=Philips patient=het Duitse bedrijf ; afronden patient=De overname van het Duitse bedrijf door Philips |
Het vertrek van de spits naar Milaan kost de club punten. | vertrek agent=de spits naar Milaan |
De strijd tussen de twee partijen verhardt. | strijd participant=de twee partijen |
De lancering van de raket door SpaceX is uitgesteld. | lancering agent=SpaceX patient=de raket ; uitstellen patient=De lancering van de raket door SpaceX |
Het protest van de studenten tegen de bezuinigingen groeit. | protest agent=de studenten patient=de bezuinigingen |
De veroordeling van de ex-president wegens corruptie leidde tot rellen. | veroordeling patient=de ex-president wegens corruptie |
De benoeming van Mark de Wit tot directeur is omstreden. | benoeming patient=Mark de Wit |
Daarbij raakte een agent zwaargewond. | zwaargewond raken patient=een agent |
De scholen blijven maandag dicht. | | blijven
De zus van de koning trouwt met een arts. | trouwen agent=De zus van de koning participant=een arts |
Nederland en België sloten een akkoord over de Schelde. | akkoord agent=Nederland agent=België patient=de Schelde | sloten
Het kabinet is gevallen over het asielbeleid. | vallen patient=Het kabinet |
De oogst is mislukt door de droogte. | mislukken patient=De oogst |
Het dak van het stadion stortte gedeeltelijk in. | instorten patient=Het dak van het stadion |
De prijs van olie is gestegen tot 90 dollar. | stijgen patient=De prijs van olie |
Hoe de brand ontstond, wordt onderzocht. | brand |
De leraren legden vandaag het werk neer. | staken agent=De leraren |
De politie maakte een einde aan het illegale feest. | beëindigen agent=De politie patient=het illegale feest |
De burgemeester nam het besluit onder druk van de bewoners. | besluit agent=De burgemeester | nam
De sluipschutter schoot vijf mensen dood. | doodschieten agent=De sluipschutter patient=vijf mensen |
De vrouw bracht een dochter ter wereld. | | bracht
De Belgische douane heeft in de haven van Antwerpen 11 ton cocaïne onderschept. | onderscheppen agent=De Belgische douane patient=11 ton cocaïne place=de haven van Antwerpen |
Vier verdachten zijn aangehouden en zitten vast. | aanhouden patient=Vier verdachten |
Het parket in Brussel wil hen uitleveren aan Nederland. | uitleveren agent=Het parket in Brussel patient=hen recipient=Nederland |
Taylor Swift brengt in oktober een nieuw album uit. | uitbrengen agent=Taylor Swift patient=een nieuw album |
Bij een Russische aanval op de stad Kryvy Rih zijn zeker negentien burgers gedood, onder wie negen kinderen. | aanval patient=de stad Kryvy Rih agent=Russische ; doden patient=zeker negentien burgers |
ASML verlaagt zijn omzetverwachting voor volgend jaar. | verlagen agent=ASML patient=zijn omzetverwachting |
De koers van het aandeel kelderde met 16 procent. | kelderen patient=De koers van het aandeel |
De Hoge Raad heeft de veroordeling van Willem Holleeder in stand gelaten. | veroordeling patient=Willem Holleeder |
De gemeente Amsterdam verbiedt cruiseschepen in het centrum vanaf 2035. | verbieden agent=De gemeente Amsterdam patient=cruiseschepen place=het centrum |
In Valencia hebben tienduizenden mensen gedemonstreerd tegen de regiopresident. | demonstreren agent=tienduizenden mensen patient=de regiopresident place=Valencia |
Het Rijksmuseum heeft een zelfportret van Rembrandt aangekocht voor 175 miljoen euro. | aankopen agent=Het Rijksmuseum patient=een zelfportret van Rembrandt |
Wetenschappers van de TU Delft hebben een quantumcomputer gebouwd. | bouwen agent=Wetenschappers van de TU Delft patient=een quantumcomputer |
De rechtbank in Den Haag sprak de drie mannen vrij van terrorisme. | vrijspreken agent=De rechtbank in Den Haag patient=de drie mannen |
De Italiaan leverde zijn contract in na een meningsverschil met de directie. | inleveren agent=De Italiaan patient=zijn contract |
Hij wordt opgevolgd door John Heitinga. | opvolgen patient=Hij agent=John Heitinga |
Zijn partij kiest begin oktober een nieuwe leider. | kiezen agent=Zijn partij patient=een nieuwe leider |
De Amerikaanse president Donald Trump ontsloeg de baas van het statistiekbureau. | ontslaan agent=De Amerikaanse president Donald Trump patient=de baas van het statistiekbureau |
Hij beschuldigde haar ervan de cijfers te hebben gemanipuleerd. | beschuldigen agent=Hij patient=haar ; manipuleren agent=haar patient=de cijfers |
Een man van 34 uit Almere is overleden nadat hij was neergestoken bij een café. | overlijden patient=Een man van 34 uit Almere ; neersteken patient=hij place=een café |
De dader is op de vlucht geslagen. | op de vlucht slaan agent=De dader |
Door een brand in een flat in Roosendaal moesten zestig bewoners hun huis uit. | brand place=een flat in Roosendaal |
De brandweer haalde drie mensen met een hoogwerker van het balkon. | halen agent=De brandweer patient=drie mensen |
De Nederlandse Bank waarschuwt dat huizenprijzen verder stijgen. | stijgen patient=huizenprijzen |
De Franse premier Bayrou heeft de vertrouwensstemming verloren. | verliezen agent=De Franse premier Bayrou patient=de vertrouwensstemming |
Het parlement stuurde zijn regering naar huis. | sturen agent=Het parlement patient=zijn regering |
Een rechter in New York heeft de zaak tegen de acteur verworpen. | verwerpen agent=Een rechter in New York patient=de zaak tegen de acteur |
De acteur werd ervan beschuldigd een cameravrouw te hebben doodgeschoten. | beschuldigen patient=De acteur ; doodschieten agent=De acteur patient=een cameravrouw |
Het Openbaar Ministerie gaat in beroep tegen de vrijspraak van de arts. | in beroep gaan agent=Het Openbaar Ministerie ; vrijspraak patient=de arts |
Twee agenten zijn mishandeld door een groep voetbalsupporters. | mishandelen patient=Twee agenten agent=een groep voetbalsupporters |
PSV haalt aanvaller Couhaib Driouech weg bij Excelsior. | weghalen agent=PSV patient=aanvaller Couhaib Driouech |
De Marokkaan tekent in Eindhoven voor vijf seizoenen. | tekenen agent=De Marokkaan place=Eindhoven |
Femke Bol heeft op de WK in Tokio goud gewonnen op de 400 meter horden. | winnen agent=Femke Bol patient=goud place=Tokio |
Een zware aardbeving heeft het oosten van Afghanistan getroffen. | treffen agent=Een zware aardbeving patient=het oosten van Afghanistan |
Daarbij zijn meer dan achthonderd mensen gedood en duizenden gewond geraakt. | doden patient=meer dan achthonderd mensen ; gewond raken patient=duizenden |
De Taliban vragen de internationale gemeenschap om hulp. | vragen agent=De Taliban recipient=de internationale gemeenschap patient=hulp |
Het Wereldvoedselprogramma stuurt tenten en voedsel naar het gebied. | sturen agent=Het Wereldvoedselprogramma patient=tenten patient=voedsel |
Google moet de Europese Unie een boete van 2,95 miljard euro betalen. | betalen agent=Google recipient=de Europese Unie patient=een boete van 2,95 miljard euro |
De Europese Commissie vindt dat het bedrijf concurrenten heeft benadeeld. | benadelen agent=het bedrijf patient=concurrenten |
Het techbedrijf vecht de boete aan bij de rechter. | aanvechten agent=Het techbedrijf patient=de boete |
De schrijver Arnon Grunberg heeft de P.C. Hooft-prijs gekregen. | krijgen recipient=De schrijver Arnon Grunberg patient=de P.C. Hooft-prijs |
Hij neemt de prijs in mei in ontvangst in Den Haag. | ontvangen recipient=Hij patient=de prijs place=Den Haag |
Er is een oplossing gevonden voor het conflict tussen de omroepen. | conflict participant=de omroepen |
Het kabinet wordt door de Kamer gedwongen om de maatregel terug te draaien. | dwingen patient=Het kabinet agent=de Kamer ; terugdraaien agent=Het kabinet patient=de maatregel |
Wandelaars troffen zondag in de duinen bij Wassenaar het lichaam van een vrouw aan. | aantreffen agent=Wandelaars patient=het lichaam van een vrouw place=de duinen bij Wassenaar place=Wassenaar |
Premier Modi bezocht voor het eerst in zeven jaar China. | bezoeken agent=Premier Modi patient=China |
De organisatie betaalt bezoekers hun geld terug. | terugbetalen agent=De organisatie patient=hun geld recipient=bezoekers |
Een Boeing van Ryanair maakte een noodlanding in Eindhoven. | noodlanding agent=Een Boeing van Ryanair place=Eindhoven |
De Spaanse regering trekt het wetsvoorstel over de huren in. | intrekken agent=De Spaanse regering patient=het wetsvoorstel |
Bij een steekpartij in een Duits dorp zijn drie mensen zwaargewond geraakt. | steekpartij place=een Duits dorp ; zwaargewond raken patient=drie mensen |
De verdachte, een 41-jarige Syriër, is door de politie overmeesterd. | overmeesteren patient=De verdachte, een 41-jarige Syriër agent=de politie |
Volkswagen schrapt 35.000 banen in Duitsland. | schrappen agent=Volkswagen patient=35.000 banen place=Duitsland |
Het bedrijf bereikte daarover een akkoord met de vakbond IG Metall. | akkoord participant=de vakbond IG Metall agent=Het bedrijf |
Feyenoord verloor woensdag in eigen huis met 1-2 van Fenerbahçe. | verliezen agent=Feyenoord participant=Fenerbahçe |
De Keniaanse Faith Kipyegon verbeterde het wereldrecord op de 1500 meter. | verbeteren agent=Faith Kipyegon patient=het wereldrecord op de 1500 meter |
Ze brak daarbij haar bovenarm. | breken agent=Ze patient=haar bovenarm |
Een Russische spion is door de AIVD ontmaskerd. | ontmaskeren patient=Een Russische spion agent=de AIVD |
De Duitse justitie vervolgt drie mannen wegens spionage voor China. | vervolgen agent=De Duitse justitie patient=drie mannen |
De Kamer nam een motie aan die het kabinet oproept om de leeftijdsgrens te verhogen. | aannemen agent=De Kamer patient=een motie ; verhogen patient=de leeftijdsgrens |
De Tweede Kamer heeft ingestemd met de asielwet van minister Faber. | instemmen agent=De Tweede Kamer patient=de asielwet van minister Faber |
Faber trad in juni af toen de PVV uit het kabinet stapte. | aftreden agent=Faber ; stappen agent=de PVV patient=het kabinet |
De brandweer redde twee honden uit een brandend huis in Sittard. | redden agent=De brandweer patient=twee honden |
In het huis werd het lichaam van een man gevonden. | vinden patient=het lichaam van een man place=het huis |
De man werd door zijn zoon om het leven gebracht. | om het leven brengen patient=De man agent=zijn zoon |
Het Israëlische leger heeft een ziekenhuis in Khan Younis gebombardeerd. | bombarderen agent=Het Israëlische leger patient=een ziekenhuis place=Khan Younis |
Daarbij kwamen volgens het ministerie van Volksgezondheid twintig mensen om, onder wie vijf journalisten. | omkomen patient=twintig mensen |
Hamas heeft drie gijzelaars vrijgelaten in ruil voor negentig gevangenen. | vrijlaten agent=Hamas patient=drie gijzelaars |
De Franse justitie laat de oud-president niet vrij. | vrijlaten agent=De Franse justitie patient=de oud-president |
Taxichauffeurs blokkeerden maandag de toegangswegen naar Schiphol. | blokkeren agent=Taxichauffeurs patient=de toegangswegen |
Zij protesteerden tegen de komst van goedkope concurrenten. | protesteren agent=Zij patient=de komst van goedkope concurrenten |
Duizenden reizigers strandden op de luchthaven. | stranden patient=Duizenden reizigers place=de luchthaven |
Het KNMI gaf code oranje af voor de kustprovincies. | afgeven agent=Het KNMI patient=code oranje |
De Finse band Nightwish treedt volgend jaar op in de Ziggo Dome. | optreden agent=De Finse band Nightwish place=de Ziggo Dome |
Beeldend kunstenaar Marlene Dumas verkocht een doek voor 13,6 miljoen dollar. | verkopen agent=Beeldend kunstenaar Marlene Dumas patient=een doek |
De directeur van het Stedelijk Museum, Rein Wolfs, neemt volgend jaar afscheid. | afscheid agent=De directeur van het Stedelijk Museum, Rein Wolfs |
Het bestuur van de school heeft aangifte gedaan tegen de leraar. | aangifte agent=Het bestuur van de school patient=de leraar |
De locaties gaan op 1 september dicht. | dichtgaan patient=De locaties |
De kunstenaar stelt zijn werk tentoon in Venetië. | tentoonstellen agent=De kunstenaar patient=zijn werk place=Venetië |
In Drenthe is een wolf doodgeschoten door een jager. | doodschieten patient=een wolf agent=een jager place=Drenthe |
De paus is maandag op 88-jarige leeftijd in Rome overleden. | overlijden patient=De paus place=Rome |
De kardinalen kiezen in mei zijn opvolger. | kiezen agent=De kardinalen patient=zijn opvolger |
Het Constitutioneel Hof vernietigde de verkiezing van Georgescu. | vernietigen agent=Het Constitutioneel Hof patient=de verkiezing van Georgescu ; verkiezing patient=Georgescu |
De Zweedse kustwacht doet onderzoek aan boord. | onderzoek agent=De Zweedse kustwacht |
Een voormalig medewerker diende een klacht in bij de toezichthouder. | indienen agent=Een voormalig medewerker patient=een klacht recipient=de toezichthouder |
De rechter gaf hem gelijk en kende hem een vergoeding van een ton toe. | toekennen agent=De rechter recipient=hem patient=een vergoeding van een ton |
De zoon van de oud-dictator kreeg dertig jaar cel opgelegd. | opleggen recipient=De zoon van de oud-dictator patient=dertig jaar cel |
In Georgië zijn opnieuw demonstranten gearresteerd bij protesten tegen de regering. | arresteren patient=demonstranten place=Georgië ; protest patient=de regering place=Georgië |
De oproerpolitie gebruikte waterkanonnen om de menigte uiteen te drijven. | uiteendrijven agent=De oproerpolitie patient=de menigte |
Rusland en Oekraïne wisselden driehonderd krijgsgevangenen uit. | uitwisselen agent=Rusland agent=Oekraïne patient=driehonderd krijgsgevangenen |
De ECB verlaagt de rente met een kwart procentpunt naar 2 procent. | verlagen agent=De ECB patient=de rente |
De Nederlandse economie groeide in het tweede kwartaal met 0,2 procent. | groeien patient=De Nederlandse economie |
Supermarktketen Jumbo verhuist zijn distributiecentrum van Veghel naar Nieuwegein. | verhuizen agent=Supermarktketen Jumbo patient=zijn distributiecentrum van Veghel place=Nieuwegein |
Volgens de bond verliezen daardoor vierhonderd mensen hun baan. | verliezen agent=vierhonderd mensen patient=hun baan |
De hockeysters hebben zich geplaatst voor de finale van het EK. | plaatsen agent=De hockeysters |
Ze versloegen Duitsland na strafballen. | verslaan agent=Ze patient=Duitsland |
Yibbi Jansen maakte beide doelpunten voor Oranje. | doelpunt agent=Yibbi Jansen |
Een Boliviaanse rechtbank heeft oud-president Morales bij verstek veroordeeld. | veroordelen agent=Een Boliviaanse rechtbank patient=oud-president Morales |
De Autoriteit Persoonsgegevens stelt een onderzoek in naar het datalek. | onderzoek agent=De Autoriteit Persoonsgegevens patient=het datalek |
De Britse zanger Liam Payne viel van het balkon van zijn hotel in Buenos Aires. | vallen patient=De Britse zanger Liam Payne |
Vijf mensen zijn aangeklaagd in verband met zijn dood. | aanklagen patient=Vijf mensen ; dood patient=zijn |
Staatsbosbeheer kapt duizend bomen in het Kuinderbos. | kappen agent=Staatsbosbeheer patient=duizend bomen place=het Kuinderbos |
Zes leerlingen van een school in Graz zijn doodgeschoten door een oud-leerling. | doodschieten patient=Zes leerlingen van een school in Graz agent=een oud-leerling |
De dader pleegde daarna zelfmoord. | zelfmoord plegen agent=De dader |
Trump dreigt Canada met heffingen | dreigen agent=Trump patient=Canada |
Nadat de onderhandelingen waren vastgelopen, legden de artsen het werk neer. | vastlopen patient=de onderhandelingen ; staken agent=de artsen |
De fabriek, die in 1911 werd gebouwd en in 2003 sloot, wordt verbouwd tot hotel. | bouwen patient=De fabriek ; sluiten patient=De fabriek ; verbouwen patient=De fabriek |
Door het besluit van de rechter mag de boer zijn stal niet uitbreiden. | besluit agent=de rechter ; uitbreiden agent=de boer patient=zijn stal |
De partij van Wilders wil de dividendbelasting afschaffen en de zorgpremie verlagen. | afschaffen agent=De partij van Wilders patient=de dividendbelasting ; verlagen agent=De partij van Wilders patient=de zorgpremie |
Het bedrijf werd overgenomen door een Chinese investeerder, die de naam veranderde. | overnemen patient=Het bedrijf agent=een Chinese investeerder ; veranderen agent=een Chinese investeerder patient=de naam |
De leraar werd op heterdaad betrapt toen hij geld uit de kluis pakte. | betrappen patient=De leraar ; pakken agent=hij patient=geld |
De hulporganisatie zegt dat er per dag honderden kinderen sterven van de honger. | sterven patient=honderden kinderen |
Het aantal inbraken is vorig jaar met een kwart gedaald. | dalen patient=Het aantal inbraken |
De helft van de leerlingen zakte voor het examen. | zakken patient=De helft van de leerlingen |
De aandeelhouders stemden in met de fusie tussen de twee banken. | instemmen agent=De aandeelhouders patient=de fusie tussen de twee banken ; fusie participant=de twee banken |
De bewoners zijn het zat en stappen naar de rechter. | naar rechter stappen agent=De bewoners |
Een Amerikaanse militair die naar Noord-Korea vluchtte, is teruggekeerd. | vluchten agent=Een Amerikaanse militair place=Noord-Korea ; terugkeren agent=Een Amerikaanse militair |
De twee werden later in België opgepakt en aan Nederland overgedragen. | oppakken patient=De twee place=België ; overdragen patient=De twee recipient=Nederland |
De Zweedse Academie kende de prijs toe aan de Koreaanse schrijfster Han Kang. | toekennen agent=De Zweedse Academie patient=de prijs recipient=de Koreaanse schrijfster Han Kang |
De Nederlandse handbalsters zijn uitgeschakeld door Noorwegen. | uitschakelen patient=De Nederlandse handbalsters agent=Noorwegen |
De ploeg van bondscoach Per Johansson speelt nu tegen Polen om de vijfde plaats. | spelen agent=De ploeg van bondscoach Per Johansson participant=Polen |
Het ministerie heeft de export van de machines naar China stilgelegd. | export patient=de machines naar China ; stilleggen agent=Het ministerie patient=de export van de machines naar China |
China reageerde woedend en riep zijn ambassadeur terug. | reageren agent=China ; terugroepen agent=China patient=zijn ambassadeur |
De dierenambulance ving het dier op. | opvangen agent=De dierenambulance patient=het dier |
Prorail sluit de spoorlijn tussen Zwolle en Meppel twee weken af. | afsluiten agent=Prorail patient=de spoorlijn tussen Zwolle en Meppel |
Reizigers worden met bussen vervoerd. | vervoeren patient=Reizigers |
De Chinese autofabrikant BYD gaat een fabriek bouwen in Hongarije. | bouwen agent=De Chinese autofabrikant BYD patient=een fabriek place=Hongarije |
De Tsjechische president Pavel benoemde Babiš tot premier. | benoemen agent=De Tsjechische president Pavel patient=Babiš |
De ontvoering van de toeristen door Al-Shabaab duurde elf dagen. | ontvoering patient=de toeristen agent=Al-Shabaab |
De invoering van het nieuwe pensioenstelsel is opnieuw uitgesteld. | invoering patient=het nieuwe pensioenstelsel ; uitstellen patient=De invoering van het nieuwe pensioenstelsel |
Bij de voetbalclub is een conflict ontstaan tussen de trainer en de spelersgroep. | conflict participant=de trainer participant=de spelersgroep |
Zwitserland wijst een verzoek van Moskou om uitlevering af. | afwijzen agent=Zwitserland patient=een verzoek van Moskou |
Op Schiphol is een passagier aangehouden met zes kilo goud in zijn koffer. | aanhouden patient=een passagier place=Schiphol |
Hij wordt vervolgd voor witwassen. | vervolgen patient=Hij |
De weduwe van de schilder schonk zijn atelier aan de gemeente Bergen. | schenken agent=De weduwe van de schilder patient=zijn atelier recipient=de gemeente Bergen |
Een Limburgse kweker verkocht een zeldzame tulpenbol voor 40.000 euro aan een verzamelaar uit Japan. | verkopen agent=Een Limburgse kweker patient=een zeldzame tulpenbol voor 40.000 euro recipient=een verzamelaar uit Japan |
De kerncentrale in Borssele wordt verkocht aan de staat. | verkopen patient=De kerncentrale in Borssele recipient=de staat |
Door toedoen van de eigenaar ging het café failliet. | failliet gaan patient=het café |
Het failliete café is overgenomen door twee oud-medewerkers. | overnemen patient=Het failliete café agent=twee oud-medewerkers |
De Tilburgse wethouder Esmah Lahlah wordt staatssecretaris van Sociale Zaken. | benoeming patient=De Tilburgse wethouder Esmah Lahlah |
"""


@pytest.mark.parametrize("row", ROWS.strip().splitlines(), ids=lambda row: row.partition(" |")[0][:60])
def test_more_events(row: str) -> None:
    assert faults(row) == []


def test_a_name_before_its_verb_acts_and_a_ball_is_shot_at_nobody() -> None:
    found = kg.convert("Terlingen stuurt de Kamer volgende week een brief.", published="2026-05-07", language="nl", settings=SETTINGS).extraction
    (event,) = found.events
    words = {p.role.value: "Terlingen stuurt de Kamer volgende week een brief."[p.phrase.span.start : p.phrase.span.end] for p in event.participants}
    assert words["agent"] == "Terlingen"
    assert "Kamer" in words["recipient"]
    types = {
        text: {e.type for e in kg.convert(text, published="2026-05-07", language="nl", settings=SETTINGS).extraction.events}
        for text in ("De spits schoot een vrije trap in de kruising.", "De man schoot een agent in het been.")
    }
    assert [kind == {"assault"} for kind in types.values()] == [False, True]
