namespace Billbot.Domain;

/// <summary>A postal address (BG-5, BG-8). Each part may be missing; what an invoice needs of it is checked at issue.</summary>
public sealed record Address
{
    /// <summary>BT-35, BT-50.</summary>
    public string? Line1 { get; init; }

    /// <summary>BT-36, BT-51.</summary>
    public string? Line2 { get; init; }

    /// <summary>BT-37, BT-52.</summary>
    public string? City { get; init; }

    /// <summary>BT-39, BT-54.</summary>
    public string? Region { get; init; }

    /// <summary>BT-38, BT-53.</summary>
    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2 (BT-40, BT-55).</summary>
    public string? Country { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => this is { Line1: null, Line2: null, City: null, Region: null, PostalCode: null, Country: null };
}
