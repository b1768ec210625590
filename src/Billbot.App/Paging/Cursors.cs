using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Billbot.Domain;
using Microsoft.AspNetCore.DataProtection;

namespace Billbot.App.Paging;

/// <summary>
/// Makes and opens the marks between pages. A cursor is sealed: it holds the sort key of the last row, and is good only for
/// the same business and the same filter. Anything else is refused as <c>invalid_cursor</c>.
/// </summary>
public sealed class Cursors(IDataProtectionProvider protection)
{
    private readonly Lazy<IDataProtector> _seal = new(() => protection.CreateProtector("billbot.cursor.v1"));

    internal string After(BusinessId business, string filter, string sortKey, string id) =>
        _seal.Value.Protect(JsonSerializer.Serialize(new[] { business.Value, Digest(filter), sortKey, id }));

    /// <summary>The last row of the page before; null at the start.</summary>
    internal Result<Mark> Open(BusinessId business, string filter, string? cursor)
    {
        if (cursor is null)
            return Mark.Start;
        try
        {
            if (JsonSerializer.Deserialize<string[]>(_seal.Value.Unprotect(cursor)) is [var owner, var digest, var sortKey, var id]
                && owner == business.Value && digest == Digest(filter))
                return new Mark(sortKey, id);
        }
        catch (Exception failure) when (failure is CryptographicException or JsonException or FormatException)
        {
            // Altered or made elsewhere: the same answer as any other wrong cursor.
        }

        return PagingProblems.InvalidCursor;
    }

    private static string Digest(string filter) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(filter)).AsSpan(0, 8));
}

/// <summary>Where a page begins: behind this row.</summary>
internal sealed record Mark(string? SortKey, string? Id)
{
    public static Mark Start { get; } = new(null, null);

    public bool IsStart => Id is null;
}
