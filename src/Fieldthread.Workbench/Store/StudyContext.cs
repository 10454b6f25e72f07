using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Fieldthread.Workbench.Store;

/// <summary>One study seen through EF Core: as it is (<see cref="LiveContext"/>) or as recorded at an act (<see cref="KnownContext"/>). A question runs unchanged on either.</summary>
public abstract class StudyContext(DbContextOptions options, View view) : DbContext(options)
{
    /// <summary>Which study, up to which act, through which filters.</summary>
    public View View { get; } = view;

    /// <summary>Local number of the study, for the filter “study”.</summary>
    public int Study => View.Study;

    /// <summary>Sites that are left when the view narrows them; empty lets all pass.</summary>
    public IReadOnlyList<Guid> OnlySites => View.Sites ?? [];

    /// <summary>Phases that are left when the view narrows them; empty lets all pass.</summary>
    public IReadOnlyList<Guid> OnlyPhases => View.Phases ?? [];

    /// <summary>Coders that are left when the view narrows them; empty lets all pass.</summary>
    public IReadOnlyList<Guid> OnlyCoders => View.Coders ?? [];

    /// <summary>The one person whose codings are seen under blind coding.</summary>
    public Guid? BlindTo => View.BlindTo;

    /// <summary>Rows of one kind of evidence.</summary>
    public IQueryable<T> All<T>()
        where T : Evidence => Set<T>();

    /// <summary>The relation that holds a row class in this view, for statements of ours.</summary>
    public string RelationOf<T>()
        where T : Evidence => Relation(Naming.TableOf(typeof(T)));

    /// <summary>The name of the relation that EF reads: the table, or the view as known.</summary>
    protected abstract string Relation(string table);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        foreach (var type in Naming.EvidenceTypes)
        {
            MapMethod.MakeGenericMethod(type).Invoke(this, [modelBuilder]);
        }

        modelBuilder.Entity<StudyHead>(head =>
        {
            head.ToTable("studies");
            head.HasKey(h => h.Id);
            head.Property(h => h.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<ActEntry>(entry =>
        {
            entry.ToTable("acts");
            entry.HasKey(e => new { e.StudyId, e.Seq });
        });
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(Naming.Column(property.Name));
            Convert(property, Database.IsSqlite());
        }
    }

    private static readonly MethodInfo MapMethod = typeof(StudyContext).GetMethod(nameof(Map), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private void Map<T>(ModelBuilder model)
        where T : Evidence
    {
        var entity = model.Entity<T>();
        entity.HasKey(row => new { row.StudyId, row.Id });
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.HasQueryFilter("study", row => row.StudyId == Study);
        if (FilterFor<T>() is { } filter)
        {
            entity.HasQueryFilter("view", filter);
        }

        var table = Naming.TableOf(typeof(T));
        if (Relation(table) == table)
        {
            // Triggers keep the history, so EF must not read rows back with RETURNING.
            entity.ToTable(table, t => t.HasTrigger(table + "_kept"));
        }
        else
        {
            entity.ToView(Relation(table));
        }
    }

    /// <summary>The row class's own filter: a static <c>Visible</c> that the class declares where blind coding or a cut narrows what is seen.</summary>
    private Expression<Func<T, bool>>? FilterFor<T>()
    {
        if (typeof(T).GetProperty("Visible", BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null) is not Expression<Func<StudyContext, T, bool>> visible)
        {
            return null;
        }

        // EF Core puts the asking context in the place of a constant of the context's type.
        var body = new Replace(visible.Parameters[0], Expression.Constant(this, typeof(StudyContext))).Visit(visible.Body)!;
        return Expression.Lambda<Func<T, bool>>(body, visible.Parameters[1]);
    }

    private sealed class Replace(Expression from, Expression to) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == from ? to : base.Visit(node);
    }

    private static void Convert(Microsoft.EntityFrameworkCore.Metadata.IMutableProperty property, bool sqlite)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(Guid) && sqlite)
        {
            property.SetValueConverter(new ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true)));
        }
        else if (type == typeof(DateTimeOffset))
        {
            property.SetValueConverter(new ValueConverter<DateTimeOffset, long>(at => Dialect.Micros(at), micros => Dialect.Instant(micros)));
        }
        else if (type.IsEnum)
        {
            property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(EnumToStringConverter<>).MakeGenericType(type))!);
        }
    }

    /// <summary>Stamps every row that an act adds or changes with its number.</summary>
    internal void Stamp(long act)
    {
        foreach (EntityEntry<Evidence> entry in ChangeTracker.Entries<Evidence>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified)
            {
                entry.Entity.StudyId = Study;
                entry.Entity.RecordedIn = act;
            }
        }
    }
}

/// <summary>The study as it is now.</summary>
public sealed class LiveContext(DbContextOptions<LiveContext> options, View view) : StudyContext(options, view)
{
    /// <summary>Rows from which the database’s knowledge of a table’s size no longer fits.</summary>
    internal const int Many = 500;

    /// <summary>Tables into which the act wrote many rows at once.</summary>
    internal SortedSet<string> Grown { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override string Relation(string table) => table;
}

/// <summary>The study as recorded at act <see cref="View.Known"/>: the same model over the views.</summary>
public sealed class KnownContext(DbContextOptions<KnownContext> options, View view) : StudyContext(options, view)
{
    /// <inheritdoc/>
    protected override string Relation(string table) => table + "_known";

    /// <summary>The past is read, never written.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new InvalidOperationException("A cut is read-only.");

    /// <summary>The past is read, never written.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) => throw new InvalidOperationException("A cut is read-only.");
}
