using Billbot.App.Access;
using Billbot.App.Door;
using Billbot.App.Tests.Support;
using Billbot.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Billbot.App.Tests.Access;

public sealed class KeysTests
{
    [Fact]
    public async Task A_new_key_works_for_ninety_days_with_the_scopes_of_its_preset()
    {
        await using var office = await TestOffice.OpenAsync();
        var made = await office.Owner.AskAsync("create_key", new { name = "Claude", preset = "draft" });
        var ring = office.Services.GetRequiredService<KeyRing>();

        var caller = await ring.AuthenticateAsync(made.Text("key"), "127.0.0.1");

        Assert.Equal(Preset.Draft.Scopes.Order(), caller!.Scopes.Order());
        Assert.Equal(office.Business, caller.Business);
        Assert.Equal(ActorKind.Key, caller.Kind);
        Assert.False(caller.Unlimited);
        office.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await ring.AuthenticateAsync(made.Text("key"), null));
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await ring.AuthenticateAsync(made.Text("key"), null));
    }

    [Fact]
    public async Task A_key_ends_when_it_is_revoked_and_stays_on_the_list()
    {
        await using var office = await TestOffice.OpenAsync();
        var made = await office.Owner.AskAsync("create_key", new { name = "Claude", never_expires = true });
        var ring = office.Services.GetRequiredService<KeyRing>();
        Assert.NotNull(await ring.AuthenticateAsync(made.Text("key"), null));

        var revoked = await office.Owner.AskAsync("revoke_key", new { key_id = made.Text("id") });
        office.Clock.Advance(TimeSpan.FromHours(1));
        var again = await office.Owner.AskAsync("revoke_key", new { key_id = made.Text("id") });

        Assert.Null(await ring.AuthenticateAsync(made.Text("key"), null));
        Assert.Equal(revoked.Text("revoked_at"), again.Text("revoked_at"));
        Assert.Equal(made.Text("id"), (await office.Owner.AskAsync("list_keys", new { })).Text("keys/0/id"));
        Assert.False((await office.Owner.AskAsync("list_keys", new { })).Has("keys/0/key"));
        Assert.Equal("key_not_found", await office.Owner.RefusalCodeAsync("revoke_key", new { key_id = "key_x" }));
    }

    [Fact]
    public async Task Every_single_slip_in_a_key_is_noticed_before_the_database_is_asked()
    {
        await using var office = await TestOffice.OpenAsync();
        var key = (await office.Owner.AskAsync("create_key", new { name = "Claude" })).Text("key");

        Assert.True(KeyText.IsWellFormed(key));
        Assert.Matches("^bb_sk_[0-9A-Za-z]{36}$", key);
        for (var at = 0; at < key.Length; at++)
        {
            foreach (var other in "0aZ_ ")
            {
                if (key[at] != other)
                    Assert.False(KeyText.IsWellFormed(string.Concat(key.AsSpan(0, at), other.ToString(), key.AsSpan(at + 1))));
            }
        }

        Assert.False(KeyText.IsWellFormed(key + "0"));
        Assert.False(KeyText.IsWellFormed(""));
    }

    [Fact]
    public async Task A_key_that_nobody_made_opens_nothing()
    {
        await using var office = await TestOffice.OpenAsync();

        Assert.Null(await office.Services.GetRequiredService<KeyRing>().AuthenticateAsync(KeyText.New(), null));
    }

    public static TheoryData<object, string> Wrong => new()
    {
        { new { name = "" }, "missing_argument" },
        { new { name = "k", preset = "root" }, "preset_unknown" },
        { new { name = "k", preset = "autopilot" }, "limits_missing" },
        { new { name = "k", expires_days = 0 }, "out_of_range" },
        { new { name = "k", expires_days = 3651 }, "out_of_range" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_key_that_should_not_be_made_is_not(object input, string code)
    {
        await using var office = await TestOffice.OpenAsync();

        Assert.Equal(code, await office.Owner.RefusalCodeAsync("create_key", input));
        Assert.Equal(0, Rows.Count(office, "api_key"));
    }

    [Fact]
    public async Task An_autopilot_says_that_no_limit_is_meant()
    {
        await using var office = await TestOffice.OpenAsync();

        var made = await office.Owner.AskAsync("create_key", new { name = "k", preset = "autopilot", unlimited = true });

        Assert.True((await office.Services.GetRequiredService<KeyRing>().AuthenticateAsync(made.Text("key"), null))!.Unlimited);
    }
}
