using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Billbot.Server.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Billbot.Server.Tests.Mcp;

/// <summary>Each check of the endpoint, one by one, over raw HTTP.</summary>
public sealed class TransportChecks
{
    [Theory]
    [InlineData("evil.example", null)]
    [InlineData("127.0.0.1.evil.example", null)]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, "null")]
    [InlineData(null, "http://localhost:1")]
    [InlineData(null, "file:///etc/passwd")]
    public async Task Foreign_hosts_and_pages_are_refused_before_the_key_is_looked_at(string? host, string? origin)
    {
        await using var office = await McpOffice.OpenAsync();
        using var nobody = office.ClientWith(null);
        using var request = office.ModernRequest("tools/list");
        if (host is not null)
            request.Headers.Host = host;
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        await RefusedAsync(nobody, request, HttpStatusCode.Forbidden, -32600);
    }

    [Fact]
    public async Task A_page_of_the_server_itself_may_ask_and_no_page_gets_CORS_headers()
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = office.ModernRequest("tools/list");
        request.Headers.Add("Origin", $"http://127.0.0.1:{office.Endpoint.Port}");
        using var response = await office.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(response.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_public_address_is_ours_too()
    {
        await using var office = await McpOffice.OpenAsync(services => services.Configure<AddressOptions>(o => o.PublicUrl = new Uri("https://bill.example")));
        using var request = office.ModernRequest("tools/list");
        request.Headers.Host = "bill.example";
        request.Headers.Add("Origin", "https://bill.example");
        using var response = await office.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer bb_sk_000000000000000000000000000000000000")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Without_a_valid_key_the_answer_is_401_and_names_no_OAuth(string? authorization)
    {
        await using var office = await McpOffice.OpenAsync();
        using var nobody = office.ClientWith(null);
        using var request = office.ModernRequest("tools/list");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await nobody.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        using var discovery = await nobody.GetAsync(new Uri(office.Endpoint, "/.well-known/oauth-protected-resource"));
        Assert.Equal(HttpStatusCode.NotFound, discovery.StatusCode);
    }

    [Fact]
    public async Task A_revoked_an_expired_and_an_unknown_key_get_the_same_bytes()
    {
        await using var office = await McpOffice.OpenAsync();
        var made = await office.Office.Owner.AskAsync("create_key", new { name = "gone", preset = "read" });
        await office.Office.Owner.AskAsync("revoke_key", new { key_id = made.Text("id") });
        var shortLived = await office.Office.Owner.AskAsync("create_key", new { name = "short", preset = "read", expires_days = 1 });
        office.Office.Clock.Advance(TimeSpan.FromDays(2));

        var bodies = new HashSet<string>();
        foreach (var key in new[] { made.Text("key"), shortLived.Text("key"), "bb_sk_unknown" })
        {
            using var http = office.ClientWith(key);
            using var response = await http.SendAsync(office.ModernRequest("tools/list"));
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            bodies.Add(await response.Content.ReadAsStringAsync());
        }

        Assert.Single(bodies);
    }

    [Theory]
    [InlineData("?key=x")]
    [InlineData("?api_key=x")]
    [InlineData("?a=bb_sk_000000000000000000000000000000000000")]
    public async Task A_key_in_the_address_is_refused(string query)
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = office.ModernRequest("tools/list");
        request.RequestUri = new Uri(office.Endpoint, query);
        await RefusedAsync(office.Http, request, HttpStatusCode.BadRequest, -32600);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/json; charset=utf-8", 200)]
    public async Task The_body_is_JSON_in_UTF8(string type, int status)
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = office.ModernRequest("tools/list");
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await office.Http.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_compressed_body_is_refused()
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = office.ModernRequest("tools/list");
        request.Content!.Headers.ContentEncoding.Add("gzip");
        await RefusedAsync(office.Http, request, HttpStatusCode.UnsupportedMediaType, -32600);
    }

    [Theory]
    [InlineData("application/json", 406)]
    [InlineData("text/event-stream", 406)]
    [InlineData("text/html", 406)]
    [InlineData("*/*", 200)]
    [InlineData("text/event-stream;q=0.5, application/json", 200)]
    public async Task The_client_has_to_accept_JSON_and_streams(string accept, int status)
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = office.ModernRequest("tools/list");
        request.Headers.Accept.Clear();
        request.Headers.Accept.ParseAdd(accept);
        using var response = await office.Http.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_body_of_50_MB_is_refused_and_the_server_keeps_serving()
    {
        await using var office = await McpOffice.OpenAsync();
        using (var declared = office.Raw(new byte[2 * 1024 * 1024]))
            await RefusedAsync(office.Http, declared, HttpStatusCode.RequestEntityTooLarge, -32600);

        // 50 MB by hand: what is sent after the refusal may or may not be read, the refusal comes all the same.
        using var socket = new TcpClient();
        await socket.ConnectAsync(office.Endpoint.Host, office.Endpoint.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {office.Key}\r\nContent-Type: application/json\r\nAccept: */*\r\nContent-Length: 52428800\r\n\r\n"));
        var buffer = new byte[512];
        var read = await stream.ReadAsync(buffer);
        Assert.StartsWith("HTTP/1.1 413", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);

        Assert.False((await office.CallAsync("get_billing_context")).IsError);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_cut_off_at_the_limit()
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = office.ModernRequest("tools/list");
        var type = request.Content!.Headers.ContentType;
        request.Content = new StreamContent(new MemoryStream(new byte[3 * 1024 * 1024]));
        request.Content.Headers.ContentType = type;
        request.Headers.TransferEncodingChunked = true;
        await RefusedAsync(office.Http, request, HttpStatusCode.RequestEntityTooLarge, -32600);
    }

    [Theory]
    [InlineData("", -32700)]
    [InlineData("{", -32700)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"a\":NaN}}", -32700)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"} x", -32700)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"a\":\"\\ud800\"}}", -32700)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"tools/list\"}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"arguments\":{\"quantity\":1,\"quantity\":9}}}", -32600)]
    [InlineData("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}]", -32600)]
    [InlineData("5", -32600)]
    [InlineData("{}", -32600)]
    [InlineData("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"tools/list\"}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"tools/list\"}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"tools/list\"}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"tools/list\"}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\"}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":[]}", -32600)]
    public async Task What_is_no_message_is_refused_with_its_code(string body, int code)
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = office.Raw(body);
        request.Headers.Add("MCP-Protocol-Version", McpOffice.Modern);
        await RefusedAsync(office.Http, request, HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_and_deep_nesting_are_refused_a_byte_order_mark_is_not()
    {
        await using var office = await McpOffice.OpenAsync();
        foreach (var body in new[] { [0x7B, 0x22, 0xC0, 0xAF, 0x22, 0x3A, 0x31, 0x7D], Encoding.Unicode.GetBytes("{}"), Encoding.ASCII.GetBytes(new string('[', 10_000)) })
        {
            using var request = office.Raw(body);
            await RefusedAsync(office.Http, request, HttpStatusCode.BadRequest, -32700);
        }

        using var marked = office.ModernRequest("tools/list");
        var text = await marked.Content!.ReadAsByteArrayAsync();
        marked.Content = new ByteArrayContent([0xEF, 0xBB, 0xBF, .. text]) { Headers = { ContentType = new("application/json") } };
        using var response = await office.Http.SendAsync(marked);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_protocol_version_is_told_which_one_there_is()
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = office.Raw("""{"jsonrpc":"2.0","id":"q","method":"tools/list"}""");
        request.Headers.Add("MCP-Protocol-Version", "1900-01-01");
        var error = await RefusedAsync(office.Http, request, HttpStatusCode.BadRequest, -32022);
        Assert.Equal("""{"supported":["2026-07-28"],"requested":"1900-01-01"}""", error["error"]!["data"]!.ToJsonString());
        Assert.Equal("q", error["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}""")]
    [InlineData("""{"_meta":{"io.modelcontextprotocol/clientCapabilities":{}}}""")]
    [InlineData("""{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":[]}}""")]
    public async Task A_modern_request_carries_version_and_capabilities(string parameters)
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = office.Raw($$"""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{{parameters}}}""");
        request.Headers.Add("MCP-Protocol-Version", McpOffice.Modern);
        request.Headers.Add("Mcp-Method", "tools/list");
        await RefusedAsync(office.Http, request, HttpStatusCode.BadRequest, -32602);
    }

    [Theory]
    [InlineData("MCP-Protocol-Version", null)]
    [InlineData("MCP-Protocol-Version", "2025-11-25")]
    [InlineData("Mcp-Method", null)]
    [InlineData("Mcp-Method", "tools/list")]
    [InlineData("Mcp-Method", "TOOLS/CALL")]
    [InlineData("Mcp-Name", null)]
    [InlineData("Mcp-Name", "get_client")]
    [InlineData("Mcp-Name", "=?base64?%%%?=")]
    public async Task Headers_and_body_have_to_say_the_same(string header, string? value)
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = office.ModernRequest("tools/call", """{"name":"void_invoice","arguments":{}}""", "void_invoice");
        request.Headers.Remove(header);
        if (value is not null)
            request.Headers.Add(header, value);
        await RefusedAsync(office.Http, request, HttpStatusCode.BadRequest, -32020);
    }

    [Theory]
    [InlineData(" get_billing_context ")]
    [InlineData("=?base64?Z2V0X2JpbGxpbmdfY29udGV4dA==?=")]
    public async Task A_name_in_a_header_may_be_encoded_or_have_blanks_around_it(string name)
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = office.ModernRequest("tools/call", """{"name":"get_billing_context","arguments":{}}""");
        request.Headers.TryAddWithoutValidation("mcp-name", name);
        using var response = await office.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("initialize")]
    [InlineData("ping")]
    [InlineData("logging/setLevel")]
    [InlineData("resources/subscribe")]
    [InlineData("resources/unsubscribe")]
    [InlineData("no/such/method")]
    public async Task A_method_that_the_modern_protocol_does_not_have_is_404(string method)
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = office.ModernRequest(method);
        await RefusedAsync(office.Http, request, HttpStatusCode.NotFound, -32601);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task Modern_clients_only_post(string method)
    {
        await using var office = await McpOffice.OpenAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), office.Endpoint);
        request.Headers.Add("MCP-Protocol-Version", McpOffice.Modern);
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await office.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task An_unknown_tool_is_a_protocol_error_and_a_tool_called_as_a_notification_does_nothing()
    {
        await using var office = await McpOffice.OpenAsync();
        var unknown = await office.CallAsync("no_such_tool");
        Assert.Equal(-32602, unknown.Message["error"]!["code"]!.GetValue<int>());

        using var request = office.ModernRequest("tools/call", """{"name":"create_client","arguments":{"name":"Ghost"}}""", "create_client");
        var body = await request.Content!.ReadAsStringAsync();
        request.Content = new StringContent(body.Replace("\"id\":1,", "", StringComparison.Ordinal), Encoding.UTF8, "application/json");
        using var response = await office.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Empty((await office.CallAsync("list_clients")).Structured["clients"]!.AsArray());
    }

    [Fact]
    public async Task A_plain_answer_is_plain_JSON_and_discovery_names_one_version()
    {
        await using var office = await McpOffice.OpenAsync();
        using var response = await office.Http.SendAsync(office.ModernRequest("server/discover"));
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var result = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["result"]!;
        Assert.Equal("""["2026-07-28"]""", result["supportedVersions"]!.ToJsonString());
        Assert.Equal("complete", result["resultType"]!.GetValue<string>());
    }

    private static async Task<JsonObject> RefusedAsync(HttpClient http, HttpRequestMessage request, HttpStatusCode status, int code)
    {
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal((status, "application/json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var error = JsonNode.Parse(body)!.AsObject();
        Assert.Equal(code, error["error"]!["code"]!.GetValue<int>());
        Assert.NotEmpty(error["error"]!["message"]!.GetValue<string>());
        return error;
    }
}
