using System.Text.RegularExpressions;
using Billbot.Server.Tests.Cli;

namespace Billbot.Server.Tests.Story;

/// <summary>A business that its owner set up with the real program, as the README says, and what an agent is given to reach it.</summary>
internal sealed partial class JuniperWorks : IAsyncDisposable
{
    private readonly House _house;
    private readonly string _key;

    private JuniperWorks(House house, string key) => (_house, _key) = (house, key);

    /// <summary>The mails that were sent, in the order of their sending.</summary>
    public IReadOnlyList<string> Mails => [.. Directory.GetFiles(Path.Combine(_house.Path, "outbox"), "*.eml").Order(StringComparer.Ordinal)];

    public static async Task<JuniperWorks> OpenAsync(Way way)
    {
        var house = await House.OpenAsync(server: way != Way.Folder, "--print-key");
        var key = house.Server is null ? "" : KeyPattern().Match(await house.Server.WelcomeAsync("business set")).Value;
        await house.AskAsync("business", "set", "--name", "Juniper Works", "--country", "US", "--email", "me@juniper.example", "--currency", "USD", "--locale", "en-US");
        return new JuniperWorks(house, key);
    }

    public (Uri Endpoint, string Key) Address => (new Uri(_house.Server!.Http.BaseAddress!, "/api/mcp"), _key);

    /// <summary>The arguments with which an agent starts <c>billbot</c>.</summary>
    public string[] CommandFor(Way way) => way == Way.Url
        ? ["mcp", "--url", Address.Endpoint.ToString(), "--key", _key]
        : ["mcp", "--data", _house.Path];

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [GeneratedRegex("bb_sk_[0-9A-Za-z]{36}")]
    private static partial Regex KeyPattern();
}
