using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.Data.Sqlite;

namespace Fieldthread.Workbench.Tests.Store;

public sealed class OpeningTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fieldthread-open-").FullName;

    [Theory]
    [OnBoth]
    public async Task A_database_of_a_newer_version_is_refused_and_left_as_it_is(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        await place.StudyAsync();
        await place.SqlAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('9999_future', '99.0')");
        var failure = await Assert.ThrowsAsync<NewerDatabaseException>(() => Database.OpenAsync(place.ConnectionString));
        Assert.Equal("9999_future", failure.Newest);
        await place.SqlAsync("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = '9999_future'");
        await using var opened = await Database.OpenAsync(place.ConnectionString);
        Assert.Equal(1, (await LogVerify.HeadAsync(opened, 1)).Act);
    }

    [Theory]
    [OnBoth]
    public async Task Tables_of_another_program_are_left_alone(Provider provider)
    {
        var connection = provider == Provider.Sqlite ? Path.Combine(folder, "other.db") : await Place.NewPostgresAsync();
        if (provider == Provider.Sqlite)
        {
            await using var sqlite = new SqliteConnection($"Data Source={connection};Pooling=False");
            await sqlite.OpenAsync();
            await using var make = sqlite.CreateCommand();
            make.CommandText = "CREATE TABLE customers (id integer PRIMARY KEY)";
            await make.ExecuteNonQueryAsync();
        }
        else
        {
            await using var postgres = new Npgsql.NpgsqlConnection(connection);
            await postgres.OpenAsync();
            await using var make = new Npgsql.NpgsqlCommand("CREATE TABLE customers (id integer PRIMARY KEY)", postgres);
            await make.ExecuteNonQueryAsync();
        }

        Assert.Equal("another-program", (await Place.RefusedAsync(() => Database.OpenAsync(connection))).Code);
    }

    [Fact]
    public async Task A_damaged_file_is_refused_in_words()
    {
        var path = Path.Combine(folder, "rubbish.db");
        await File.WriteAllBytesAsync(path, Enumerable.Range(0, 8192).Select(n => (byte)(n * 7)).ToArray());
        Assert.Equal("damaged", (await Place.RefusedAsync(() => Database.OpenAsync(path))).Code);

        await using var place = await Place.NewAsync(Provider.Sqlite);
        var study = await place.StudyAsync();
        await place.SqlAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        await place.Database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(place.ConnectionString);
        Array.Fill(bytes, (byte)0xA5, 4096, bytes.Length - 4096);
        await File.WriteAllBytesAsync(place.ConnectionString, bytes);
        var refusal = await Place.RefusedAsync(async () =>
        {
            await using var damaged = await Database.OpenAsync(place.ConnectionString);
            await new Workshop(damaged).DoAsync(study, new AddPhase("Phase 1"), Actor.Program);
        });
        Assert.Equal(("damaged", "Restore the newest backup with: fieldthread restore."), (refusal.Code, refusal.WhatToDo));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
