using System.Text.Json;
using Billbot.Testing;

namespace Billbot.App.Tests.Lists;

internal static class Walk
{
    /// <summary>All rows of a list, page by page.</summary>
    public static async Task<List<JsonElement>> AllAsync(TestCaller caller, string operation, Dictionary<string, object?> filter)
    {
        var rows = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await caller.AskAsync(operation, new Dictionary<string, object?>(filter) { ["cursor"] = cursor });
            rows.AddRange(page.At("invoices").EnumerateArray());
            cursor = page.Has("next_cursor") ? page.Text("next_cursor") : null;
        }
        while (cursor is not null);
        return rows;
    }
}
