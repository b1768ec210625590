using System.Threading.RateLimiting;
using Billbot.Server.Mcp.Wire;
using Microsoft.Extensions.Options;

namespace Billbot.Server.Security;

/// <summary>How much one key, one business and all together may ask; configuration section <c>Limits</c>.</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    public int KeyPerSecond { get; set; } = 50;

    public int KeyBurst { get; set; } = 100;

    public int BusinessPerSecond { get; set; } = 100;

    public int BusinessBurst { get; set; } = 300;

    public int Concurrent { get; set; } = 128;

    public int Queue { get; set; } = 256;

    public TimeSpan QueueWait { get; set; } = TimeSpan.FromSeconds(5);

    public int FailedSignInsPerMinute { get; set; } = 10;
}

/// <summary>The buckets of this process. A business's daily quotas are another matter and live in the database.</summary>
public sealed class RequestLimits : IDisposable
{
    private readonly LimitOptions _options;
    private readonly PartitionedRateLimiter<string> _keys;
    private readonly PartitionedRateLimiter<string> _businesses;
    private readonly PartitionedRateLimiter<string> _failures;
    private readonly ConcurrencyLimiter _running;

    public RequestLimits(IOptions<LimitOptions> options)
    {
        _options = options.Value;
        _keys = Buckets(_options.KeyPerSecond, _options.KeyBurst);
        _businesses = Buckets(_options.BusinessPerSecond, _options.BusinessBurst);
        _failures = PartitionedRateLimiter.Create<string, string>(ip => RateLimitPartition.GetFixedWindowLimiter(
            ip,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = _options.FailedSignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        _running = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = _options.Concurrent,
            QueueLimit = _options.Queue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>Takes a place for one call; dispose it when the call is over. An unlimited caller waits for a place only.</summary>
    public async ValueTask<Permit> EnterAsync(string key, string business, bool unlimited, CancellationToken cancel) =>
        (unlimited ? null : TooFast(key, business)) is { } refusal ? new Permit(refusal)
            : await WaitAsync(cancel) is { } place ? new Permit(place)
            : new Permit(Refusals.LimitReached("running", _options.Concurrent, 1, 1));

    private Refusal? TooFast(string key, string business)
    {
        using var ofKey = _keys.AttemptAcquire(key);
        if (!ofKey.IsAcquired)
            return Over("key", _options.KeyBurst, _options.KeyPerSecond, ofKey);
        using var ofBusiness = _businesses.AttemptAcquire(business);
        return ofBusiness.IsAcquired ? null : Over("business", _options.BusinessBurst, _options.BusinessPerSecond, ofBusiness);
    }

    /// <summary>
    /// Counts a sign-in that failed; the refusal when this address had too many in the last minute. Valid keys pass all the same:
    /// one agent with a wrong key must not lock out the others on the machine.
    /// </summary>
    public Refusal? SignInFailed(string address)
    {
        using var lease = _failures.AttemptAcquire(address);
        return lease.IsAcquired ? null : Refusals.LimitReached("sign-in", _options.FailedSignInsPerMinute, 60, SecondsOf(lease));
    }

    public void Dispose()
    {
        _keys.Dispose();
        _businesses.Dispose();
        _failures.Dispose();
        _running.Dispose();
    }

    private async ValueTask<RateLimitLease?> WaitAsync(CancellationToken cancel)
    {
        var lease = _running.AttemptAcquire();
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_options.QueueWait);
        try
        {
            lease = await _running.AcquireAsync(1, patience.Token);
            if (lease.IsAcquired)
                return lease;
            lease.Dispose();
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Tokens come back in tenths of a second, so that a steady caller is not served in bursts.</summary>
    private static PartitionedRateLimiter<string> Buckets(int perSecond, int burst)
    {
        var tokens = Math.Max(1, perSecond / 10);
        var period = TimeSpan.FromSeconds((double)tokens / perSecond);
        return PartitionedRateLimiter.Create<string, string>(name => RateLimitPartition.GetTokenBucketLimiter(name, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = period,
            AutoReplenishment = true,
        }));
    }

    private static Refusal Over(string bucket, int burst, int perSecond, RateLimitLease lease) =>
        Refusals.LimitReached(bucket, burst, Math.Max(1, burst / Math.Max(1, perSecond)), SecondsOf(lease));

    private static int SecondsOf(RateLimitLease lease) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
}

/// <summary>A place for one call, or the refusal.</summary>
public readonly struct Permit : IDisposable
{
    private readonly RateLimitLease? _place;

    public Permit(RateLimitLease place) => _place = place;

    public Permit(Refusal refusal) => Refusal = refusal;

    public Refusal? Refusal { get; }

    public void Dispose() => _place?.Dispose();
}
