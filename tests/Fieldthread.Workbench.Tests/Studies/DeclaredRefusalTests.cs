using System.Reflection;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Tests.Studies;

/// <summary>Every refusal that an act or a question declares is shown by a test.</summary>
public sealed class DeclaredRefusalTests
{
    [Fact]
    public void Every_declared_refusal_is_shown_by_a_test()
    {
        var missing = Missing(Catalogue.Acts.Values.Concat(Catalogue.Questions.Values));
        Assert.True(missing.Count == 0, "Declared, and shown by no test:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void A_planted_refusal_that_nothing_shows_is_listed()
    {
        var planted = new Described(typeof(Place), "planted-act", Core.Studies.Permission.ReadStudy, typeof(int), [new RefusesAttribute("planted-code", "never")]);
        Assert.Equal(["planted-act planted-code"], Missing([planted, Catalogue.Acts["freeze-cut"]]));
    }

    [Fact]
    public void Nothing_is_shown_that_is_not_declared()
    {
        var declared = Catalogue.Acts.Values.Concat(Catalogue.Questions.Values).SelectMany(d => d.Refusals.Select(r => $"{d.Name} {r.Code}")).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Shown(), pair => !declared.Contains(pair));
    }

    private static List<string> Missing(IEnumerable<Described> all)
    {
        var shown = Shown().ToHashSet(StringComparer.Ordinal);
        return all.SelectMany(d => d.Refusals.Select(r => $"{d.Name} {r.Code}")).Where(pair => !shown.Contains(pair)).Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>Only a method that the runner runs counts.</summary>
    private static IEnumerable<string> Shown() => typeof(DeclaredRefusalTests).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods())
        .Where(m => m.GetCustomAttribute<FactAttribute>() is not null)
        .SelectMany(m => m.GetCustomAttributesData())
        .Where(a => a.AttributeType == typeof(ShowsRefusalAttribute))
        .Select(a => $"{a.ConstructorArguments[0].Value} {a.ConstructorArguments[1].Value}");
}
