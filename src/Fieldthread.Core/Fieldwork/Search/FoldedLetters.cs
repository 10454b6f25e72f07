using System.Collections.Frozen;
using System.Text;

namespace Fieldthread.Core.Fieldwork.Search;

/// <summary>Small letters to letters without diacritics: compatibility decomposition of Unicode 15, marks left off, for Latin, Greek and Cyrillic.</summary>
/// <remarks>Written out, because the program runs without the culture data that <c>string.Normalize</c> needs and must fold alike everywhere.</remarks>
internal static class FoldedLetters
{
    // Letter and folded letter by turns.
    private const string Pairs =
        "ªa²2³3µμ¹1ºoàaáaâaãaäaåaçcèeéeêeëeìiíiîiïiðdñnòoóoôoõoöoøoùuúuûuüuýyÿyāaăaąaćcĉcċcčcďdđdēeĕeėeęeěeĝg" +
        "ğgġgģgĥhħhĩiīiĭiįiıiĵjķkĸkĺlļlľlłlńnņnňnŋnōoŏoőoŕrŗrřrśsŝsşsšsţtťtŧtũuūuŭuůuűuųuŵwŷyźzżzžzſsơoưuǎaǐi" +
        "ǒoǔuǖuǘuǚuǜuǟaǡaǧgǩkǫoǭoǯʒǰjǵgǹnǻaǿoȁaȃaȅeȇeȉiȋiȍoȏoȑrȓrȕuȗușsțtȟhȧaȩeȫoȭoȯoȱoȳyʹʹΐιάαέεήηίιΰυςσϊιϋυ" +
        "όούυώωϐβϑθϒυϓυϔυϕφϖπϰκϱρϲσϵεйиѐеёеѓгїіќкѝиўуѷѵӂжӑаӓаӗеӛәӝжӟзӣиӥиӧоӫөӭэӯуӱуӳуӵчӹыḁaḃbḅbḇbḉcḋdḍdḏdḑdḓd" +
        "ḕeḗeḙeḛeḝeḟfḡgḣhḥhḧhḩhḫhḭiḯiḱkḳkḵkḷlḹlḻlḽlḿmṁmṃmṅnṇnṉnṋnṍoṏoṑoṓoṕpṗpṙrṛrṝrṟrṡsṣsṥsṧsṩsṫtṭtṯtṱtṳuṵuṷu" +
        "ṹuṻuṽvṿvẁwẃwẅwẇwẉwẋxẍxẏyẑzẓzẕzẖhẗtẘwẙyẛsạaảaấaầaẩaẫaậaắaằaẳaẵaặaẹeẻeẽeếeềeểeễeệeỉiịiọoỏoốoồoổoỗoộoớo" +
        "ờoởoỡoợoụuủuứuừuửuữuựuỳyỵyỷyỹyἀαἁαἂαἃαἄαἅαἆαἇαἐεἑεἒεἓεἔεἕεἠηἡηἢηἣηἤηἥηἦηἧηἰιἱιἲιἳιἴιἵιἶιἷιὀοὁοὂοὃοὄο" +
        "ὅοὐυὑυὒυὓυὔυὕυὖυὗυὠωὡωὢωὣωὤωὥωὦωὧωὰαάαὲεέεὴηήηὶιίιὸοόοὺυύυὼωώωᾀαᾁαᾂαᾃαᾄαᾅαᾆαᾇαᾐηᾑηᾒηᾓηᾔηᾕηᾖηᾗηᾠωᾡωᾢω" +
        "ᾣωᾤωᾥωᾦωᾧωᾰαᾱαᾲαᾳαᾴαᾶαᾷαιιῂηῃηῄηῆηῇηῐιῑιῒιΐιῖιῗιῠυῡυῢυΰυῤρῥρῦυῧυῲωῳωῴωῶωῷω⁰0ⁱi⁴4⁵5⁶6⁷7⁸8⁹9ⁿn₀0₁1₂2₃3" +
        "₄4₅5₆6₇7₈8₉9ₐaₑeₒoₓxₔəₕhₖkₗlₘmₙnₚpₛsₜt０0１1２2３3４4５5６6７7８8９9ａaｂbｃcｄdｅeｆfｇgｈhｉiｊjｋkｌlｍmｎnｏoｐpｑqｒrｓsｔtｕu" +
        "ｖvｗwｘxｙyｚz";

    private static readonly FrozenDictionary<int, string> Table = Build();

    /// <summary>Adds a letter or digit in small, folded form.</summary>
    internal static void Append(Rune rune, StringBuilder term)
    {
        var small = Rune.ToLowerInvariant(rune);
        if (small.Value < 0x80)
        {
            term.Append((char)small.Value);
        }
        else if (Table.TryGetValue(small.Value, out var folded))
        {
            term.Append(folded);
        }
        else
        {
            term.Append(small.ToString());
        }
    }

    private static FrozenDictionary<int, string> Build()
    {
        var table = new Dictionary<int, string>
        {
            ['ß'] = "ss",
            ['æ'] = "ae",
            ['þ'] = "th",
            ['ĳ'] = "ij",
            ['ŉ'] = "n",
            ['œ'] = "oe",
            ['ǆ'] = "dz",
            ['ǉ'] = "lj",
            ['ǌ'] = "nj",
            ['ǣ'] = "ae",
            ['ǳ'] = "dz",
            ['ǽ'] = "ae",
            ['ẚ'] = "a",
            ['ﬀ'] = "ff",
            ['ﬁ'] = "fi",
            ['ﬂ'] = "fl",
            ['ﬃ'] = "ffi",
            ['ﬄ'] = "ffl",
            ['ﬅ'] = "st",
            ['ﬆ'] = "st",
        };
        for (var k = 0; k < Pairs.Length; k += 2)
        {
            table[Pairs[k]] = Pairs[k + 1].ToString();
        }

        return table.ToFrozenDictionary();
    }
}
