using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Billbot.Server.Tests.Cli;

namespace Billbot.Server.Tests.Torture;

/// <summary>Callers that create invoices one after the other until they are told to stop, or are refused.</summary>
internal sealed class Load : IDisposable
{
    private readonly Caller _caller;
    private readonly string _client;
    private readonly CancellationTokenSource _until = new();
    private readonly ConcurrentQueue<string> _acknowledged = new();
    private readonly List<Task> _callers;
    private int _next;

    private Load(Caller caller, string client, int callers)
    {
        (_caller, _client) = (caller, client);
        _callers = [.. Enumerable.Range(0, callers).Select(_ => WorkAsync())];
    }

    /// <summary>The numbers that were answered by now.</summary>
    public IReadOnlyList<string> Acknowledged => [.. _acknowledged];

    /// <summary>Codes of refusals, in the order they came.</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    /// <summary>Whether the callers go on after a refusal.</summary>
    public bool Stubborn { get; init; }

    public static async Task<Load> StartAsync(House house, int callers = 8, RunningServer? server = null, bool stubborn = false)
    {
        var key = (await house.AskAsync("keys", "create", "--name", "load", "--preset", "autopilot", "--unlimited"))["key"]!.ToString();
        var caller = new Caller((server ?? house.Server!).Http.BaseAddress!, key);
        var client = (await caller.CallAsync("create_client", new JsonObject { ["name"] = "GreenLeaf Organic", ["email"] = "billing@greenleaforganic.com", ["currency"] = "USD" })).GetProperty("id").GetString()!;
        return new Load(caller, client, callers) { Stubborn = stubborn };
    }

    public Task<string> CreateAsync(string notes = "") => CreateAsync($"load-{Interlocked.Increment(ref _next)}", notes);

    public async Task ReachedAsync(int count)
    {
        for (var i = 0; i < 1200 && _acknowledged.Count < count; i++)
            await Task.Delay(25);
        Assert.True(_acknowledged.Count >= count, $"Only {_acknowledged.Count} of {count} were answered.");
    }

    public async Task EndAsync()
    {
        await _until.CancelAsync();
        await Task.WhenAll(_callers);
    }

    public void Dispose()
    {
        _until.Cancel();
        _caller.Dispose();
    }

    private async Task<string> CreateAsync(string intent, string notes)
    {
        var number = (await _caller.CallAsync("create_invoice", new JsonObject
        {
            ["client_id"] = _client,
            ["line_items"] = new JsonArray(new JsonObject { ["description"] = "Design work", ["quantity"] = 60, ["unit_price"] = 125 }),
            ["notes"] = notes.Length > 0 ? notes : null,
            ["request_id"] = intent,
        })).GetProperty("number").GetString()!;
        _acknowledged.Enqueue(number);
        return number;
    }

    private async Task WorkAsync()
    {
        while (!_until.IsCancellationRequested)
        {
            try
            {
                await CreateAsync();
            }
            catch (RefusedException refusal)
            {
                Refused.Enqueue(refusal.Message);
                if (!Stubborn)
                    return;
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
