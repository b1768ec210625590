using Billbot.Domain;

namespace Billbot.App.Door;

/// <summary>
/// New ids: version-7 UUIDs of the call's own time. Within a millisecond they count up (RFC 9562, method 1) and a clock that is set back does not take
/// them back, so that ids sort as things happened: lists, ledgers and "the last one" rely on it.
/// </summary>
internal sealed class NewIds
{
    private const int MostPerMillisecond = 4096;

    private readonly Lock _lock = new();
    private long _millisecond;
    private int _count;

    public TId At<TId>(DateTimeOffset now) where TId : struct, IEntityId<TId>
    {
        var (millisecond, count) = Next(now.ToUnixTimeMilliseconds());
        Span<byte> bytes = stackalloc byte[16];
#pragma warning disable RS0030 // The one place that makes UUIDs; the time comes from TimeProvider.
        Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(millisecond)).TryWriteBytes(bytes, bigEndian: true, out _);
#pragma warning restore RS0030
        // The 12 bits between version and variant hold the count.
        bytes[6] = (byte)(0x70 | (count >> 8));
        bytes[7] = (byte)count;
        return EntityId.From<TId>(new Guid(bytes, bigEndian: true));
    }

    private (long Millisecond, int Count) Next(long now)
    {
        lock (_lock)
        {
            if (now > _millisecond)
                (_millisecond, _count) = (now, 0);
            else if (++_count == MostPerMillisecond)
                (_millisecond, _count) = (_millisecond + 1, 0);
            return (_millisecond, _count);
        }
    }
}
