using Billbot.Server.Tests.Mcp;

namespace Billbot.Server.Tests.Story;

public sealed class CSharpClientStory
{
    [Theory]
    [InlineData(Way.Http, McpOffice.Modern)]
    [InlineData(Way.Http, "2025-11-25")]
    [InlineData(Way.Folder, McpOffice.Modern)]
    [InlineData(Way.Socket, "2025-11-25")]
    [InlineData(Way.Url, McpOffice.Modern)]
    public async Task GreenLeaf_is_billed_through_the_CSharp_client_and_the_real_program(Way way, string version)
    {
        await using var office = await JuniperWorks.OpenAsync(way);
        await using var agent = await CSharpAgent.ConnectAsync(office, way, version);
        await new GreenLeafStory(office, agent).TellAsync();
    }
}
