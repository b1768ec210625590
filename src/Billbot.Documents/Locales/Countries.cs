using System.Collections.Frozen;

namespace Billbot.Documents.Locales;

/// <summary>Names of countries as addresses print them: in the document's language where it is listed, else in English. The operating system's names are not asked: they change.</summary>
internal static class Countries
{
    private const string Listed =
        "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK TR UA US CA MX BR AU NZ JP CN IN ZA";

    private static readonly FrozenDictionary<string, string> English = Split("""
        AD Andorra|AE United Arab Emirates|AF Afghanistan|AG Antigua and Barbuda|AI Anguilla|AL Albania|AM Armenia|AO Angola|AQ Antarctica|AR Argentina|
        AS American Samoa|AT Austria|AU Australia|AW Aruba|AX Åland Islands|AZ Azerbaijan|BA Bosnia and Herzegovina|BB Barbados|BD Bangladesh|BE Belgium|
        BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BL Saint Barthélemy|BM Bermuda|BN Brunei|BO Bolivia|BQ Caribbean Netherlands|BR Brazil|
        BS Bahamas|BT Bhutan|BV Bouvet Island|BW Botswana|BY Belarus|BZ Belize|CA Canada|CC Cocos Islands|CD DR Congo|CF Central African Republic|CG Congo|
        CH Switzerland|CI Côte d’Ivoire|CK Cook Islands|CL Chile|CM Cameroon|CN China|CO Colombia|CR Costa Rica|CU Cuba|CV Cabo Verde|CW Curaçao|
        CX Christmas Island|CY Cyprus|CZ Czechia|DE Germany|DJ Djibouti|DK Denmark|DM Dominica|DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|
        EG Egypt|EH Western Sahara|ER Eritrea|ES Spain|ET Ethiopia|FI Finland|FJ Fiji|FK Falkland Islands|FM Micronesia|FO Faroe Islands|FR France|GA Gabon|
        GB United Kingdom|GD Grenada|GE Georgia|GF French Guiana|GG Guernsey|GH Ghana|GI Gibraltar|GL Greenland|GM Gambia|GN Guinea|GP Guadeloupe|
        GQ Equatorial Guinea|GR Greece|GS South Georgia|GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana|HK Hong Kong|HM Heard and McDonald Islands|
        HN Honduras|HR Croatia|HT Haiti|HU Hungary|ID Indonesia|IE Ireland|IL Israel|IM Isle of Man|IN India|IO British Indian Ocean Territory|IQ Iraq|
        IR Iran|IS Iceland|IT Italy|JE Jersey|JM Jamaica|JO Jordan|JP Japan|KE Kenya|KG Kyrgyzstan|KH Cambodia|KI Kiribati|KM Comoros|
        KN Saint Kitts and Nevis|KP North Korea|KR South Korea|KW Kuwait|KY Cayman Islands|KZ Kazakhstan|LA Laos|LB Lebanon|LC Saint Lucia|LI Liechtenstein|
        LK Sri Lanka|LR Liberia|LS Lesotho|LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco|MC Monaco|MD Moldova|ME Montenegro|MF Saint Martin|
        MG Madagascar|MH Marshall Islands|MK North Macedonia|ML Mali|MM Myanmar|MN Mongolia|MO Macao|MP Northern Mariana Islands|MQ Martinique|MR Mauritania|
        MS Montserrat|MT Malta|MU Mauritius|MV Maldives|MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia|NC New Caledonia|NE Niger|NF Norfolk Island|
        NG Nigeria|NI Nicaragua|NL Netherlands|NO Norway|NP Nepal|NR Nauru|NU Niue|NZ New Zealand|OM Oman|PA Panama|PE Peru|PF French Polynesia|
        PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland|PM Saint Pierre and Miquelon|PN Pitcairn Islands|PR Puerto Rico|PS Palestine|PT Portugal|
        PW Palau|PY Paraguay|QA Qatar|RE Réunion|RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SB Solomon Islands|SC Seychelles|SD Sudan|SE Sweden|
        SG Singapore|SH Saint Helena|SI Slovenia|SJ Svalbard and Jan Mayen|SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname|
        SS South Sudan|ST São Tomé and Príncipe|SV El Salvador|SX Sint Maarten|SY Syria|SZ Eswatini|TC Turks and Caicos Islands|TD Chad|
        TF French Southern Territories|TG Togo|TH Thailand|TJ Tajikistan|TK Tokelau|TL Timor-Leste|TM Turkmenistan|TN Tunisia|TO Tonga|TR Türkiye|
        TT Trinidad and Tobago|TV Tuvalu|TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda|UM US Outlying Islands|US United States|UY Uruguay|UZ Uzbekistan|
        VA Vatican City|VC Saint Vincent and the Grenadines|VE Venezuela|VG British Virgin Islands|VI US Virgin Islands|VN Vietnam|VU Vanuatu|
        WF Wallis and Futuna|WS Samoa|YE Yemen|YT Mayotte|ZA South Africa|ZM Zambia|ZW Zimbabwe
        """).ToFrozenDictionary(row => row[..2], row => row[3..], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> German = InOrder("""
        Österreich|Belgien|Bulgarien|Schweiz|Zypern|Tschechien|Deutschland|Dänemark|Estland|Spanien|Finnland|Frankreich|Vereinigtes Königreich|Griechenland|
        Kroatien|Ungarn|Irland|Island|Italien|Liechtenstein|Litauen|Luxemburg|Lettland|Malta|Niederlande|Norwegen|Polen|Portugal|Rumänien|Schweden|Slowenien|
        Slowakei|Türkei|Ukraine|Vereinigte Staaten|Kanada|Mexiko|Brasilien|Australien|Neuseeland|Japan|China|Indien|Südafrika
        """);

    private static readonly FrozenDictionary<string, string> French = InOrder("""
        Autriche|Belgique|Bulgarie|Suisse|Chypre|Tchéquie|Allemagne|Danemark|Estonie|Espagne|Finlande|France|Royaume-Uni|Grèce|Croatie|Hongrie|Irlande|
        Islande|Italie|Liechtenstein|Lituanie|Luxembourg|Lettonie|Malte|Pays-Bas|Norvège|Pologne|Portugal|Roumanie|Suède|Slovénie|Slovaquie|Turquie|Ukraine|
        États-Unis|Canada|Mexique|Brésil|Australie|Nouvelle-Zélande|Japon|Chine|Inde|Afrique du Sud
        """);

    private static readonly FrozenDictionary<string, string> Spanish = InOrder("""
        Austria|Bélgica|Bulgaria|Suiza|Chipre|Chequia|Alemania|Dinamarca|Estonia|España|Finlandia|Francia|Reino Unido|Grecia|Croacia|Hungría|Irlanda|Islandia|
        Italia|Liechtenstein|Lituania|Luxemburgo|Letonia|Malta|Países Bajos|Noruega|Polonia|Portugal|Rumanía|Suecia|Eslovenia|Eslovaquia|Turquía|Ucrania|
        Estados Unidos|Canadá|México|Brasil|Australia|Nueva Zelanda|Japón|China|India|Sudáfrica
        """);

    private static readonly FrozenDictionary<string, string> Italian = InOrder("""
        Austria|Belgio|Bulgaria|Svizzera|Cipro|Cechia|Germania|Danimarca|Estonia|Spagna|Finlandia|Francia|Regno Unito|Grecia|Croazia|Ungheria|Irlanda|Islanda|
        Italia|Liechtenstein|Lituania|Lussemburgo|Lettonia|Malta|Paesi Bassi|Norvegia|Polonia|Portogallo|Romania|Svezia|Slovenia|Slovacchia|Turchia|Ucraina|
        Stati Uniti|Canada|Messico|Brasile|Australia|Nuova Zelanda|Giappone|Cina|India|Sudafrica
        """);

    private static readonly FrozenDictionary<string, string> Dutch = InOrder("""
        Oostenrijk|België|Bulgarije|Zwitserland|Cyprus|Tsjechië|Duitsland|Denemarken|Estland|Spanje|Finland|Frankrijk|Verenigd Koninkrijk|Griekenland|Kroatië|
        Hongarije|Ierland|IJsland|Italië|Liechtenstein|Litouwen|Luxemburg|Letland|Malta|Nederland|Noorwegen|Polen|Portugal|Roemenië|Zweden|Slovenië|Slowakije|
        Turkije|Oekraïne|Verenigde Staten|Canada|Mexico|Brazilië|Australië|Nieuw-Zeeland|Japan|China|India|Zuid-Afrika
        """);

    private static readonly FrozenDictionary<string, string> Polish = InOrder("""
        Austria|Belgia|Bułgaria|Szwajcaria|Cypr|Czechy|Niemcy|Dania|Estonia|Hiszpania|Finlandia|Francja|Wielka Brytania|Grecja|Chorwacja|Węgry|Irlandia|
        Islandia|Włochy|Liechtenstein|Litwa|Luksemburg|Łotwa|Malta|Holandia|Norwegia|Polska|Portugalia|Rumunia|Szwecja|Słowenia|Słowacja|Turcja|Ukraina|
        Stany Zjednoczone|Kanada|Meksyk|Brazylia|Australia|Nowa Zelandia|Japonia|Chiny|Indie|Republika Południowej Afryki
        """);

    private static readonly FrozenDictionary<string, string> Portuguese = InOrder("""
        Áustria|Bélgica|Bulgária|Suíça|Chipre|Chéquia|Alemanha|Dinamarca|Estónia|Espanha|Finlândia|França|Reino Unido|Grécia|Croácia|Hungria|Irlanda|Islândia|
        Itália|Listenstaine|Lituânia|Luxemburgo|Letónia|Malta|Países Baixos|Noruega|Polónia|Portugal|Roménia|Suécia|Eslovénia|Eslováquia|Turquia|Ucrânia|
        Estados Unidos|Canadá|México|Brasil|Austrália|Nova Zelândia|Japão|China|Índia|África do Sul
        """);

    /// <summary>The name of an ISO 3166-1 code in the language of <paramref name="tag"/>; the code itself where it is unknown.</summary>
    public static string NameOf(string code, string tag)
    {
        var names = tag[..2] switch
        {
            "de" => German,
            "fr" => French,
            "es" => Spanish,
            "it" => Italian,
            "nl" => Dutch,
            "pl" => Polish,
            "pt" => Portuguese,
            _ => English,
        };
        return names.TryGetValue(code, out var name) || English.TryGetValue(code, out name) ? name : code;
    }

    private static FrozenDictionary<string, string> InOrder(string names) =>
        Listed.Split(' ').Zip(Split(names)).ToFrozenDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);

    // A line of the tables above ends in a bar or at the end.
    private static string[] Split(string rows) => rows.Replace("\n", "", StringComparison.Ordinal).Split('|');
}
