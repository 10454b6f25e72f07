using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Says why the study is done, what it does, the disclaimer that goes with its publications, and whom to ask.</summary>
/// <param name="Purpose">Why it is done.</param>
/// <param name="Approach">What is done, and how.</param>
/// <param name="Disclaimer">Whose views its publications hold and whose not.</param>
/// <param name="Contact">Whom to ask.</param>
[Act("describe-study", Permission.KeepStudy)]
public sealed record DescribeStudy(string Purpose = "", string Approach = "", string Disclaimer = "", string Contact = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.Context.Set<StudyStatement>().AsTracking().FirstOrDefaultAsync(acting.Cancel) ?? acting.Add(new StudyStatement());
        (row.Purpose, row.Approach, row.Disclaimer, row.Contact) = (Acting.Clean(Purpose), Acting.Clean(Approach), Acting.Clean(Disclaimer), Acting.Clean(Contact));
        return new Added(row.Id);
    }
}

/// <summary>Says in one act what <c>edit-study</c> and <c>describe-study</c> say in two, so that a page that asks for all of it loses none.</summary>
/// <param name="Name">Title.</param>
/// <param name="Summary">What it is about.</param>
/// <param name="Stance">How it works with its material, as it is; may be left out, for it is changed by <c>change-stance</c>.</param>
/// <param name="Purpose">Why it is done.</param>
/// <param name="Approach">What is done, and how.</param>
/// <param name="Disclaimer">Whose views its publications hold and whose not.</param>
/// <param name="Contact">Whom to ask.</param>
[Act("present-study", Permission.KeepStudy)]
[Refuses("empty", "the title is empty")]
[Refuses("stance-apart", "another way of working is named than the study’s own")]
public sealed record PresentStudy(string Name, string Summary = "", Stance? Stance = null, string Purpose = "", string Approach = "", string Disclaimer = "", string Contact = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        var study = await new EditStudy(Name, Summary, Stance).DoAsync(acting);
        await new DescribeStudy(Purpose, Approach, Disclaimer, Contact).DoAsync(acting);
        return study;
    }
}

/// <summary>Adds who pays for the study, after those who are there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="GrantNumber">Number of the grant; may be empty.</param>
[Act("add-funder", Permission.KeepStudy)]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "the study has that funder with that grant")]
public sealed record AddFunder(string Name, string GrantNumber = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = new Funder { Name = Acting.Given(Name, "The name of the funder"), GrantNumber = Acting.Clean(GrantNumber) };
        await RefuseTakenAsync(acting, row);
        row.Ordinal = 1 + (await acting.Context.Set<Funder>().MaxAsync(f => (int?)f.Ordinal, acting.Cancel) ?? 0);
        return new Added(acting.Add(row).Id);
    }

    internal static async Task RefuseTakenAsync(Acting acting, Funder row)
    {
        if (await acting.Context.Set<Funder>().AnyAsync(f => f.Name == row.Name && f.GrantNumber == row.GrantNumber && f.Id != row.Id, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"“{row.Name}” {(row.GrantNumber.Length > 0 ? $"with the grant {row.GrantNumber} " : "")}is there already.", "Give the number of another grant, or leave it.");
        }
    }
}

/// <summary>Corrects a funder’s name or the number of the grant.</summary>
/// <param name="Funder">Which funder.</param>
/// <param name="Name">Its name.</param>
/// <param name="GrantNumber">Number of the grant; may be empty.</param>
[Act("edit-funder", Permission.KeepStudy)]
[Refuses("unknown", "there is no such funder")]
[Refuses("empty", "the name is empty")]
[Refuses("name-taken", "the study has that funder with that grant")]
public sealed record EditFunder(Guid Funder, string Name, string GrantNumber = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<Funder>(Funder);
        (row.Name, row.GrantNumber) = (Acting.Given(Name, "The name of the funder"), Acting.Clean(GrantNumber));
        await AddFunder.RefuseTakenAsync(acting, row);
        return new Added(row.Id);
    }
}

/// <summary>Takes a funder away.</summary>
/// <param name="Funder">Which funder.</param>
[Act("remove-funder", Permission.KeepStudy)]
[Refuses("unknown", "there is no such funder")]
public sealed record RemoveFunder(Guid Funder) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Remove(await acting.FindAsync<Funder>(Funder));
        return new Added(Funder);
    }
}
