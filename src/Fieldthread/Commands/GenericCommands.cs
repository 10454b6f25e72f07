using System.CommandLine;
using System.Reflection;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.Extensions.Primitives;

namespace Fieldthread.Commands;

/// <summary><c>do</c> and <c>ask</c>: every act and every question by its name.</summary>
internal static class GenericCommands
{
    private static readonly MethodInfo DoMethod = typeof(GenericCommands).GetMethod(nameof(DoAsync), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo AskMethod = typeof(GenericCommands).GetMethod(nameof(AskAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static IEnumerable<Command> All()
    {
        yield return Generic("do", "Do any act by its name, as the data interface lists them: fieldthread do add-phase name=\"Phase 1\" --study S", Catalogue.Acts, DoMethod);
        yield return Generic("ask", "Ask any question by its name: fieldthread ask co-occurrence least=5 --study S --cut C", Catalogue.Questions, AskMethod);
    }

    private static Command Generic(string verb, string about, IReadOnlyDictionary<string, Described> known, MethodInfo run)
    {
        var name = new Argument<string>("NAME") { Description = $"One of: {string.Join(", ", known.Keys)}." };
        var fields = new Argument<string[]>("FIELD=VALUE") { Description = "What it needs; a list is several values of one field.", Arity = ArgumentArity.ZeroOrMore };
        var study = new Option<string?>("--study", "-s") { Description = "Short name, title or id of the study.", HelpName = "S" };
        var cut = new Option<string?>("--cut") { Description = "Name of a cut, for questions.", HelpName = "NAME" };
        return new Command(verb, about) { name, fields, study, cut }.Does(async session =>
        {
            var asked = session.Parsed.GetValue(name)!;
            if (!known.TryGetValue(asked, out var described))
            {
                throw new RefusedException(new Refusal("unknown", $"There is no “{asked}”.", $"There are: {string.Join(", ", known.Keys)}."));
            }

            var given = session.Parsed.GetValue(fields)!.Select(f => f.Split('=', 2)).Where(f => f.Length == 2).GroupBy(f => f[0], f => f[1])
                .Select(g => KeyValuePair.Create(g.Key, new StringValues(g.ToArray())));
            var at = session.Parsed.GetValue(study) is { } s ? await session.StudyAsync(s) : 0;
            await (Task)run.MakeGenericMethod(described.Answer).Invoke(null, [session, at, FormReader.Read(described.Type, await NamedThings.ResolveAsync(session, at, described.Type, given)), session.Parsed.GetValue(cut)])!;
            return 0;
        });
    }

    private static async Task DoAsync<T>(Session session, int study, Act<T> act, string? cut)
    {
        _ = cut;
        Console.Out.WriteLine(Json.Write(await session.DoAsync(study, act)));
    }

    private static async Task AskAsync<T>(Session session, int study, Question<T> question, string? cut) =>
        Console.Out.WriteLine(Json.Write(await session.AskAsync(study, question, cut)));
}
