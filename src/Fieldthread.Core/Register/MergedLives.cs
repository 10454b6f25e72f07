using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>When organisations began and ended, as several lists together say.</summary>
internal sealed class MergedLives
{
    private readonly Dictionary<string, Life> lives = new(StringComparer.Ordinal);
    private readonly List<Conflict> conflicts;

    public MergedLives(IReadOnlyList<Vintage> all, List<Conflict> conflicts)
    {
        this.conflicts = conflicts;
        foreach (var vintage in all)
        {
            foreach (var given in vintage.Data.Organisations)
            {
                if (!lives.TryGetValue(given.Id, out var life))
                {
                    lives.Add(given.Id, life = new Life());
                }

                life.Say(given, vintage);
            }
        }

        var lists = all.Where(v => v.Whole).GroupBy(v => v.Source, StringComparer.Ordinal).Select(s => (Last: s.Last(), Ids: s.Last().Data.Organisations.Select(o => o.Id).ToHashSet(StringComparer.Ordinal), Many: s.Count() > 1)).Where(s => s.Many).ToList();
        foreach (var (id, life) in lives)
        {
            life.Tell(id, conflicts);
            foreach (var (last, ids, _) in lists.Where(l => !l.Ids.Contains(id)))
            {
                if (life.LastOf(last.Source) is { } seen && !seen.Given.Guessed && seen.Given.When.Last is null)
                {
                    conflicts.Add(new Conflict(ConflictKind.Vanished, id, "closed", $"{seen.Vintage.Source} {seen.Vintage.Date}: open", $"{last.Source} {last.Date}: not in the list", ""));
                }
            }
        }
    }

    /// <summary>When an organisation was there, as it stands.</summary>
    public WrittenPeriod Of(string id) => lives.TryGetValue(id, out var life) ? life.When : default;

    /// <summary>True where a list has it.</summary>
    public bool IsThere(string id) => lives.ContainsKey(id);

    /// <summary>Of what type it is.</summary>
    public string TypeOf(string id) => lives[id].Type;

    /// <summary>Settles what the study states of an organisation, whatever lists say.</summary>
    public void Correct(string id, string? type = null, WrittenPeriod? when = null)
    {
        var life = lives[id];
        life.Corrected = type ?? life.Corrected;
        if (when is { } stated)
        {
            (life.When, life.OnlyGuessed) = (stated, false);
        }
    }

    /// <summary>True where it was there the day before.</summary>
    public bool ThereBefore(string id, int day) => Of(id) is { From: { } from } when && from.First.DayNumber < day && when.Period.Holds(day - 1);

    /// <summary>True where a list says that it goes on.</summary>
    public bool GoesOn(string id, int day) => lives.TryGetValue(id, out var life) && !life.OnlyGuessed && (life.When.Last?.Last.DayNumber >= day || (life.When.Last is null && life.OpenAsKnownOn >= day));

    /// <summary>Ends and begins organisations by events, where no list says otherwise.</summary>
    public void EndBy(IReadOnlyList<GivenEvent> events)
    {
        foreach (var change in events)
        {
            var day = change.Date.First.DayNumber;
            foreach (var part in change.Parts.Where(p => p.Role is PartRole.Before or PartRole.After && lives.ContainsKey(p.Organisation)))
            {
                var (life, words) = (lives[part.Organisation], $"event {change.Id}: {(part.Role == PartRole.Before ? "ended" : "began")} on {change.Date}");
                if (part.Role == PartRole.After)
                {
                    if (life.When.From is not { } from || life.OnlyGuessed)
                    {
                        life.When = life.When with { From = change.Date };
                    }
                    else if (from.First.DayNumber != day)
                    {
                        conflicts.Add(new Conflict(ConflictKind.EventDiffers, part.Organisation, "opened", words, $"{life.FromSaid}: {from}", from.ToString()));
                    }
                }
                else if (life.When.Last is { } last && !life.OnlyGuessed)
                {
                    if (last.Last.DayNumber + 1 != day)
                    {
                        conflicts.Add(new Conflict(ConflictKind.EventDiffers, part.Organisation, "closed", words, $"{life.LastSaid}: {last}", last.ToString()));
                    }
                }
                else if (life.OpenAsKnownOn is { } seen && seen >= day)
                {
                    conflicts.Add(new Conflict(ConflictKind.EventDiffers, part.Organisation, "closed", words, $"{life.LastSaid}: open", "open"));
                }
                else if (life.When.From is not { } began || began.First.DayNumber < day)
                {
                    life.When = life.When with { Last = Vintage.Written(day - 1) };
                }
            }
        }

        // Who vanished from a list and was ended by an event is not missed any more.
        for (var i = 0; i < conflicts.Count; i++)
        {
            if (conflicts[i] is { Kind: ConflictKind.Vanished } missing)
            {
                conflicts[i] = missing with { Stands = Of(missing.Organisation).Last?.ToString() ?? "open" };
            }
        }
    }

    public IReadOnlyList<GivenOrganisation> ToList() => [.. lives.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => new GivenOrganisation(l.Key, l.Value.Type, l.Value.When, l.Value.OnlyGuessed))];

    /// <summary>One organisation’s.</summary>
    private sealed class Life
    {
        private WrittenPeriod? when;
        private bool? onlyGuessed;

        public List<(GivenOrganisation Given, Vintage Vintage)> Said { get; } = [];

        /// <summary>The type that the study states, or null.</summary>
        public string? Corrected { get; set; }

        public string Type => Corrected ?? Said.LastOrDefault(s => !s.Given.Guessed && s.Given.Type.Length > 0).Given?.Type ?? Said.LastOrDefault(s => s.Given.Type.Length > 0).Given?.Type ?? "";

        public bool OnlyGuessed
        {
            get => onlyGuessed ?? Said.TrueForAll(s => s.Given.Guessed);
            set => onlyGuessed = value;
        }

        public WrittenPeriod When
        {
            get => when ??= Stated();
            set => when = value;
        }

        /// <summary>The newest day on which a list had it open, of those that say so themselves.</summary>
        public int? OpenAsKnownOn => Said.Where(s => !s.Given.Guessed && s.Given.When.Last is null).Select(s => (int?)s.Vintage.Known).Max();

        public string FromSaid => Name(Said.Last(s => s.Given.When.From is not null).Vintage);

        public string LastSaid => Name((Said.FindLast(s => !s.Given.Guessed) is { Given: not null } firm ? firm : Said[^1]).Vintage);

        public void Say(GivenOrganisation given, Vintage vintage) => Said.Add((given, vintage));

        public (GivenOrganisation Given, Vintage Vintage)? LastOf(string source) => Said.FindLast(s => s.Vintage.Source == source) is { Given: not null } found ? found : null;

        private static string Name(Vintage vintage) => $"{vintage.Source} {vintage.Date}";

        private WrittenPeriod Stated()
        {
            var firm = Said.Where(s => !s.Given.Guessed).ToList();
            if (firm.Count > 0)
            {
                // A list that has it open says nothing of an end that came after it.
                var (stands, day) = (firm[^1].Given.When.Last, firm[^1].Vintage.Known);
                return new(firm.LastOrDefault(f => f.Given.When.From is not null).Given?.When.From, stands ?? firm.LastOrDefault(f => f.Vintage.Known > day && f.Given.When.Last?.Last.DayNumber > day).Given?.When.Last);
            }

            // Of guesses, those that guess anything: from the earliest to the latest.
            var guessed = Said.Where(s => s.Given.When.From is not null || s.Given.When.Last is not null).GroupBy(s => s.Vintage.Source, StringComparer.Ordinal).Select(s => s.Last().Given.When).ToList();
            return guessed.Count == 0 ? default : new(guessed.Min(g => g.From), guessed.Exists(g => g.Last is null) ? null : guessed.Max(g => g.Last));
        }

        public void Tell(string id, List<Conflict> conflicts)
        {
            // Told as it came to be known, whomever the study goes by.
            var firm = Said.Where(s => !s.Given.Guessed).OrderBy(s => s.Vintage, Vintage.ByKnown).ToList();
            for (var i = 1; i < firm.Count; i++)
            {
                Differ(id, "type", firm[i - 1], firm[i], g => g.Type, conflicts, only: ConflictKind.Disagrees);
                var (was, becomes) = (firm[i - 1].Given.When, firm[i].Given.When);
                if (was == becomes)
                {
                    // Nearly all that lists say they say again: nothing is written out for it.
                    continue;
                }

                Differ(id, "opened", firm[i - 1], firm[i], g => g.When.From?.ToString() ?? "", conflicts, null);
                Differ(id, "closed", firm[i - 1], firm[i], g => g.When.Last?.ToString() ?? "", conflicts, null);
            }
        }

        private void Differ(string id, string what, (GivenOrganisation Given, Vintage Vintage) one, (GivenOrganisation Given, Vintage Vintage) other, Func<GivenOrganisation, string> of, List<Conflict> conflicts, ConflictKind? only)
        {
            var (was, becomes) = (of(one.Given), of(other.Given));
            if (was == becomes || (becomes.Length == 0 && what != "closed") || (was.Length == 0 && what != "closed"))
            {
                return;
            }

            var same = one.Vintage.Source == other.Vintage.Source;
            // That it closed since the earlier list is news; that it had closed before it is a correction.
            var backdated = what == "opened" || was.Length > 0 || other.Given.When.Last?.Last.DayNumber <= one.Vintage.Known;
            if ((same && (!backdated || only == ConflictKind.Disagrees)) || (!same && was.Length == 0 && other.Given.When.Last?.Last.DayNumber > one.Vintage.Known))
            {
                return;
            }

            string Word(string value) => value.Length == 0 ? "open" : value;
            conflicts.Add(new Conflict(same ? ConflictKind.Backdated : ConflictKind.Disagrees, id, what, $"{Name(one.Vintage)}: {Word(was)}", $"{Name(other.Vintage)}: {Word(becomes)}", what == "type" ? Type : Word((what == "opened" ? When.From : When.Last)?.ToString() ?? "")));
        }
    }
}
