using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary>What <c>serve</c> says when it is ready. Only where no key was ever made, and a person reads it, there is one in it.</summary>
internal sealed class Welcome(Terminal terminal, OwnerDesk desk, string folder, Uri address)
{
    private readonly string _billbot = Executable.Current.Shell;

    private Uri Mcp => new(address, "/api/mcp");

    public async Task SayAsync(IReadOnlyList<BusinessId> businesses, bool printKey, CancellationToken cancel)
    {
        terminal.Out.WriteLine($"Billbot {OwnerApi.Version} is ready on {address.GetLeftPart(UriPartial.Authority)}, agents at {Mcp}");
        terminal.Out.WriteLine($"Data: {folder}");
        if (businesses is not [var business])
            return;

        var keys = await AskAsync("list_keys", business, [], cancel);
        if (keys.GetProperty("keys").GetArrayLength() > 0)
        {
            if (printKey)
                terminal.Error.WriteLine($"note:  There is a key already; no key is printed twice. Make another: {_billbot} keys create --data {Executable.Quoted(folder)} --name NAME");
        }
        else if (printKey || terminal.Interactive)
        {
            // Of several processes that start at once on one database, one makes the key and says it.
            var request = new OwnerRequest { Business = business, RequestId = "first-key", Input = JsonSerializer.SerializeToElement(new JsonObject { ["name"] = "First key" }, AppJson.Options) };
            if ((await desk.AskAsync("create_key", request, cancel)).Succeeded(out var made, out _) && made.TryGetProperty("key", out var key) && key.GetString() is { } text)
                ShowKey(text);
        }
        else
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine("No key was made, because this is no terminal. Make one, or start with --print-key:");
            terminal.Out.WriteLine($"  {_billbot} keys create --data {Executable.Quoted(folder)} --name \"Claude Code\"");
        }

        await SayWhatIsMissingAsync(business, cancel);
    }

    private void ShowKey(string key) => terminal.Out.WriteLine(
        $"""

        Your first key. It is shown this once and never again:
          {key}

        Claude Code:
          {Snippets.ClaudeCode(Mcp, key)}

        Claude Desktop, in claude_desktop_config.json (a local command, it needs no key):
        {Snippets.ClaudeDesktop(Executable.Current, folder)}

        Cursor, in .cursor/mcp.json:
        {Snippets.Cursor(Mcp, key)}
        """);

    private async Task SayWhatIsMissingAsync(BusinessId business, CancellationToken cancel)
    {
        var view = await AskAsync("get_business", business, [], cancel);
        var missing = view.GetProperty("missing").EnumerateArray().Select(m => m.GetString()!).ToList();
        if (missing.Count == 0)
            return;
        terminal.Out.WriteLine();
        terminal.Out.WriteLine("Before the first invoice can be sent, say who you are:");
        terminal.Out.WriteLine($"  {_billbot} business set --data {Executable.Quoted(folder)} {string.Join(' ', missing.Select(Example))}");
    }

    private static string Example(string field) => field switch
    {
        "name" => "--name \"Your Company\"",
        "country" => "--country US",
        "email" => "--email you@example.com",
        "address" => "--address-line1 STREET --city CITY",
        _ => $"--{field} …",
    };

    private async Task<JsonElement> AskAsync(string operation, BusinessId business, JsonObject input, CancellationToken cancel)
    {
        var request = new OwnerRequest { Business = business, Input = JsonSerializer.SerializeToElement(input, AppJson.Options) };
        return (await desk.AskAsync(operation, request, cancel)).Succeeded(out var value, out var problem)
            ? value
            : throw new InvalidOperationException($"{operation}: {problem.Code}");
    }
}
