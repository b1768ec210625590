using System.Text.Json.Nodes;
using Billbot.Server.Tests.Cli;

namespace Billbot.Server.Tests.Torture;

/// <summary>The register of a data folder as its owner lists it, page by page.</summary>
internal static class Register
{
    /// <summary>Every number ever taken in <paramref name="folder"/>, with its state.</summary>
    public static async Task<Dictionary<string, string>> OfAsync(string folder, Dictionary<string, string>? environment = null)
    {
        var states = new Dictionary<string, string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var ran = await BillbotProgram.RunWithAsync(null, environment ?? [], ["numbers", "list", "--limit", "1000", .. cursor.Length > 0 ? new[] { "--cursor", cursor } : [], "--json", "--data", folder]);
            Assert.True(ran.ExitCode == 0, ran.Error);
            var page = JsonNode.Parse(ran.Out)!;
            foreach (var number in page["numbers"]!.AsArray())
                states.Add(number!["number"]!.ToString(), number["state"]!.ToString());
            cursor = page["next_cursor"]?.ToString();
        }

        return states;
    }
}
