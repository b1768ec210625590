using System.Net;
using System.Text.Json.Nodes;
using Billbot.Server.Mcp;
using Billbot.Server.Mcp.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Billbot.Server.Tests.Mcp;

/// <summary>Sessions of the 2025 protocols.</summary>
public sealed class Sessions
{
    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    private const string ListTools = """{"jsonrpc":"2.0","id":2,"method":"tools/list"}""";

    [Fact]
    public async Task A_session_begins_with_initialize_and_ends_with_delete()
    {
        await using var office = await McpOffice.OpenAsync();
        var id = await OpenAsync(office);
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(office, id, """{"jsonrpc":"2.0","method":"notifications/initialized"}"""));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(office, id, ListTools));

        using var end = new HttpRequestMessage(HttpMethod.Delete, office.Endpoint) { Headers = { { "Mcp-Session-Id", id } } };
        using var ended = await office.Http.SendAsync(end);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(office, id, ListTools));
    }

    [Fact]
    public async Task Without_a_session_nothing_but_initialize_is_answered()
    {
        await using var office = await McpOffice.OpenAsync();
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(office, null, ListTools));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(office, "made-up", ListTools));
    }

    [Fact]
    public async Task A_session_belongs_to_the_key_that_opened_it()
    {
        await using var office = await McpOffice.OpenAsync();
        var id = await OpenAsync(office);
        using var other = office.ClientWith(await office.NewKeyAsync("assistant"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(office, id, ListTools, other));
        using var theft = new HttpRequestMessage(HttpMethod.Delete, office.Endpoint) { Headers = { { "Mcp-Session-Id", id } } };
        using var refused = await other.SendAsync(theft);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(office, id, ListTools));
    }

    [Fact]
    public async Task A_failed_initialize_leaves_no_session()
    {
        await using var office = await McpOffice.OpenAsync();
        using var response = await office.Http.SendAsync(office.Raw("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"nonsense":true}}"""));
        Assert.False(response.Headers.Contains("Mcp-Session-Id"));
        Assert.Equal(0, office.Services.GetRequiredService<McpSessions>().Count);
    }

    [Fact]
    public async Task An_idle_session_is_over_after_an_hour()
    {
        await using var office = await McpOffice.OpenAsync();
        var id = await OpenAsync(office);
        office.Office.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(office, id, ListTools));
        office.Office.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(office, id, ListTools));
    }

    [Fact]
    public async Task The_oldest_idle_session_of_a_key_makes_room_for_a_new_one()
    {
        await using var office = await McpOffice.OpenAsync(services => services.Configure<McpOptions>(o => o.SessionsPerKey = 3));
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            office.Office.Clock.Advance(TimeSpan.FromSeconds(1));
            ids.Add(await OpenAsync(office));
        }

        Assert.Equal(3, office.Services.GetRequiredService<McpSessions>().Count);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(office, ids[0], ListTools));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(office, ids[3], ListTools));
    }

    [Fact]
    public async Task A_session_has_one_stream_which_does_not_hold_up_the_shutdown()
    {
        var office = await McpOffice.OpenAsync();
        var id = await OpenAsync(office);
        using var first = await office.Http.SendAsync(StreamOf(office, id), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", first.Content.Headers.ContentType!.MediaType);
        using var second = await office.Http.SendAsync(StreamOf(office, id), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);

        await office.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task With_sessions_off_each_request_is_answered_for_itself()
    {
        await using var office = await McpOffice.OpenAsync(services => services.Configure<McpOptions>(o => o.LegacySessions = false));
        using var opened = await office.Http.SendAsync(office.Raw(Initialize));
        Assert.False(opened.Headers.Contains("Mcp-Session-Id"));
        using var response = await office.Http.SendAsync(office.Raw("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_billing_context"}}"""));
        var result = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["result"]!;
        Assert.Equal("2026-03-09", result["structuredContent"]!["today"]!.GetValue<string>());
        using var stream = await office.Http.SendAsync(StreamOf(office, "x"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, stream.StatusCode);
    }

    [Fact]
    public async Task Rights_come_from_each_request_a_revoked_key_ends_its_session()
    {
        await using var office = await McpOffice.OpenAsync();
        var made = await office.Office.Owner.AskAsync("create_key", new { name = "gone", preset = "read" });
        using var http = office.ClientWith(made.Text("key"));
        var id = await OpenAsync(office, http);
        await office.Office.Owner.AskAsync("revoke_key", new { key_id = made.Text("id") });
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(office, id, ListTools, http));
    }

    private static HttpRequestMessage StreamOf(McpOffice office, string id)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, office.Endpoint) { Headers = { { "Mcp-Session-Id", id } } };
        request.Headers.Accept.ParseAdd("text/event-stream");
        return request;
    }

    private static async Task<string> OpenAsync(McpOffice office, HttpClient? http = null)
    {
        using var response = await (http ?? office.Http).SendAsync(office.Raw(Initialize));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var id = response.Headers.GetValues("Mcp-Session-Id").Single();
        Assert.Equal(43, id.Length);
        return id;
    }

    private static async Task<HttpStatusCode> StatusAsync(McpOffice office, string? session, string body, HttpClient? http = null)
    {
        using var request = office.Raw(body);
        request.Headers.Add("MCP-Protocol-Version", "2025-11-25");
        if (session is not null)
            request.Headers.Add("Mcp-Session-Id", session);
        using var response = await (http ?? office.Http).SendAsync(request);
        return response.StatusCode;
    }
}
