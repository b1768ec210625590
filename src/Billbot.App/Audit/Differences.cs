using System.Text.Json.Nodes;
using Billbot.App.Invoices;

namespace Billbot.App.Audit;

/// <summary>What differs between two states of one thing, member by member.</summary>
internal static class Differences
{
    public static IReadOnlyList<FieldChange> Between(JsonObject before, JsonObject after) =>
        [.. before.Select(m => m.Key).Union(after.Select(m => m.Key))
            .Where(name => !JsonNode.DeepEquals(before[name], after[name]))
            .Select(name => new FieldChange($"/{name}", TextOf(before[name]), TextOf(after[name])))];

    private static string? TextOf(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value => value.ToString(),
        _ => node.ToJsonString(AppJson.Options),
    };
}
