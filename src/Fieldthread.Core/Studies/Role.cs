namespace Fieldthread.Core.Studies;

/// <summary>What a person is in a study.</summary>
public enum Role
{
    /// <summary>Leads the study: everything but other people's sealed names.</summary>
    Lead,

    /// <summary>Reads, codes, writes memos and findings.</summary>
    Coder,

    /// <summary>Brings in and corrects transcripts.</summary>
    Transcriber,

    /// <summary>Keeps participants: pseudonyms, consent.</summary>
    IdentityCustodian,

    /// <summary>Runs the surveys.</summary>
    SurveyManager,

    /// <summary>Reads what is published, and nothing else.</summary>
    Commissioner,
}

/// <summary>What an act or a question needs.</summary>
public enum Permission
{
    /// <summary>See what is published.</summary>
    ReadPublished,

    /// <summary>See the study: its phases, sites, counts and log, without participants' words.</summary>
    ReadStudy,

    /// <summary>Read sources and codings.</summary>
    ReadMaterial,

    /// <summary>Read texts as they were before names were replaced.</summary>
    ReadOriginals,

    /// <summary>Listen to every recording. Whoever is asked to transcribe or to check one may hear that one without it.</summary>
    HearRecordings,

    /// <summary>Bring in and arrange sources, encounters and sites.</summary>
    KeepMaterial,

    /// <summary>Keep participants and their consent.</summary>
    KeepParticipants,

    /// <summary>See and keep the names that pseudonyms stand for. In a study without an identity custodian its lead does.</summary>
    KeepNames,

    /// <summary>Code, and write memos.</summary>
    Code,

    /// <summary>Change the codebook.</summary>
    KeepCodebook,

    /// <summary>Write quotations, statistics, claims and reports.</summary>
    WriteFindings,

    /// <summary>Freeze a cut.</summary>
    FreezeCut,

    /// <summary>Publish a report.</summary>
    Publish,

    /// <summary>Bring in surveys.</summary>
    KeepSurveys,

    /// <summary>Read the answers of single respondents.</summary>
    ReadAnswers,

    /// <summary>Set up the study: name, phases.</summary>
    KeepStudy,

    /// <summary>Say who works on the study, and as what.</summary>
    KeepPeople,

    /// <summary>Erase a participant's words.</summary>
    Erase,

    /// <summary>Keep the installation: accounts, new studies. Held by stewards, not through a study role.</summary>
    KeepInstallation,

    /// <summary>Keep one’s own account: password, tokens, joining by an invitation. Held by everybody who is signed in.</summary>
    KeepOwnAccount,

    /// <summary>Hold a link that the act itself checks. Held by everybody, signed in or not.</summary>
    HoldLink,
}

/// <summary>How a study works with its material.</summary>
public enum Stance
{
    /// <summary>A working framework, charted case by theme.</summary>
    Framework,

    /// <summary>A shared codebook, with agreement between coders.</summary>
    Codebook,

    /// <summary>Reflexive thematic analysis: no agreement scores are offered.</summary>
    Reflexive,

    /// <summary>Realist evaluation: context, mechanism, outcome.</summary>
    Realist,
}

/// <summary>Which role may do what: one table, tested cell by cell.</summary>
public static class RolePermissions
{
    private static readonly Dictionary<Role, HashSet<Permission>> Table = new()
    {
        [Role.Lead] = [.. Enum.GetValues<Permission>().Except([Permission.KeepInstallation, Permission.KeepNames])],
        [Role.Coder] =
        [
            Permission.ReadPublished, Permission.ReadStudy, Permission.ReadMaterial, Permission.KeepMaterial, Permission.Code, Permission.KeepCodebook,
            Permission.WriteFindings, Permission.FreezeCut, Permission.ReadAnswers,
        ],
        [Role.Transcriber] = [Permission.ReadPublished, Permission.ReadStudy, Permission.ReadMaterial, Permission.ReadOriginals, Permission.KeepMaterial],
        [Role.IdentityCustodian] = [Permission.ReadPublished, Permission.ReadStudy, Permission.ReadOriginals, Permission.HearRecordings, Permission.KeepParticipants, Permission.KeepNames, Permission.Erase],
        [Role.SurveyManager] = [Permission.ReadPublished, Permission.ReadStudy, Permission.KeepSurveys, Permission.ReadAnswers],
        [Role.Commissioner] = [Permission.ReadPublished],
    };

    /// <summary>True where the role may.</summary>
    public static bool May(this Role role, Permission permission) => permission is Permission.KeepOwnAccount or Permission.HoldLink || Table[role].Contains(permission);
}
