using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Billbot.Server.Security;

/// <summary>
/// Marks connections over the owner's socket in the data folder. Only the system user who owns the folder can open it,
/// so what comes over it needs no key.
/// </summary>
public sealed class OwnerChannel
{
    private static readonly OwnerChannel Mark = new();

    private OwnerChannel()
    {
    }

    /// <summary>Whether the request came over the owner's socket.</summary>
    public static bool Carries(HttpContext http) => http.Features.Get<OwnerChannel>() is not null;

    /// <summary>Marks every connection of a Kestrel endpoint: <c>kestrel.ListenUnixSocket(path, OwnerChannel.MarkAll)</c>.</summary>
    public static void MarkAll(ListenOptions listen) => listen.Use(next => connection =>
    {
        connection.Features.Set(Mark);
        return next(connection);
    });
}
