using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Billbot.Server.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Billbot.Server.Tests.Mcp;

/// <summary>How much may be asked, and how it is said that it was too much.</summary>
public sealed class Limits
{
    [Fact]
    public async Task A_key_over_its_limit_is_told_when_to_come_back_and_others_are_served()
    {
        await using var office = await McpOffice.OpenAsync(services => services.Configure<LimitOptions>(l => (l.KeyPerSecond, l.KeyBurst) = (1, 5)));
        using var eager = office.ClientWith(await office.NewKeyAsync("assistant", unlimited: false));
        using var other = office.ClientWith(await office.NewKeyAsync("read", unlimited: false));
        var refused = new List<HttpResponseMessage>();
        for (var i = 0; i < 12; i++)
        {
            var response = await eager.SendAsync(office.ModernRequest("tools/list"));
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                refused.Add(response);
        }

        Assert.InRange(refused.Count, 4, 7);
        var error = JsonNode.Parse(await refused[0].Content.ReadAsStringAsync())!["error"]!;
        Assert.Equal(42900, error["code"]!.GetValue<int>());
        Assert.Equal(refused[0].Headers.RetryAfter!.Delta!.Value.TotalSeconds.ToString(CultureInfo.InvariantCulture), error["data"]!["retry_after_seconds"]!.ToJsonString());
        Assert.Equal("\"key\";q=5;w=5", refused[0].Headers.GetValues("RateLimit-Policy").Single());
        using var served = await other.SendAsync(office.ModernRequest("tools/list"));
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task Keys_of_one_business_share_its_limit()
    {
        await using var office = await McpOffice.OpenAsync(services => services.Configure<LimitOptions>(l => (l.BusinessPerSecond, l.BusinessBurst) = (1, 4)));
        using var eager = office.ClientWith(await office.NewKeyAsync("assistant", unlimited: false));
        using var other = office.ClientWith(await office.NewKeyAsync("read", unlimited: false));
        for (var i = 0; i < 4; i++)
            (await eager.SendAsync(office.ModernRequest("tools/list"))).Dispose();
        using var refused = await other.SendAsync(office.ModernRequest("tools/list"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Fact]
    public async Task A_key_that_was_made_without_limits_is_not_counted()
    {
        await using var office = await McpOffice.OpenAsync(services => services.Configure<LimitOptions>(l => (l.KeyPerSecond, l.KeyBurst, l.BusinessPerSecond, l.BusinessBurst) = (1, 2, 1, 2)));
        for (var i = 0; i < 10; i++)
        {
            using var served = await office.Http.SendAsync(office.ModernRequest("tools/list"));
            Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        }
    }

    [Fact]
    public async Task Wrong_keys_are_slowed_down_a_valid_key_from_the_same_address_is_not()
    {
        await using var office = await McpOffice.OpenAsync();
        using var wrong = office.ClientWith("bb_sk_wrong");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            using var response = await wrong.SendAsync(office.ModernRequest("tools/list"));
            statuses.Add(response.StatusCode);
        }

        Assert.Equal(10, statuses.Count(s => s == HttpStatusCode.Unauthorized));
        Assert.Equal(2, statuses.Count(s => s == HttpStatusCode.TooManyRequests));
        using var served = await office.Http.SendAsync(office.ModernRequest("tools/list"));
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }
}
