using Fieldthread.Core.Fieldwork.Sheets;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork.Sheets;

/// <summary>Tables of fieldwork that come in as a sheet, as they go out.</summary>
public enum FieldSheet
{
    /// <summary>Sites; a row is known by its name.</summary>
    Sites,

    /// <summary>Participants; by pseudonym.</summary>
    Participants,

    /// <summary>Roles of participants through time; by who, role and first day.</summary>
    Roles,

    /// <summary>Encounters with who was heard and how they were held; by name.</summary>
    Encounters,

    /// <summary>Appointments; by name.</summary>
    Appointments,

    /// <summary>Consent of participants, scope by scope; by pseudonym.</summary>
    Consents,

    /// <summary>Approvals; by what they are of, kind, reference and first day.</summary>
    Approvals,

    /// <summary>How many people are wanted by role and site; by both.</summary>
    Targets,

    /// <summary>Who transcribes and checks which recording until when; by the id of the recording.</summary>
    Transcription,
}

/// <summary>These tables in words.</summary>
public static class FieldSheets
{
    /// <summary>“encounters”, “targets of recruitment”.</summary>
    public static string InWords(FieldSheet sheet) => sheet switch { FieldSheet.Targets => "targets of recruitment", FieldSheet.Roles => "roles through time", FieldSheet.Transcription => "the queue of transcription", _ => sheet.ToString().ToLowerInvariant() };
}

/// <summary>A table of fieldwork, open for a sheet.</summary>
internal abstract class OpenSheet
{
    /// <summary>What the study has.</summary>
    public required SheetGround Ground { get; init; }

    /// <summary>Writes one row, as the acts on single things do and refuse.</summary>
    public abstract Task LandAsync(Acting acting, SheetRowPlan row);

    /// <summary>Opens one.</summary>
    public static Task<OpenSheet> OfAsync(FieldSheet sheet, StudyContext context, ActServices services, CancellationToken cancel) => sheet switch
    {
        FieldSheet.Sites => SiteSheet.OpenAsync(context, cancel),
        FieldSheet.Participants => ParticipantSheet.OpenAsync(context, cancel),
        FieldSheet.Roles => RoleSheet.OpenAsync(context, cancel),
        FieldSheet.Encounters => EncounterSheet.OpenAsync(context, cancel),
        FieldSheet.Appointments => AppointmentSheet.OpenAsync(context, cancel),
        FieldSheet.Consents => ConsentSheet.OpenAsync(context, services, cancel),
        FieldSheet.Approvals => ApprovalSheet.OpenAsync(context, cancel),
        FieldSheet.Targets => TargetSheet.OpenAsync(context, cancel),
        _ => TranscriptionSheet.OpenAsync(context, cancel),
    };

    /// <summary>What somebody must be let do beside keeping material, or null.</summary>
    public static Permission? Needs(FieldSheet sheet) => sheet is FieldSheet.Participants or FieldSheet.Roles or FieldSheet.Consents or FieldSheet.Approvals or FieldSheet.Targets ? Permission.KeepParticipants : null;

    protected static IReadOnlySet<string> Derive(params IEnumerable<string> headings) => headings.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of an enumeration that is written with a word; its first where the cell is empty.</summary>
    protected static T Word<T>(string cell, Func<T, string> of)
        where T : struct, Enum => Enum.GetValues<T>().FirstOrDefault(v => of(v) == cell);

    protected static IReadOnlyList<string> Words<T>(Func<T, string> of)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(of)];
}
