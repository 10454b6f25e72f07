using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Testing;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Rooms;

/// <summary>The same query finds the same passages on both databases, and those that the plain matcher finds in memory.</summary>
public sealed class SearchParityTests
{
    /// <summary>A paragraph each; its number is its line here, from 1.</summary>
    private static readonly string[] Passages =
    [
        "The budget cuts came first, and the merger came later.",
        "Cuts to the budget were never put to members.",
        "We don’t know what the patient's group wanted; the patients’ forum did not meet.",
        "We dont know either. It’s not ours.",
        "A naïve café owner, Zoë Ångström, spoke of the façade and of Straße and Ærø.",
        "A naive cafe owner spoke of the facade and of the strasse.",
        "It cost £60bn in 2012-13, or 1e5 a head, up 3.5% on 2011/12.",
        "It cost 60 bn in 2012 and 13 more later; v1.2.3 of the plan said 1,000,000.",
        "Москва решает, а мы слушаем. Ёлка и всё.",
        "москва Решает иначе; елка и все.",
        "Commissioning, commissioner and commissioned are three words, commission a fourth.",
        "A well-known chair said: e-mail me at chair@example.org, or see www.example.org/plan?x=1.",
        "OR and AND and NOT are words too, and near is one.",
        "x² and ½ and Ⅷ and 5ª and 10⁶ stand here.",
        "Ελλάδα και ελλαδα, 한국어 시험, 中文 测试, עברית.",
        "a b a b c a",
        "It’s ‘quoted’ “so” and O'Brien's o’clock; rock 'n' roll.",
        "snake_case, C#, C++, 3D, H2O, 24/7, A&E, R&D, 0x1F, 1E5x, 5e, e5, 007, -12, +44 20.",
        "🙂 smile 👩‍⚕️ doctor 🇬🇧 flag",
        "https://example.org/a/b.html?c=d&e=f#g user@host.co.uk /etc/passwd C:\\temp 192.168.0.1 2021-06-14T10:30:00Z",
        "the-long-road to no-where; co-operate, re-elect; mid-2012; pre-1990s; 1990s; '90s",
    ];

    public static TheoryData<string, int[]> Table { get; } = new()
    {
        { "budget", [1, 2] }, { "budget cuts", [1, 2] }, { "\"budget cuts\"", [1] }, { "“cuts to the budget”", [2] }, { "merger OR members", [1, 2] }, { "budget -merger", [2] },
        { "budget -\"never put\"", [1] }, { "(merger OR members) came", [1] }, { "BUDGET", [1, 2] },
        { "don't", [3, 4] }, { "dont", [3, 4] }, { "don’t", [3, 4] }, { "patient", [] }, { "patients", [3] }, { "patient's", [3] }, { "it's", [4, 17] }, { "obriens", [17] }, { "\"o'clock rock\"", [17] },
        { "naïve", [5, 6] }, { "NAIVE cafe", [5, 6] }, { "strasse", [5, 6] }, { "Straße", [5, 6] }, { "angstrom", [5] }, { "aero", [5] }, { "facade", [5, 6] },
        { "60bn", [7] }, { "\"60 bn\"", [8] }, { "1e5", [7] }, { "1E5*", [7, 18] }, { "2012-13", [7] }, { "\"2012 13\"", [7] }, { "2012 13", [7, 8] }, { "3.5", [7] }, { "2011/12", [7] }, { "1,000,000", [8] }, { "v1.2.3", [8] },
        { "москва", [9, 10] }, { "елка", [9, 10] }, { "Ёлка", [9, 10] }, { "\"москва решает\"", [9, 10] }, { "реша*", [9, 10] },
        { "commission", [11] }, { "commission*", [11] }, { "commissione*", [11] }, { "commissioni*", [11] }, { "\"commissioning commiss*", [] },
        { "well-known", [12] }, { "known-well", [] }, { "e-mail", [12] }, { "example.org", [12, 20] }, { "chair@example.org", [12] }, { "\"or and\"", [13] }, { "and", [1, 5, 6, 8, 11, 13, 14, 17] }, { "near", [13] }, { "not", [3, 4, 13] },
        { "x2", [14] }, { "½", [14] }, { "5a", [14] }, { "106", [14] }, { "ελλαδα", [15] }, { "ΕΛΛΆΔΑ", [15] }, { "한국어", [15] }, { "中文", [15] }, { "עברית", [15] },
        { "\"a b a\"", [16] }, { "\"b c a\"", [16] }, { "\"a a\"", [] }, { "\"c b\"", [] }, { "quoted", [17] },
        { "0x1f", [18] }, { "h2o", [18] }, { "3d", [18] }, { "24/7", [18] }, { "A&E", [18] }, { "007", [18] }, { "5e", [18] }, { "e5", [18] }, { "1e5x", [18] }, { "\"44 20\"", [18] }, { "snake_case", [18] },
        { "smile", [19] }, { "doctor flag", [19] }, { "192.168.0.1", [20] }, { "/etc/passwd", [20] }, { "2021-06-14t10", [20] }, { "\"14t10 30 00z\"", [20] }, { "user@host.co.uk", [20] }, { "html", [20] },
        { "*merg*", [1] }, { "m?rger", [1] }, { "m??ger", [1] }, { "*UDGET", [1, 2] }, { "comm*ed", [11] }, { "comm*ion", [11] }, { "*ommissio*", [11] }, { "na?ve", [5, 6] }, { "*ngstr*", [5] }, { "*ешает", [9, 10] }, { "м?сква", [9, 10] }, { "c?fe OR *crossing", [5, 6] },
        { "*merg* -*utter*", [1] }, { "budget -*erge*", [2] }, { "budget -m?rger", [2] }, { "(m?rger OR *embers) came", [1] }, { "*zzz*", [] }, { "merger?", [1] }, { "?merger", [] }, { "*a", [] }, { "?*", [] }, { "a*-b", [] }, { "x=1?y=2", [] }, { "*", [] },
        { "budget NEAR/0 cuts", [1] }, { "cuts NEAR/1 budget", [1] }, { "budget NEAR/2 cuts", [1, 2] }, { "budget NEAR cuts", [1, 2] }, { "budget NEAR/3 merger", [] }, { "budget NEAR/4 merger", [] }, { "budget NEAR/5 merger", [1] }, { "\"budget cuts\" NEAR/3 merger", [] }, { "\"budget cuts\" NEAR/4 merger", [1] }, { "cut* NEAR/2 budg*", [1, 2] }, { "m?rger NEAR/1 later", [1] },
        { "budget NEAR/0 cuts NEAR/0 came", [1] }, { "budget NEAR/0 cuts NEAR/0 merger", [] }, { "budget -(cuts NEAR/0 came)", [2] }, { "a NEAR/0 a", [] }, { "a NEAR/1 a", [16] }, { "NEAR", [13] }, { "near NEAR/1 one", [13] }, { "(a b) NEAR c", [] }, { "a NEAR/x b", [] }, { "a NEAR/501 b", [] }, { "a NEAR", [] },
        { "/[Mm]erger/", [1] }, { "/MERGER/i", [1] }, { "/MERGER/", [] }, { "/\\d{2}-\\d{2}/", [7, 20] }, { "/(?<!x)a/", [] }, { "/(/", [] }, { "/a{40}b{11}/", [] }, { "/a{1,51}/", [] }, { "/(a)\\1/", [] }, { "/🙂/", [19] }, { "/^It/", [7, 8, 17] }, { "/etc/passwd", [20] },
        { "mid-2012", [21] }, { "1990s", [21] }, { "90s", [21] }, { "co-operate", [21] },
    };

    [Theory]
    [OnBoth]
    public async Task Both_databases_find_what_the_table_says(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.SourceAsync("Texts", string.Join("\n\n", Passages));
        var terms = Passages.Select(SearchTerms.Of).ToList();
        var wrong = new List<string>();
        foreach (var row in Table)
        {
            var (words, expected) = ((string)row[0], (int[])row[1]);
            if (SearchPattern.Is(words))
            {
                var matched1 = SearchPattern.TryParse(words, TimeSpan.FromSeconds(5), out var pattern, out _) ? Enumerable.Range(1, Passages.Length).Where(i => pattern.In(Passages[i - 1], 1).Count > 0).ToArray() : null;
                if (matched1 is null)
                {
                    Assert.Empty(expected);
                    await scene.RefusesAsync("bad-search", new Search(words));
                }
                else if (!expected.SequenceEqual(matched1) || !expected.SequenceEqual((await scene.Ask(new Search(words, Take: 200))).Hits.Select(h => h.Ordinal)))
                {
                    wrong.Add($"{words}: expected {string.Join(',', expected)}; in memory {string.Join(',', matched1)}");
                }

                continue;
            }

            if (!SearchQuery.TryParse(words, out var query, out _))
            {
                Assert.Empty(expected);
                await scene.RefusesAsync("bad-search", new Search(words));
                continue;
            }

            var found = (await scene.Ask(new Search(words, Take: 200))).Hits.Select(h => h.Ordinal).ToArray();
            var matched = Enumerable.Range(1, Passages.Length).Where(i => query.Matches(terms[i - 1])).ToArray();
            if (!expected.SequenceEqual(found) || !expected.SequenceEqual(matched))
            {
                wrong.Add($"{words}: expected {string.Join(',', expected)}; in memory {string.Join(',', matched)}; found {string.Join(',', found)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [OnBoth]
    public async Task A_word_that_occurs_three_hundred_times_is_found_in_its_last_phrase(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var often = string.Join(' ', Enumerable.Range(0, 300).Select(n => $"often w{n}")) + " often zebra crossing. ";
        await scene.SourceAsync("Long", often + string.Join(' ', Enumerable.Range(0, 1500).Select(n => "filler")) + " the very end.\n\nAnother paragraph, with often and zebra apart.");
        foreach (var (words, expected) in new (string, int[])[]
        {
            ("\"often zebra\"", [1]), ("\"w299 often zebra\"", [1]), ("\"often zeb*", []), ("\"zebra often\"", []), ("often zebra -\"often zebra\"", [2]), ("zebra -(\"often zebra\" OR apart)", []),
            ("\"filler the very end\"", [1]), ("\"filler filler\" zebra", [1]), ("\"often zebra\" OR \"and zebra\"", [1, 2]), ("\"often w299\"", [1]), ("zebra -\"zebra apart\"", [1]), ("(\"often zebra\" -end) OR apart", [2]),
        })
        {
            if (words.Count(c => c == '"') % 2 == 0)
            {
                Assert.Equal((words, string.Join(',', expected)), (words, string.Join(',', (await scene.Ask(new Search(words))).Hits.Select(h => h.Ordinal))));
            }
        }

        Assert.Equal(1, (await scene.Ask(new Search("\"often zeb\"*"))).Total);
    }

    [Theory]
    [OnBoth]
    public async Task Random_queries_find_what_the_plain_matcher_finds(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var seed = Environment.GetEnvironmentVariable("FIELDTHREAD_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 20130401;
        var random = new Random(seed);
        string[] vocabulary = ["a", "b", "cut", "cuts", "cutting", "don’t", "naïve", "60bn", "1e5", "2012-13", "Москва", "ёж", "well-known", "£5", "é", "x²", "ß", "O'Brien", "中文", "3.5", "e-mail", "½", "a.b", "c/d", "1", "12", "v1"];
        var texts = Enumerable.Range(0, 120).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 14)).Select(_ => vocabulary[random.Next(vocabulary.Length)])) + ".").ToArray();
        var page = await scene.SourceAsync("Texts", string.Join("\n\n", texts));
        var terms = page.Passages.Select(p => SearchTerms.Of(page.Text[p.Start..p.End])).ToList();
        var checkedQueries = 0;
        for (var n = 0; n < (Project.Long ? 5000 : 250); n++)
        {
            var words = Query(0);
            if (!SearchQuery.TryParse(words, out var query, out _))
            {
                continue;
            }

            checkedQueries++;
            var expected = page.Passages.Where((_, i) => query.Matches(terms[i])).Select(p => p.Ordinal).ToArray();
            var found = await scene.Ask(new Search(words, Take: 200));
            Assert.True(expected.SequenceEqual(found.Hits.Select(h => h.Ordinal)), $"seed {seed}, query {n}: {words}\nexpected {string.Join(',', expected)}\nfound    {string.Join(',', found.Hits.Select(h => h.Ordinal))}");
            Assert.Equal(expected.Length, found.Total);
        }

        Assert.True(checkedQueries > 100);

        string Query(int depth) => string.Join(random.Next(4) == 0 ? " OR " : " ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Part(depth)));

        string Part(int depth)
        {
            var not = random.Next(5) == 0 ? "-" : "";
            return not + random.Next(10) switch
            {
                0 or 1 when depth < 3 => $"({Query(depth + 1)})",
                2 or 3 => $"\"{Word()} {Word()}\"" + (random.Next(4) == 0 ? "*" : ""),
                4 => Word()[..1] + "*",
                5 => $"*{Word()[^1..]}{Word()[..1]}*",
                6 => $"{Word()} NEAR/{random.Next(4)} {Word()}",
                _ => Word(),
            };
        }

        string Word() => vocabulary[random.Next(vocabulary.Length)];
    }

    [Theory]
    [OnBoth]
    public async Task Memos_codes_claims_and_open_answers_are_searched_with_the_texts(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", "We met on a Tuesday. Nobody came.");
        var code = await scene.Add(new AddCode("Absence", Definition: "Nobody was there.", IncludeWhen: "An empty zebra crossing."));
        var coding = await scene.CodeAsync(page, "Nobody came", code);
        await scene.Do(new SetCodingMemo(coding, "A zebra was expected, and nobody came."), scene.Coder);
        await scene.Do(new Workbench.Findings.AddClaim("No zebra ever came."));
        var hits = await scene.Ask(new Search("zebra"));
        Assert.Equal((0, "memos 1|codes 1|claims 1"), (hits.Total, string.Join('|', hits.Elsewhere.Select(k => $"{k.Kind} {k.Total}"))));
        Assert.Equal($"sources/{page.Line.Id}?select=21-32#at21", hits.Elsewhere[0].Hits[0].Page);
        Assert.All(hits.Elsewhere.SelectMany(k => k.Hits), h => Assert.Equal("zebra", h.Marks[0].Of(h.Words)));
        Assert.Equal(["memos", "claims"], (await scene.Ask(new Search("zebra NEAR/4 came"))).Elsewhere.Select(k => k.Kind));
        Assert.Equal(["codes"], (await scene.Ask(new Search("/z[a-z]+a cross/"))).Elsewhere.Select(k => k.Kind));

        // Who codes blind does not find what somebody else wrote on a coding.
        var blind = await scene.Place.MemberAsync(scene.Study, Core.Studies.Role.Coder, blind: true);
        Assert.Equal(["codes", "claims"], (await scene.Ask(new Search("zebra"), blind)).Elsewhere.Select(k => k.Kind));
        await scene.Do(new SetCodingMemo(coding, ""), scene.Coder);
        Assert.Equal(["codes", "claims"], (await scene.Ask(new Search("zebra"))).Elsewhere.Select(k => k.Kind));

        // Words in answers to open items are in the texts that hold them.
        (string Name, string Text)[] tables = [("items.csv", "key,type,question_w1\nQ2,text,What else?\n"), ("waves.csv", "wave,name,reference\n1,First,2020-03-01\n"), ("posts.csv", "respondent,organisation\nP1,G01\n"), ("wave1.csv", "respondent,Q2\nP1,A stray zebra in the surgery.\n")];
        await scene.Do(new Workbench.Surveys.ImportSurvey("survey", [.. tables.Select(t => new Workbench.Acts.GivenFile(t.Name, System.Text.Encoding.UTF8.GetBytes(t.Text)))]));
        Assert.Equal(1, (await scene.Ask(new Search("zebra surgery"))).Total);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("search", "too-slow")]
    public async Task An_expression_that_takes_too_long_is_stopped_in_words(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var random = new Random(5);
        await scene.SourceAsync("Long", string.Concat(Enumerable.Range(0, 200_000).Select(_ => random.Next(2) == 0 ? 'a' : 'c')));

        // Without the limit it would not come to an end.
        await scene.RefusesAsync("too-slow", new Search("/(a|c)*a(a|c){24}[x-z]|c(a|c){24}[u-w]/"));
    }

    [Theory]
    [OnBoth]
    public async Task A_search_is_read_page_by_page_and_marks_the_words(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.SourceAsync("Texts", string.Join("\n\n", Enumerable.Range(0, 25).Select(n => $"Number {n} of the naïve budget’s cuts.")));
        var seen = new List<int>();
        string? after = null;
        do
        {
            var page = await scene.Ask(new Search("naive budgets", after, 7));
            Assert.Equal((25, 1), (page.Total, page.Sources));
            seen.AddRange(page.Hits.Select(h => h.Ordinal));
            Assert.All(page.Hits, h => Assert.Equal(["naïve", "budget’s"], h.Marks.Select(m => m.Of(h.Words))));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(1, 25), seen);
        Assert.Empty((await scene.Ask(new Search("naive", "not a number", 1))).Hits.Skip(1));
    }
}
