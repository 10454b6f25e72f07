using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.AutoCoding;

/// <summary>A code that a run codes with.</summary>
/// <param name="Code">The code; null where it is yet to be made.</param>
/// <param name="Name">Its name; empty where none was chosen yet.</param>
/// <param name="Path">Its path, as it is or will be.</param>
/// <param name="Under">The code below which it is made; null for the top.</param>
internal sealed record AutoTarget(Guid? Code, string Name, string Path, Guid? Under)
{
    private const int LongestName = 80;

    /// <summary>The codes, one for all or one for each entry; before a code was chosen, one without a name.</summary>
    /// <exception cref="RefusedException">A code is not there, is a heading or retired, the name is taken, or both an old and a new code were named.</exception>
    public static async Task<IReadOnlyList<AutoTarget>> OfAsync(Asking asking, Facts facts, AutoAsked asked, IReadOnlyList<string> entries)
    {
        var retired = (await asking.Context.All<CodeGuide>().Where(g => g.Standing == CodeStanding.Retired).Select(g => g.CodeId).ToListAsync(asking.Cancel)).ToHashSet();
        int At(Guid id)
        {
            var at = facts.Codes.Select((c, i) => (c.Id, i)).Where(c => c.Id == id).Select(c => c.i).DefaultIfEmpty(-1).First();
            if (at < 0)
            {
                Asking.Refuse("unknown", "There is no such code in this study.", "It may have been merged or removed; look in the codebook.");
            }

            return at;
        }

        AutoTarget There(int at)
        {
            var code = facts.Codes[at];
            if (!code.IsCodable)
            {
                Asking.Refuse("heading", $"“{code.Name}” is a heading and cannot be put on a text.", "Choose a code below it, or make it usable in the codebook.");
            }

            if (retired.Contains(code.Id))
            {
                Asking.Refuse("retired", $"“{code.Name}” is retired, and nothing more is coded with it.", "Choose another code, or bring it back in the codebook.");
            }

            return new AutoTarget(code.Id, code.Name, facts.Study.Codes[at].Path, code.ParentId);
        }

        var above = asked.Under is { } parent ? facts.Study.Codes[At(parent)].Path : null;
        if ((asked.Code is not null ? 1 : 0) + (asked.NewCode is not null ? 1 : 0) + (asked.Each ? 1 : 0) > 1)
        {
            Asking.Refuse("no-code", "More than one of a code, a new code and a code for each was chosen.", "Choose one of the three.");
        }

        if (asked.Each)
        {
            return [.. entries.Select(Short).Select(name => facts.Codes.Select((c, i) => (c, i)).Where(c => c.c.ParentId == asked.Under && c.c.Name == name).Select(c => (int?)c.i).FirstOrDefault() is { } at ? There(at) : new AutoTarget(null, name, CodePath.Below(above, name), asked.Under))];
        }

        if (asked.NewCode is { } made && facts.Codes.Any(c => c.ParentId == asked.Under && c.Name == made))
        {
            Asking.Refuse("name-taken", $"There is already a code “{made}” in that place.", "Choose that code, or another name.");
        }

        return asked.Code is { } chosen ? [There(At(chosen))] : asked.NewCode is { } name ? [new AutoTarget(null, name, CodePath.Below(above, name), asked.Under)] : [new AutoTarget(null, "", "", null)];
    }

    private static string Short(string entry) => entry.Length <= LongestName ? entry : entry[..(char.IsHighSurrogate(entry[LongestName - 2]) ? LongestName - 2 : LongestName - 1)].TrimEnd() + "…";
}
