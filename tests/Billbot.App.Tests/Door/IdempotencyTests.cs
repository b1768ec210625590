using Billbot.App.Access;
using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Door;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_same_call_again_gets_the_same_answer_and_does_nothing()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var input = new { client_id = client, line_items = Stories.Line(100) };
        var first = await office.Agent.AskAsync("create_invoice", input, requestId: "job-1");
        var before = Rows.All(office);

        var again = await office.Agent.AskAsync("create_invoice", input, requestId: "job-1");

        Assert.True(again.Replayed);
        Assert.False(first.Replayed);
        Assert.Equal(first.Value.GetRawText(), again.Value.GetRawText());
        Assert.Equal(before, Rows.All(office));
    }

    [Fact]
    public async Task Numbers_written_in_another_way_are_the_same_content()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Stories.Line(125) }, requestId: "job-1");

        Assert.True((await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Stories.Line(125.00m) }, requestId: "job-1")).Replayed);
    }

    [Fact]
    public async Task Other_content_under_the_same_request_id_is_refused()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Stories.Line(100) }, requestId: "job-1");

        Assert.Equal("idempotency_mismatch", await office.Agent.RefusalCodeAsync("create_invoice", new { client_id = client, line_items = Stories.Line(101) }, requestId: "job-1"));
        Assert.Equal(1, Rows.Count(office, "invoice"));
    }

    [Fact]
    public async Task Another_operation_and_another_family_have_request_ids_of_their_own()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.Agent.AskAsync("create_client", new { name = "One" }, requestId: "same");

        var otherOperation = await office.Agent.AskAsync("create_invoice", new { client_id = "One", line_items = Stories.Line(5) }, requestId: "same");
        var otherFamily = await office.Keyed(Preset.Draft).AskAsync("create_client", new { name = "Two" }, requestId: "same");
        var rotated = await office.Keyed(Preset.Assistant).AskAsync("create_client", new { name = "Two" }, requestId: "same");

        Assert.False(otherOperation.Replayed);
        Assert.True(otherFamily.Flag("created"));
        Assert.True(rotated.Replayed);
    }

    [Fact]
    public async Task A_request_id_is_forgotten_after_72_hours()
    {
        await using var office = await TestOffice.OpenAsync();
        var input = new { name = "One", allow_duplicate = true };
        await office.Agent.AskAsync("create_client", input, requestId: "same");

        office.Clock.Advance(TimeSpan.FromHours(72));
        Assert.True((await office.Agent.AskAsync("create_client", input, requestId: "same")).Replayed);
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await office.Agent.AskAsync("create_client", input, requestId: "same")).Replayed);
    }

    [Fact]
    public async Task A_sweep_forgets_what_is_older_than_72_hours_and_nothing_else()
    {
        await using var office = await TestOffice.OpenAsync();
        for (var i = 0; i < 15; i++)
            await office.Agent.AskAsync("create_client", new { name = $"Client {i}" }, requestId: $"r-{i}");

        office.Clock.Advance(TimeSpan.FromHours(73));
        await office.Agent.AskAsync("create_client", new { name = "Later" }, requestId: "later-1");

        Assert.Equal(15, await office.Installation.SweepAsync());
        Assert.Equal(0, await office.Installation.SweepAsync());
        Assert.Equal(["later-1"], Rows.Many<string>(office, "select request_id from idempotency order by request_id"));
    }

    [Fact]
    public async Task A_refusal_leaves_no_row_so_that_the_mended_call_may_use_its_request_id()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.Agent.RefusedAsync("create_invoice", new { client_id = client, line_items = Stories.Line(-1) }, requestId: "job-1");

        Assert.Equal(0, Rows.Count(office, "idempotency"));
        Assert.False((await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Stories.Line(1) }, requestId: "job-1")).Replayed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ünïcode")]
    [InlineData("line\nbreak")]
    [InlineData(256)]
    public async Task A_request_id_is_1_to_255_printable_characters(object wrong)
    {
        await using var office = await TestOffice.OpenAsync();
        var requestId = wrong as string ?? new string('r', (int)wrong);

        var refusal = await office.Agent.RefusedAsync("create_client", new { name = "One" }, requestId);

        Assert.Equal("/request_id", Assert.Single(refusal.Errors).Field);
        Assert.True((await office.Agent.AskAsync("create_client", new { name = "One" }, new string('r', 255))).Flag("created"));
    }

    [Fact]
    public async Task A_call_that_is_still_running_is_not_begun_again()
    {
        await using var office = await TestOffice.OpenAsync();
        using var held = new HeldGate(office);
        var running = office.Agent.AskAsync("create_client", new { name = "One" }, requestId: "r-1");

        var refusal = await office.Agent.RefusedAsync("create_client", new { name = "One" }, requestId: "r-1");
        var another = office.Agent.AskAsync("create_client", new { name = "Two" }, requestId: "r-2");
        held.Open();

        Assert.Equal("request_in_progress", refusal.Code);
        Assert.True((await running).Flag("created"));
        Assert.True((await another).Flag("created"));
        Assert.True((await office.Agent.AskAsync("create_client", new { name = "One" }, requestId: "r-1")).Replayed);
    }

    [Fact]
    public async Task A_thousand_calls_under_eight_request_ids_have_eight_effects()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var calls = Enumerable.Range(0, 1000).Select(i => Task.Run(() =>
            office.Agent.CallAsync("create_invoice", new { client_id = client, line_items = Stories.Line(100 + (i % 8)) }, requestId: $"job-{i % 8}")));
        var answers = await Task.WhenAll(calls);

        Assert.All(answers.Select(a => a.Refusal?.Code).Where(c => c is not null), code => Assert.Equal("request_in_progress", code));
        Assert.Equal(8, answers.Count(a => a.Refusal is null && !a.Replayed));
        Assert.Equal(8, Rows.Count(office, "invoice"));
        Assert.Equal(8, Rows.Count(office, "number_register"));
    }

    [Fact]
    public async Task A_repeated_send_tells_what_has_become_of_that_send_since()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync());
        var send = new { invoice_id = draft.Text("id") };
        await office.Agent.AskAsync("send_invoice", send, requestId: "send-1");
        await Rows.ThroughTheGateAsync(office, "update outbox set state = 'sent', transport = 'folder', sent_at = requested_at + 1000000");

        var again = await office.Agent.AskAsync("send_invoice", send, requestId: "send-1");

        Assert.True(again.Replayed);
        Assert.Equal("queued", again.Text("status"));
        Assert.Equal("sent", again.Text("delivery/state"));
        Assert.Equal(1, Rows.Count(office, "outbox"));
    }

    [Fact]
    public async Task Founding_a_business_twice_under_one_request_id_founds_one()
    {
        await using var office = await TestOffice.OpenAsync();

        var first = await office.Owner.AskAsync("create_business", new { name = "Second" }, requestId: "found");
        var again = await office.Owner.AskAsync("create_business", new { name = "Second" }, requestId: "found");

        Assert.True(again.Replayed);
        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.Equal(2, Rows.Count(office, "business"));
    }

    [Fact]
    public async Task The_first_business_can_be_founded_with_a_request_id()
    {
        await using var office = await TestOffice.OpenAsync();

        var founded = await office.OwnerOf(default).AskAsync("create_business", new { name = "Second" }, requestId: "found");
        var again = await office.OwnerOf(default).AskAsync("create_business", new { name = "Second" }, requestId: "found");

        Assert.Equal(founded.Text("id"), again.Text("id"));
    }

    [Fact]
    public async Task A_repeated_call_for_a_key_never_tells_the_key_again_because_it_is_stored_nowhere()
    {
        await using var office = await TestOffice.OpenAsync();

        var made = await office.Owner.AskAsync("create_key", new { name = "Claude" }, requestId: "key-1");
        var again = await office.Owner.AskAsync("create_key", new { name = "Claude" }, requestId: "key-1");

        Assert.Equal(made.Text("id"), again.Text("id"));
        Assert.False(again.Has("key"));
        Assert.DoesNotContain(made.Text("key"), Rows.All(office), StringComparison.Ordinal);
    }
}
