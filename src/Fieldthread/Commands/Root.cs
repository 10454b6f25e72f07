using System.CommandLine;
using System.Text.RegularExpressions;

namespace Fieldthread.Commands;

/// <summary>The command line: what a researcher types.</summary>
internal static partial class Root
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(
            """
            Fieldthread: a workbench for studies of organisations that change.
            Every claim opens onto its evidence, and every number can be made again.

            A first look:      fieldthread demo
            Your own study:    fieldthread study new "Groups in formation"
                               fieldthread import qdpx project.qdpx --study groups-in-formation
                               fieldthread serve

            Exit codes: 0 done; 1 refused, or something was found wrong; 2 the command was not understood.
            """)
        {
            Options = { Common.Data, Common.Database, Common.As, Common.Json },
        };
        foreach (var command in (IEnumerable<Command>)
            [
                .. ServeCommands.All(), .. StudyCommands.All(), .. MaterialCommands.All(), .. CodebookCommands.All(), .. RetrievalCommand.All(), .. AutoCodeCommands.All(), .. AnswerCommands.All(), .. ClassificationCommands.All(), .. FrameworkCommands.All(), .. RegisterCommands.All(), .. IndicatorCommands.All(), .. ResponsibilityCommands.All(), .. MoneyCommands.All(), .. BodyCommands.All(), .. CountCommands.All(), .. SurveyCommands.All(), .. SiteCommands.All(), .. SourceCommands.All(), .. NameCommands.All(), .. ConsentCommands.All(), .. ApprovalCommands.All(), .. RecruitmentCommands.All(), .. CalendarCommands.All(), .. GuideCommands.All(), .. TranscriptionCommands.All(), .. BoardCommands.All(), .. MemoCommands.All(), .. MinutesCommands.All(), .. FindingCommands.All(), .. ChecklistCommands.All(), .. KeepingCommands.All(), .. GenericCommands.All(), .. BenchCommand.All(),
            ])
        {
            root.Subcommands.Add(command);
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(InWords(error.Message));
            }

            await Console.Error.WriteLineAsync("Type “fieldthread --help” for what there is.");
            return 2;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>What the reader of command lines says of a value names types of the program; a person reads the value and where it stood.</summary>
    private static string InWords(string error) => NotRead().Match(error) is { Success: true } match
        ? $"“{match.Groups["value"].Value}” cannot be read as the value of {match.Groups["name"].Value}. Type the command with --help for what may stand there."
        : error;

    [GeneratedRegex("^Cannot parse argument '(?<value>.*)' for (?:option|command|argument) '(?<name>[^']+)' as expected type", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotRead();
}
