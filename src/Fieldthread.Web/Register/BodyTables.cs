using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Bodies, structures and careers, as files. Persons stand in them as the asker may see them.</summary>
public static class BodyTables
{
    /// <summary>Every table of bodies.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<Structures, StructureTable>("structures", "Structure of every organisation on a day, in measures", Measures),
        TableExport.Of<StructureOf, StructureAbout>("structure", "Bodies, posts and holders of one organisation on a day", Posts),
        TableExport.Of<StructureOf, StructureAbout>("structure-overlaps", "Pairs of bodies of one organisation that share persons", Overlaps),
        TableExport.Of<StructureOf, StructureAbout>("structure-voting", "Posts with and without a vote, by kind of body", Voting),
        TableExport.Of<Careers, IReadOnlyList<Career>>("careers", "Posts of persons through time, across organisations", Careers),
        TableExport.Of<BodyImports, IReadOnlyList<BodyImportLine>>("body-lists", "Lists of bodies with the days on which they were known", Lists),
        TableExport.Of<BodyDiff, BodyDiffAnswer>("body-diff", "What of bodies, posts and holders was known otherwise on one day than on another", Differences),
    ];

    /// <summary>Measures, an organisation a row.</summary>
    public static PlainTable Measures(StructureTable answer) => PlainTable.Of(
        "structures", answer.Lines, ("at", _ => answer.At), ("key", l => l.Key), ("name", l => l.Name), ("type", l => l.Type), ("type then", l => l.TypeName), ("layers", l => l.Layers), ("bodies", l => l.Bodies), ("mean depth", l => l.Depth), ("posts", l => l.Posts),
        ("vacant", l => l.Vacant), ("with a vote", l => l.Votes), ("persons", l => l.Persons), ("in several bodies", l => l.Overlapping));

    /// <summary>Posts, a row for each holder; a vacant post, and a body without a post, have a row of their own.</summary>
    public static PlainTable Posts(StructureAbout answer) => PlainTable.Of(
        "structure",
        answer.Bodies.SelectMany(b => b.Posts.Count == 0 ? [(Body: b, Post: null, Holder: null)] : b.Posts.SelectMany(p => p.Holders.Count == 0 ? [(Body: b, Post: (PostAbout?)p, Holder: null)] : p.Holders.Select(h => (Body: b, Post: (PostAbout?)p, Holder: (HolderAbout?)h)))),
        ("at", _ => answer.At), ("body", x => x.Body.Key), ("name", x => x.Body.Name), ("kind", x => x.Body.Kind), ("depth", x => x.Body.Depth), ("post", x => x.Post?.Key), ("title", x => x.Post?.Title), ("voting", x => x.Post is { } p ? BodyWords.Of(p.Voting) : null),
        ("holder", x => x.Post is null ? null : x.Holder?.Shown ?? "vacant"), ("from", x => x.Holder?.From), ("to", x => x.Holder?.To));

    /// <summary>Pairs of bodies that share persons.</summary>
    public static PlainTable Overlaps(StructureAbout answer) => PlainTable.Of(
        "structure-overlaps", answer.Overlaps, ("body", p => p.One), ("other body", p => p.Other), ("persons in both", p => p.Shared), ("persons in either", p => p.Either));

    /// <summary>Who votes, by kind of body.</summary>
    public static PlainTable Voting(StructureAbout answer) => PlainTable.Of(
        "structure-voting", answer.Voting, ("kind", v => v.Kind), ("bodies", v => v.Bodies), ("posts with a vote", v => v.Votes), ("posts without", v => v.Attends), ("not said", v => v.NotSaid));

    /// <summary>Lists, those that said nothing new left out.</summary>
    public static PlainTable Lists(IReadOnlyList<BodyImportLine> answer) => PlainTable.Of(
        "body-lists", answer.Where(i => i.Known is not null), ("known on", i => i.Known), ("source", i => i.Source), ("bodies", i => i.Bodies), ("posts", i => i.Posts), ("holdings", i => i.Holdings), ("files", i => i.FileName), ("remarks", i => i.Remarks.Count), ("act", i => i.Act));

    /// <summary>Differences, one a row.</summary>
    public static PlainTable Differences(BodyDiffAnswer answer) => PlainTable.Of(
        "body-diff", answer.Lines, ("organisation", l => l.Name), ("thing", l => l.Thing), ("id", l => l.Key), ("what", l => l.What), ($"known on {answer.From}", l => l.Before), (answer.To.Length > 0 ? $"known on {answer.To}" : "known now", l => l.After));

    /// <summary>Careers, a post a row.</summary>
    public static PlainTable Careers(IReadOnlyList<Career> answer) => PlainTable.Of(
        "careers", answer.SelectMany(c => c.Posts.Select(p => (Career: c, Post: p))), ("person", x => x.Career.Person), ("shown as", x => x.Career.Shown), ("organisations", x => x.Career.Organisations), ("organisation", x => x.Post.Name),
        ("body", x => x.Post.Body), ("post", x => x.Post.Title), ("from", x => x.Post.From), ("to", x => x.Post.To), ("source", x => x.Post.Source));
}
