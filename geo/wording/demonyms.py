"""The adjectives of countries: "Belarusian", "Ukrainian", "белорусско-", "polski"."""

from __future__ import annotations

from mustermap.geo.wording.name_key import fold

# English, by code; general knowledge, in the spellings of dictionaries.
_ENGLISH = (
    "AD Andorran|AE Emirati|AF Afghan|AL Albanian|AM Armenian|AO Angolan|AR Argentine,Argentinian|AT Austrian"
    "|AU Australian|AZ Azerbaijani,Azeri|BA Bosnian|BD Bangladeshi|BE Belgian|BF Burkinabe|BG Bulgarian|BH Bahraini"
    "|BI Burundian|BJ Beninese|BN Bruneian|BO Bolivian|BR Brazilian|BT Bhutanese|BW Botswanan"
    "|BY Belarusian,Belarussian,Byelorussian,Belorussian|BZ Belizean|CA Canadian|CD Congolese|CF Central African"
    "|CH Swiss"
    "|CI Ivorian|CL Chilean|CM Cameroonian|CN Chinese|CO Colombian|CR Costa Rican|CU Cuban|CY Cypriot|CZ Czech"
    "|DE German"
    "|DJ Djiboutian|DK Danish|DO Dominican|DZ Algerian|EC Ecuadorian,Ecuadorean|EE Estonian|EG Egyptian|ER Eritrean"
    "|ES Spanish|ET Ethiopian|FI Finnish|FJ Fijian|FR French|GA Gabonese|GB British|GE Georgian|GH Ghanaian|GM Gambian"
    "|GN Guinean|GR Greek|GT Guatemalan|GY Guyanese|HN Honduran|HR Croatian|HT Haitian|HU Hungarian|ID Indonesian"
    "|IE Irish|IL Israeli|IN Indian|IQ Iraqi|IR Iranian|IS Icelandic|IT Italian|JM Jamaican|JO Jordanian|JP Japanese"
    "|KE Kenyan|KG Kyrgyz|KH Cambodian|KP North Korean|KR South Korean|KW Kuwaiti|KZ Kazakh,Kazakhstani|LA Laotian,Lao"
    "|LB Lebanese|LK Sri Lankan|LR Liberian|LT Lithuanian|LU Luxembourgish|LV Latvian|LY Libyan|MA Moroccan"
    "|MC Monegasque"
    "|MD Moldovan|ME Montenegrin|MG Malagasy|MK Macedonian,North Macedonian|ML Malian|MM Burmese,Myanmar|MN Mongolian"
    "|MR Mauritanian|MT Maltese|MU Mauritian|MV Maldivian|MW Malawian|MX Mexican|MY Malaysian|MZ Mozambican|NA Namibian"
    "|NE Nigerien|NG Nigerian|NI Nicaraguan|NL Dutch|NO Norwegian|NP Nepali,Nepalese|NZ New Zealand|OM Omani"
    "|PA Panamanian|PE Peruvian|PG Papuan|PH Philippine,Filipino|PK Pakistani|PL Polish|PS Palestinian|PT Portuguese"
    "|PY Paraguayan|QA Qatari|RO Romanian|RS Serbian|RU Russian|RW Rwandan|SA Saudi,Saudi Arabian|SD Sudanese"
    "|SE Swedish"
    "|SG Singaporean|SI Slovenian,Slovene|SK Slovak|SL Sierra Leonean|SN Senegalese|SO Somali|SR Surinamese"
    "|SS South Sudanese|SV Salvadoran|SY Syrian|TD Chadian|TG Togolese|TH Thai|TJ Tajik|TL Timorese|TM Turkmen"
    "|TN Tunisian|TR Turkish|TW Taiwanese|TZ Tanzanian|UA Ukrainian|UG Ugandan|US American|UY Uruguayan|UZ Uzbek"
    "|VE Venezuelan|VN Vietnamese|XK Kosovar|YE Yemeni|ZA South African|ZM Zambian|ZW Zimbabwean"
)
# Stems in Russian, Ukrainian, Belarusian and Polish, for the countries that the region's reports name.
_STEMS = (
    "BY белорусск,білорусськ,беларуск,bialorusk|UA украинск,українськ,украінск,ukrainsk|RU российск,русск,російськ"
    ",расійск,расейск,rosyjsk|PL польск,польськ,polsk|LT литовск,литовськ,літоўск,litewsk"
    "|LV латвийск,латвійськ,латвійск"
    ",lotewsk|EE эстонск,естонськ,эстонск,estonsk|MD молдавск,молдовск,молдовськ,малдаўск,moldawsk|RO румынск,румунськ"
    ",румынск,rumunsk|SK словацк,словацьк,славацк,slowack|HU венгерск,угорськ,венгерск,wegiersk|GE грузинск,грузинськ"
    ",грузінск,gruzinsk|FI финск,финляндск,фінськ,фінск,finsk|KZ казахстанск,казахск,казахстанськ,kazachsk|DE немецк"
    ",германск,німецьк,нямецк,niemieck|TR турецк,турецьк,tureck|SY сирийск,сірійськ,сірыйск,syryjsk"
    "|IR иранск,іранськ,іранск,iransk|IQ иракск,іракськ,iracki"
    "|IL израильск,ізраїльськ|AZ азербайджанск,азербайджанськ|AM армянск,вірменськ,армянск"
    "|CN китайск,китайськ,кітайск,chinsk"
)
_CASES = "о|ий|ый|ая|ое|ой|ом|ого|ому|ую|им|ым|их|ых|ими|ыми|а|е|у|ою|і|аго|аму|ай|ія|iego|iej|ie|im|i|a|o"
_ENDINGS = frozenset(_CASES.split("|"))


def _read_english() -> dict[str, str]:
    found = {}
    for row in _ENGLISH.split("|"):
        code, words = row.split(" ", 1)
        found.update({fold(word): code for word in words.split(",")})
    return found


def _read_stems() -> dict[str, str]:
    return {stem: row[:2] for row in _STEMS.split("|") for stem in row[3:].split(",")}


_CODE_BY_ADJECTIVE = _read_english()
_CODE_BY_STEM = _read_stems()
LONGEST_ADJECTIVE = 2  # words


def country_of_adjective(name: str) -> str | None:
    """Return the code of the country whose adjective a folded name is; None if it is none.

    Examples
    --------
    >>> country_of_adjective("belarusian"), country_of_adjective("белорусско"), country_of_adjective("minsk")
    ('BY', 'BY', None)
    """
    code = _CODE_BY_ADJECTIVE.get(name)
    if code is not None or " " in name:
        return code
    return next(
        (code for cut in (1, 2, 3, 4) if (code := _CODE_BY_STEM.get(name[:-cut])) and name[-cut:] in _ENDINGS), None
    )
