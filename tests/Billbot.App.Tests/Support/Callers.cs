using Billbot.App.Access;
using Billbot.App.Door;
using Billbot.Domain;
using Billbot.Testing;

namespace Billbot.App.Tests.Support;

/// <summary>Callers of other kinds than the office's own.</summary>
internal static class Callers
{
    /// <summary>Somebody with a key of a preset.</summary>
    public static TestCaller Keyed(this TestOffice office, Preset preset, string family = "key_family") => office.Keyed(preset.Scopes, family);

    public static TestCaller Keyed(this TestOffice office, IReadOnlySet<Scope> scopes, string family = "key_family") => new(
        office.Services,
        new Caller { Business = office.Business, Name = "a key", Kind = ActorKind.Key, Key = KeyId.Of("key_00000000000000000000000000"), Family = family, Scopes = scopes },
        Face.Rest);

    /// <summary>The office's agent, acting in another business of the installation.</summary>
    public static TestCaller AgentOf(this TestOffice office, BusinessId business) => new(office.Services, Caller.LocalAgent(business), Face.Mcp);

    public static TestCaller OwnerOf(this TestOffice office, BusinessId business) => new(office.Services, Caller.Owner(business), Face.Cli);
}
