using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Billbot.Mcp.ConformanceHost;

/// <summary>A resource of the suite; its address may hold one <c>{id}</c>.</summary>
internal sealed class FixtureResource(string address, string mime, Func<string, ResourceContents> read) : McpServerResource
{
    private readonly string[] _around = address.Split("{id}");

    public override ResourceTemplate ProtocolResourceTemplate { get; } = new()
    {
        UriTemplate = address,
        Name = address.Replace("test://", "", StringComparison.Ordinal),
        Description = "A resource of the suite",
        MimeType = mime,
    };

    public override IReadOnlyList<object> Metadata { get; } = [];

    public override bool IsMatch(string uri) => _around is [var start, var end]
        ? uri.StartsWith(start, StringComparison.Ordinal) && uri.EndsWith(end, StringComparison.Ordinal) && uri.Length > start.Length + end.Length
        : uri == address;

    public override ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken cancellationToken = default) =>
        new(new ReadResourceResult { Contents = [read(request.Params.Uri)] });
}

internal static class FixtureResources
{
    public static IEnumerable<McpServerResource> All =>
    [
        new FixtureResource("test://static-text", "text/plain", uri => Text(uri, "text/plain", "This is the content of the static text resource.")),
        new FixtureResource("test://static-binary", "image/png", uri => BlobResourceContents.FromBytes(Fixture.Png, uri, "image/png")),
        new FixtureResource("test://watched-resource", "text/plain", uri => Text(uri, "text/plain", "Watched.")),
        new FixtureResource("test://template/{id}/data", "application/json", uri => Text(uri, "application/json", $$"""{"id":"{{uri.Split('/')[^2]}}","templateTest":true}""")),
    ];

    private static TextResourceContents Text(string uri, string mime, string text) => new() { Uri = uri, MimeType = mime, Text = text };
}
