using Billbot.Domain;

namespace Billbot.App.Door;

/// <summary>What an operation does to the world; decides about transaction, idempotency and audit.</summary>
public enum Effect
{
    Reads,
    Writes,
    Sends,
    Voids,
}

/// <summary>The name of a use case and who may ask for it.</summary>
/// <param name="Name">The name on every face, snake_case.</param>
/// <param name="Scope">The scope a key needs; null: any valid key, unless <see cref="OwnerOnly"/>.</param>
/// <param name="Effect">What it does.</param>
public sealed record Operation(string Name, Scope? Scope, Effect Effect)
{
    /// <summary>Never with a key: settings, keys, bank details.</summary>
    public bool OwnerOnly { get; init; }

    /// <summary>Founds a business: the call has none yet, the door gives it a new id.</summary>
    public bool Founds { get; init; }

    /// <summary>An operation of the owner alone.</summary>
    public static Operation OfOwner(string name, Effect effect) => new(name, null, effect) { OwnerOnly = true };
}

/// <summary>Who asks. The business comes from here, never from input.</summary>
public sealed record Caller
{
    public required BusinessId Business { get; init; }

    /// <summary>How the record names the caller: a key's name, <c>owner</c>, a job's name.</summary>
    public required string Name { get; init; }

    public required ActorKind Kind { get; init; }

    /// <summary>The key of the call, where it came with one.</summary>
    public KeyId? Key { get; init; }

    /// <summary>Keys that follow one another by rotation share a family, so that a retry survives the rotation.</summary>
    public string Family { get; init; } = "";

    public IReadOnlySet<Scope> Scopes { get; init; } = new HashSet<Scope>();

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Exempt from limits of calls per second.</summary>
    public bool Unlimited { get; init; }

    /// <summary>The person at the machine, with all rights in <paramref name="business"/>.</summary>
    public static Caller Owner(BusinessId business) => new()
    {
        Business = business,
        Name = "owner",
        Kind = ActorKind.Owner,
        Family = "owner",
        Scopes = new HashSet<Scope>(Door.Scopes.All),
    };

    /// <summary>The agent of a person at this machine: what a new key of preset <c>assistant</c> may do, no more.</summary>
    public static Caller LocalAgent(BusinessId business) => new()
    {
        Business = business,
        Name = "local agent",
        Kind = ActorKind.LocalAgent,
        Family = "local",
        Scopes = Access.Preset.Assistant.Scopes,
    };

    /// <summary>A job of Billbot itself.</summary>
    public static Caller Job(BusinessId business, string name) => new()
    {
        Business = business,
        Name = name,
        Kind = ActorKind.Job,
        Family = "job",
    };
}

public enum ActorKind
{
    Key,
    LocalAgent,
    Owner,
    Job,
}

public enum Face
{
    Mcp,
    Rest,
    Cli,
    Job,
}

/// <summary>One request of a caller.</summary>
public sealed record Call(Caller Caller, Face Face)
{
    /// <summary>The caller's key for this intent, 1 to 255 printable ASCII characters: a repeat with it does nothing twice.</summary>
    public string? RequestId { get; init; }

    /// <summary>Compute and check everything, write nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Where the request came from; cut to 64 characters.</summary>
    public string? Ip { get; init => field = Cut(value, 64); }

    /// <summary>Name and version of the agent's program, as it says itself; cut to 120 characters.</summary>
    public string? Agent { get; init => field = Cut(value, 120); }

    private static string? Cut(string? text, int most) => text?.Length > most ? text[..most] : text;
}

/// <summary>What a use case answered, and whether it was a stored answer to a repeated request.</summary>
public readonly record struct Answer<T>(T Value, bool Replayed);
