namespace Billbot.App.Storage;

/// <summary>Instants are stored as whole microseconds since 1970, UTC, so that they order and both databases hold the same.</summary>
internal static class Instant
{
    public static long ToStored(this DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromStored(long stored) => DateTimeOffset.UnixEpoch.AddTicks(stored * TimeSpan.TicksPerMicrosecond);
}
