using Billbot.App.Door;

namespace Billbot.App.Access;

/// <summary>A named set of scopes, so that nobody has to think in scopes to make a key.</summary>
public sealed record Preset(string Name, string Purpose, IReadOnlySet<Scope> Scopes)
{
    public static Preset Read { get; } = new("read", "Looks, changes nothing.", Of(Scope.ClientsRead, Scope.InvoicesRead));

    public static Preset Draft { get; } = new(
        "draft",
        "Prepares drafts and clients; a person sends.",
        Of(Scope.ClientsRead, Scope.ClientsWrite, Scope.InvoicesRead, Scope.InvoicesDraft));

    public static Preset Assistant { get; } = new("assistant", "Works for a person who is in the conversation.", Of([.. Door.Scopes.All]));

    public static Preset Autopilot { get; } = new("autopilot", "Works unattended, within limits that were typed in.", Of([.. Door.Scopes.All]));

    public static IReadOnlyList<Preset> All { get; } = [Read, Draft, Assistant, Autopilot];

    public static Preset? Find(string name) => All.FirstOrDefault(p => p.Name == name);

    private static HashSet<Scope> Of(params Scope[] scopes) => [.. scopes];
}
