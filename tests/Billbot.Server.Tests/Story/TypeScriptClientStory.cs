namespace Billbot.Server.Tests.Story;

public sealed class TypeScriptClientStory
{
    [Theory]
    [InlineData(Way.Http, "v1")]
    [InlineData(Way.Http, "v2-auto")]
    public async Task GreenLeaf_is_billed_through_a_TypeScript_client_and_the_real_program(Way way, string sdk)
    {
        await using var office = await JuniperWorks.OpenAsync(way);
        await using var agent = await TypeScriptAgent.ConnectAsync(office, way, sdk);
        await new GreenLeafStory(office, agent).TellAsync();
    }
}
