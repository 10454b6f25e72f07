using System.Xml.Linq;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Fieldthread.Web.Hosting;

/// <summary>Keeps the keys of cookies and forms in the database, so that several nodes on one PostgreSQL read each other's.</summary>
/// <remarks>
/// They lie there as the framework writes them, unencrypted: whoever can read the database can forge a session, and can read the study anyway.
/// The sealed store of names has its own key, outside the database.
/// </remarks>
internal sealed class Keyring(Database database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(ReadAsync).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => WriteAsync(element, friendlyName)).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        await using var context = database.Live(new View(0));
        return await context.ReadAsync("SELECT xml FROM keyring ORDER BY name", row => XElement.Parse(row.GetString(0)), CancellationToken.None);
    }

    private async Task WriteAsync(XElement element, string name)
    {
        await database.WriteGate.WaitAsync();
        try
        {
            await using var context = database.Live(new View(0));
            await context.ExecuteAsync("INSERT INTO keyring (name, xml) VALUES (@name, @xml)", CancellationToken.None,
                ("name", $"{name}-{Guid.NewGuid():N}"), ("xml", element.ToString(SaveOptions.DisableFormatting)));
        }
        finally
        {
            database.WriteGate.Release();
        }
    }
}
