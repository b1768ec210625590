namespace Billbot.Server.Host;

/// <summary>
/// The system's clock, which one flow of calls may move for itself alone: demo data is made at the time it tells of,
/// while everything else in the process lives in the present.
/// </summary>
public sealed class ScopedClock : TimeProvider
{
    private readonly AsyncLocal<DateTimeOffset?> _moved = new();

    public override DateTimeOffset GetUtcNow() => _moved.Value ?? base.GetUtcNow();

    /// <summary>The present, whatever the flow of calls has moved to.</summary>
    public DateTimeOffset Present => base.GetUtcNow();

    /// <summary>Moves the clock for the calls that follow in this flow.</summary>
    public void MoveTo(DateTimeOffset instant) => _moved.Value = instant;
}
