using System.Text.RegularExpressions;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Adds a code to the codebook.</summary>
/// <param name="Name">Name; unique among its siblings.</param>
/// <param name="Parent">The code above; null for the top.</param>
/// <param name="Colour">A name of the offered colours, or <c>#RRGGBB</c>; null for none.</param>
/// <param name="Definition">What it means.</param>
/// <param name="IncludeWhen">When it is to be used.</param>
/// <param name="ExcludeWhen">When it is not.</param>
/// <param name="Example">An example in words.</param>
/// <param name="Draft">True while it is only being tried.</param>
/// <param name="Reason">Why it was made.</param>
/// <param name="FromCoding">The coding that it was made from.</param>
/// <param name="FromRevision">Or the revision that holds the words that it was made from, as in-vivo codes are.</param>
/// <param name="FromStart">First code unit of those words.</param>
/// <param name="FromEnd">One past the last.</param>
[Act("add-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "a sibling has that name")]
[Refuses("bad-colour", "the colour is neither one of the names nor six hexadecimal digits after a #")]
[Refuses("unknown", "there is no such code above, coding or revision")]
[Refuses("range-outside", "the words that it is made from lie outside the text")]
public sealed record AddCode(
    string Name, Guid? Parent = null, string? Colour = null, string Definition = "", string? IncludeWhen = null, string? ExcludeWhen = null, string? Example = null, bool Draft = false, string? Reason = null,
    Guid? FromCoding = null, Guid? FromRevision = null, int? FromStart = null, int? FromEnd = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var name = Acting.Given(Name, "The name of the code");
        var parent = Parent is { } above ? (await acting.FindAsync<Code>(above)).Id : (Guid?)null;
        await Codebook.RefuseTakenAsync(acting, name, parent, null);
        var ordinal = await Codebook.NextOrdinalAsync(acting, parent);
        var code = acting.Add(new Code { Name = name, ParentId = parent, Colour = Codebook.Colour(Colour), Definition = Acting.Clean(Definition), Ordinal = ordinal });
        if (Draft || !string.IsNullOrWhiteSpace(IncludeWhen + ExcludeWhen + Example))
        {
            var guide = await Codebook.GuideAsync(acting, code.Id);
            (guide.IncludeWhen, guide.ExcludeWhen, guide.Example) = (Acting.Clean(IncludeWhen), Acting.Clean(ExcludeWhen), Acting.Clean(Example));
            guide.Standing = Draft ? CodeStanding.Draft : CodeStanding.InUse;
        }

        var (revision, start, end) = (FromRevision, FromStart, FromEnd);
        if (FromCoding is { } from)
        {
            var coding = await SeenCoding.FindAsync(acting, from);
            (revision, start, end) = (coding.RevisionId, coding.Start, coding.End);
        }
        else if (revision is { } text)
        {
            await Stretch.RequireAsync(acting, text, start ?? -1, end ?? -1);
        }

        if (revision is not null || !string.IsNullOrWhiteSpace(Reason))
        {
            acting.Add(new CodeChange { CodeId = code.Id, Deed = CodeDeed.Added, Reason = Acting.Clean(Reason), RevisionId = revision, Start = revision is null ? null : start, End = revision is null ? null : end });
        }

        return new Added(code.Id);
    }
}

/// <summary>Changes what a code says: name, colour, definition, when to use it and when not, example, whether it can be used at all. Its codings follow.</summary>
/// <param name="Code">Which code.</param>
/// <param name="Name">Name; unique among its siblings.</param>
/// <param name="Colour">A name of the offered colours, or <c>#RRGGBB</c>; null for none.</param>
/// <param name="Definition">What it means.</param>
/// <param name="IsCodable">False for a heading.</param>
/// <param name="IncludeWhen">When it is to be used; null leaves it.</param>
/// <param name="ExcludeWhen">When it is not; null leaves it.</param>
/// <param name="Example">An example in words; null leaves it.</param>
/// <param name="Standing">Draft or in use; null leaves it. Retiring is an act of its own.</param>
/// <param name="Reason">Why.</param>
[Act("edit-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "a sibling has that name")]
[Refuses("bad-colour", "the colour is neither one of the names nor six hexadecimal digits after a #")]
[Refuses("retired", "the standing of a retired code is changed, or a code would be retired without a reason")]
[Refuses("unknown", "there is no such code")]
public sealed record EditCode(
    Guid Code, string Name, string? Colour = null, string Definition = "", bool IsCodable = true, string? IncludeWhen = null, string? ExcludeWhen = null, string? Example = null, CodeStanding? Standing = null, string? Reason = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var code = await acting.FindAsync<Code>(Code);
        var name = Acting.Given(Name, "The name of the code");
        await Codebook.RefuseTakenAsync(acting, name, code.ParentId, code.Id);
        (code.Name, code.Colour, code.Definition, code.IsCodable) = (name, Codebook.Colour(Colour), Acting.Clean(Definition), IsCodable);
        if (IncludeWhen is not null || ExcludeWhen is not null || Example is not null || Standing is not null)
        {
            var there = await Codebook.GuideIfAnyAsync(acting, code.Id);
            if (Standing is { } wanted && wanted != (there?.Standing ?? CodeStanding.InUse) && (wanted == CodeStanding.Retired || there?.Standing == CodeStanding.Retired))
            {
                Acting.Refuse("retired", wanted == CodeStanding.Retired ? $"“{name}” cannot be retired by an edit." : $"“{name}” is retired.", wanted == CodeStanding.Retired ? "Retire it with its reason." : "Bring it back first.");
            }

            if (there is not null || !string.IsNullOrWhiteSpace(IncludeWhen + ExcludeWhen + Example) || Standing is CodeStanding.Draft)
            {
                var guide = there ?? await Codebook.GuideAsync(acting, code.Id);
                (guide.IncludeWhen, guide.ExcludeWhen, guide.Example) = (Kept(IncludeWhen, guide.IncludeWhen), Kept(ExcludeWhen, guide.ExcludeWhen), Kept(Example, guide.Example));
                guide.Standing = Standing ?? guide.Standing;
            }
        }

        Codebook.Note(acting, code.Id, CodeDeed.Edited, Reason);
        return new Added(code.Id);
    }

    private static string Kept(string? given, string there) => given is null ? there : Acting.Clean(given);
}

/// <summary>Makes a coding of the study the example of its code, or takes the example passage away. The words stay where they are and are read there.</summary>
/// <param name="Code">Which code.</param>
/// <param name="Coding">The coding whose words are the example; null takes it away.</param>
[Act("set-code-example", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unknown", "there is no such code or coding")]
[Refuses("other-code", "the coding is with another code")]
public sealed record SetCodeExample(Guid Code, Guid? Coding = null) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var code = await acting.FindAsync<Code>(Code);
        var guide = await Codebook.GuideAsync(acting, code.Id);
        (guide.ExampleRevisionId, guide.ExampleStart, guide.ExampleEnd) = (null, null, null);
        if (Coding is { } id)
        {
            var coding = await SeenCoding.FindAsync(acting, id);
            if (coding.CodeId != code.Id)
            {
                Acting.Refuse("other-code", $"That coding is not with “{code.Name}”.", "Choose one of the code’s own codings.");
            }

            (guide.ExampleRevisionId, guide.ExampleStart, guide.ExampleEnd) = (coding.RevisionId, coding.Start, coding.End);
        }

        return new Added(code.Id);
    }
}

/// <summary>Removes a code that nothing stands on, with its memos. History keeps them.</summary>
/// <param name="Code">Which code.</param>
[Act("remove-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unknown", "there is no such code")]
[Refuses("in-use", "there are codings with it or codes below it, or a retired code names it as what took its place")]
public sealed record RemoveCode(Guid Code) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var code = await acting.FindAsync<Code>(Code);
        var codings = await acting.Context.Set<Coding>().CountAsync(c => c.CodeId == code.Id, acting.Cancel);
        if (codings > 0 || await acting.Context.Set<Code>().AnyAsync(c => c.ParentId == code.Id, acting.Cancel))
        {
            Acting.Refuse("in-use", $"“{code.Name}” carries {codings} codings, or has codes below it.", "Merge it into another code, or move what stands below it.");
        }

        if (await acting.Context.Set<CodeGuide>().AnyAsync(g => g.SuccessorId == code.Id && g.CodeId != code.Id, acting.Cancel))
        {
            Acting.Refuse("in-use", $"“{code.Name}” took the place of a code that was retired.", "Merge it into another code, or bring the retired one back.");
        }

        await Codebook.RemoveGuideAsync(acting, code.Id);
        (await acting.Context.Set<Memo>().AsTracking().Where(m => m.TargetId == code.Id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        acting.Remove(code);
        return new Added(code.Id);
    }
}

/// <summary>What the acts on the codebook share.</summary>
internal static partial class Codebook
{
    [GeneratedRegex(@"\A#[0-9A-Fa-f]{6}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Hexadecimal { get; }

    public static string? Colour(string? colour)
    {
        if (string.IsNullOrWhiteSpace(colour))
        {
            return null;
        }

        for (var i = 0; i < CodeMarks.Names.Count; i++)
        {
            if (CodeMarks.Names[i].Equals(colour.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return CodeMarks.Colours[i];
            }
        }

        if (!Hexadecimal.IsMatch(colour))
        {
            Acting.Refuse("bad-colour", $"“{colour}” is not a colour.", $"Write it as #1B6538, or choose one of {string.Join(", ", CodeMarks.Names)}.");
        }

        return colour.ToUpperInvariant();
    }

    public static async Task RefuseTakenAsync(Acting acting, string name, Guid? parent, Guid? except, Guid? going = null)
    {
        if (await acting.Context.Set<Code>().AnyAsync(c => c.ParentId == parent && c.Name == name && c.Id != except && c.Id != going, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a code “{name}” in that place.", "Choose another name, or merge the two.");
        }
    }

    public static async Task<int> NextOrdinalAsync(Acting acting, Guid? parent) =>
        (await acting.Context.Set<Code>().Where(c => c.ParentId == parent).MaxAsync(c => (int?)c.Ordinal, acting.Cancel) ?? 0) + 1;

    public static async Task<CodeGuide?> GuideIfAnyAsync(Acting acting, Guid code) => await acting.Context.Set<CodeGuide>().AsTracking().FirstOrDefaultAsync(g => g.CodeId == code, acting.Cancel);

    /// <summary>The guide of a code, made where there is none.</summary>
    public static async Task<CodeGuide> GuideAsync(Acting acting, Guid code) => await GuideIfAnyAsync(acting, code) ?? acting.Add(new CodeGuide { CodeId = code });

    public static async Task RemoveGuideAsync(Acting acting, Guid code)
    {
        await Consent.SpecialFlags.LeaveAsync(acting, code);
        if (await GuideIfAnyAsync(acting, code) is { } guide)
        {
            acting.Remove(guide);
        }
    }

    /// <summary>Keeps a reason where one was given.</summary>
    public static void Note(Acting acting, Guid code, CodeDeed deed, string? reason, Guid? other = null)
    {
        if (!string.IsNullOrWhiteSpace(reason))
        {
            acting.Add(new CodeChange { CodeId = code, OtherId = other, Deed = deed, Reason = Acting.Clean(reason) });
        }
    }

    /// <summary>Refuses where nothing more may be coded with a code: a heading, or one that was retired.</summary>
    public static async Task RefuseUnusableAsync(Acting acting, Code code, string heading)
    {
        if (!code.IsCodable)
        {
            Acting.Refuse("heading", $"“{code.Name}” is a heading and {heading}", "Choose a code below it, or make it usable in the codebook.");
        }

        var guide = await acting.Context.Set<CodeGuide>().FirstOrDefaultAsync(g => g.CodeId == code.Id && g.Standing == CodeStanding.Retired, acting.Cancel);
        if (guide is not null)
        {
            var instead = guide.SuccessorId is { } next ? (await acting.FindAsync<Code>(next)).Name : null;
            Acting.Refuse("retired", $"“{code.Name}” is retired, and nothing more is coded with it.", instead is null ? "Choose another code, or bring it back in the codebook." : $"Use “{instead}”, which took its place, or bring it back in the codebook.");
        }
    }
}
