/// <summary>What is wrong with the sample, gathered so that one run names everything.</summary>
sealed class Problems
{
    readonly List<string> all = [];

    public IReadOnlyList<string> All => all;
    public bool None => all.Count == 0;

    public void Require(bool condition, string otherwise)
    {
        if (!condition) all.Add(otherwise);
    }
}

sealed record Code(string Path, string Colour, string Definition)
{
    public string Name => Path.Split(" / ")[^1];
    public string? Parent => Path.Contains(" / ") ? Path[..Path.LastIndexOf(" / ", StringComparison.Ordinal)] : null;
}

/// <summary>One line of codings.tsv; <see cref="File"/> is the file’s name, <see cref="Source"/> the same without its extension.</summary>
sealed record Coding(string File, string Coder, string Code, string Words, string? Memo)
{
    public string Source => Path.GetFileNameWithoutExtension(File);
}

sealed record StudyFile(
    StudyHead Study, List<Person> People, Setup Setup, SiteChoice SiteChoice, List<Phase> Phases, List<Site> Sites, List<Participant> Participants, List<Encounter> Encounters,
    TopicGuides TopicGuides, List<Approval> Approvals, List<RecruitmentTarget> RecruitmentTargets, List<Consent> Consents, List<Withdrawal> Withdrawals, List<Recorded> Recordings, List<Work> Board, List<string> PublicSources, List<Quotation> Quotations, List<Statistic> Statistics, List<Claim> Claims, List<JointDisplay> JointDisplays, ReportHead Report);
sealed record StudyHead(string Name, string Summary, string Stance);
sealed record Person(string Name, string Email, string Role);
sealed record Setup(string Purpose, string Approach, string Disclaimer, string Contact, List<Funder> Funders, List<Partner> Partners, List<Contributor> Contributors, List<Milestone> Milestones);
sealed record Funder(string Name, string Grant);
sealed record Partner(string Name, string Does, bool Owner = false);
sealed record Contributor(string Name, List<string> Roles, List<Affiliation> Affiliations, string? Orcid = null, string? Person = null);
sealed record Affiliation(string Institution, string? From = null, string? To = null);
sealed record Milestone(string Name, string Planned, string? Actual = null, string? Note = null);
sealed record Phase(string Name, string Starts, string Ends, List<Window>? Windows = null, List<Saying>? Sayings = null);
sealed record Window(string PlannedStarts, string PlannedEnds, string Starts, string Ends);
sealed record Saying(string Text, string Starts, string Ends);
sealed record Site(string Name, string About, IReadOnlyList<SiteOrganisation>? Organisations = null);

sealed record SiteOrganisation(string Code, string? From = null, string? To = null);
sealed record Participant(string Pseudonym, string Site, string Role, string ConsentToQuote);
sealed record Encounter(string Name, string Kind, string Date, int Minutes, string Site, string Phase, List<string> Participants, string Source);
sealed record TopicGuides(List<LineOfInquiry> Lines, List<Guide> Guides, List<Held> Held, string Template);
sealed record LineOfInquiry(string Label, string Sought);
sealed record Guide(string Title, List<GuideVersion> Versions);
sealed record GuideVersion(string Day, string Note, string Text, List<string> Encounters);
sealed record Held(List<string> Encounters, string Channel, string Mode, string Kept, List<string> By, string? MeetingType = null);
sealed record Approval(string Kind, string Body, string Reference, string From, string? Until = null, string? Conditions = null, string? Site = null, string? CheckedOn = null, string? Checked = null);
sealed record RecruitmentTarget(string Role, string Site, int Number);
sealed record Consent(string Participant, string Day, string Form, string Note, List<string>? Given = null, List<string>? Refused = null, List<string>? NotAsked = null);
sealed record Withdrawal(string Participant, string Level, string Day, string DecidedBy, string Reason);
sealed record Recorded(string File, string Encounter, string Source, string Transcriber, string Due, string Hours, string HoursNote, string Checked, string WhySamePerson);
sealed record Work(string Source, [property: System.Text.Json.Serialization.JsonPropertyName("work")] string Kind, string State, string? Owner = null, string? Note = null);
sealed record Quotation(string Key, string Source, string Words);
sealed record Statistic(string Key, string Label, Definition Definition);
sealed record Definition(
    string Form, string Unit, List<string>? Codes, List<string>? Sites, List<string>? Phases, List<string>? Kinds, List<string>? Roles, List<string>? Coders, RegisterChoice? Register);
sealed record RegisterChoice(string? At, string? Type, string? Kind, string? From, string? To);
sealed record Claim(string Key, string Statement, List<string> For, List<string> Against, List<Verdict> Verdicts);
sealed record Verdict(string Phase, [property: System.Text.Json.Serialization.JsonPropertyName("verdict")] string Judgement, string Reason);

sealed record JointDisplay(string Name, List<string> Codes, List<string> Items, List<JointNote> Notes);
sealed record JointNote(string Site, string Fit, string Note);
sealed record ReportHead(string File, string Title);

sealed record SiteChoice(string File, string Title, int Size, string Reason, string Rules, string Kinds, string Published, string Declined, string Why);
