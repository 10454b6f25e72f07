using Fieldthread.Core.Register;

namespace Fieldthread.Charts.Register;

/// <summary>A post as the figure takes it.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Holder">Who holds it, as they may be called; empty where nobody does.</param>
/// <param name="Voting">Whether its holder votes.</param>
public sealed record StructurePost(string Title, string Holder, Voting Voting);

/// <summary>A body as the figure takes it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Parent">The body above it, or null.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Href">Where its name leads, or null.</param>
/// <param name="Posts">Its posts, in the order in which they are drawn.</param>
public sealed record StructureBody(Guid Id, Guid? Parent, string Name, string Kind, string? Href, IReadOnlyList<StructurePost> Posts);

/// <summary>A post measured.</summary>
/// <param name="Post">The post.</param>
/// <param name="X">Centre.</param>
/// <param name="Y">Centre.</param>
public sealed record StructureMark(StructurePost Post, double X, double Y);

/// <summary>A body measured.</summary>
/// <param name="Body">The body.</param>
/// <param name="Depth">Bodies above it.</param>
/// <param name="X">Where its name begins.</param>
/// <param name="Y">Base line of its name.</param>
/// <param name="ParentX">Where the line to the body above it begins, or null.</param>
/// <param name="ParentY">Where the line to the body above it begins, or null.</param>
/// <param name="Marks">Its posts.</param>
public sealed record StructureRow(StructureBody Body, int Depth, double X, double Y, double? ParentX, double? ParentY, IReadOnlyList<StructureMark> Marks);

/// <summary>The bodies of an organisation on a day, measured: a line for each body, indented below the one that it stands under, and a mark for each post. Drawing is <see cref="StructureSvg"/>’s affair.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">The same in full sentences.</param>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Rows">Bodies from the top down; also the rows of its data table.</param>
public sealed record StructureFigure(string Title, string Description, int Width, int Height, IReadOnlyList<StructureRow> Rows)
{
    internal const int Radius = 6;
    private const int Indent = 26;
    private const int Step = 19;
    private const int PerLine = 16;
    internal const int MostName = 290;
    private const int LineHeight = 48;

    /// <summary>Measures a structure.</summary>
    /// <param name="title">One line.</param>
    /// <param name="bodies">Bodies of the day; one whose upper body is not among them stands at the top.</param>
    /// <exception cref="ArgumentException">A body stands under itself.</exception>
    public static StructureFigure Measure(string title, IReadOnlyList<StructureBody> bodies)
    {
        ArgumentNullException.ThrowIfNull(bodies);
        var structure = Structure.Of(
            [.. bodies.Select(b => new BodyThen(b.Id, b.Parent, b.Kind))], bodies.SelectMany(b => b.Posts.Select(p => new PostThen(Guid.NewGuid(), b.Id, p.Voting))), []);
        var below = bodies.ToLookup(b => b.Parent is { } p && structure.Depths.ContainsKey(p) ? p : Guid.Empty);
        var (rows, places, y) = (new List<StructureRow>(), new Dictionary<Guid, (double X, double Y)>(), 22.0);
        var wide = 60.0;
        var open = new Stack<StructureBody>(below[Guid.Empty].Reverse());
        while (open.TryPop(out var body))
        {
            var depth = structure.Depths[body.Id];
            var x = 8 + (Indent * (double)Math.Min(depth, 8));
            (double X, double Y)? parent = body.Parent is { } p && places.TryGetValue(p, out var above) ? above : null;
            places[body.Id] = (x - 3, y + 5);
            rows.Add(new StructureRow(body, depth, x, y, parent?.X, parent?.Y, [.. body.Posts.Select((post, i) => new StructureMark(post, x + (Step * (i % PerLine)) + Radius, y + 16 + (Step * (i / PerLine))))]));
            wide = Math.Max(wide, x + Math.Max(Math.Min(MostName, FigureText.Measure(body.Name)), Step * Math.Min(PerLine, body.Posts.Count)));
            y += LineHeight + (Step * Math.Max(0, (body.Posts.Count - 1) / PerLine));
            foreach (var child in below[body.Id].Reverse())
            {
                open.Push(child);
            }
        }

        return new(title, Describe(bodies, structure), (int)wide + 14, rows.Count == 0 ? 30 : (int)y - 12, rows);
    }

    private static string Describe(IReadOnlyList<StructureBody> bodies, Structure structure)
    {
        var posts = bodies.SelectMany(b => b.Posts).ToList();
        return bodies.Count == 0 ? "No body is known for that day."
            : $"{Of(bodies.Count, "body", "bodies")} in {Of(structure.Layers, "layer", "layers")}; {Of(posts.Count, "post", "posts")}, {posts.Count(p => p.Holder.Length == 0)} of them vacant, {posts.Count(p => p.Voting == Voting.Yes)} with a vote. The table holds the same.";
    }

    private static string Of(int n, string one, string several) => $"{n} {(n == 1 ? one : several)}";
}
