namespace Billbot.Server.Tests.Mcp;

/// <summary>The same conversation through the official TypeScript clients, which check answers against output schemas themselves.</summary>
public sealed class TypeScriptClients
{
    [Theory]
    [InlineData("v1")]
    [InlineData("v2-auto")]
    [InlineData("v2-legacy")]
    public async Task A_TypeScript_client_bills_over_HTTP(string sdk)
    {
        await using var office = await McpOffice.OpenAsync();
        var (exitCode, output) = await NodeTools.RunAsync("conversation.mjs", sdk, "http", office.Endpoint.ToString(), office.Key);
        Assert.True(exitCode == 0, output);
        Assert.Contains("INV-2026-0001", output, StringComparison.Ordinal);
    }
}
