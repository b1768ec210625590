using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Billbot.App.Storage;

/// <summary>What seals page marks, in the database, so that each process opens the marks of all others.</summary>
internal sealed class SealKeys(Database database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. database.ReadAsync(default, session => session.ListAsync<string>("select xml from seal_key order by name"), CancellationToken.None).GetAwaiter().GetResult().Select(x => XElement.Parse(x))];

    public void StoreElement(XElement element, string friendlyName) => database.WriteAsync(
        default,
        session => session.ExecuteAsync("insert into seal_key (name, xml) values (@name, @xml)", new { name = friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) }),
        CancellationToken.None).GetAwaiter().GetResult();
}
