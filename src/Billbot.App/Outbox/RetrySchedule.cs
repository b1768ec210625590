using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Billbot.App.Storage;

namespace Billbot.App.Outbox;

/// <summary>When a mail that could not be sent is tried again: soon at first, then every four hours, for two days.</summary>
internal static class RetrySchedule
{
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(48);

    private const double Jitter = 0.2;

    private static readonly TimeSpan[] Delays =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4)];

    /// <summary>The instant of the next attempt; null when the mail is given up.</summary>
    public static DateTimeOffset? Next(OutboxRow row, DateTimeOffset now)
    {
        var end = Instant.FromStored(row.RequestedAt) + GivenUpAfter;
        if (now >= end)
            return null;
        var next = now + (Delays[Math.Clamp(row.Attempts - 1, 0, Delays.Length - 1)] * SpreadOf(row));
        return next < end ? next : end;
    }

    /// <summary>Between 0.8 and 1.2, from the mail itself: a crowd of mails does not come back all at once, and a test knows when.</summary>
    private static double SpreadOf(OutboxRow row)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row.MessageId} {row.Attempts}")));
        return 1 - Jitter + (2 * Jitter * BinaryPrimitives.ReadUInt32BigEndian(hash) / uint.MaxValue);
    }
}
