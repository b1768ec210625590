using Billbot.App;
using Billbot.App.Door;
using Billbot.App.Storage;
using Billbot.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace Billbot.Testing;

/// <summary>A fresh business on a real database in a folder of its own, with a clock that the test holds.</summary>
public sealed class TestOffice : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly bool _ownsFolder;

    private TestOffice(TemporaryFolder folder, bool ownsFolder, Installation installation, TestClock clock)
    {
        Folder = folder;
        _ownsFolder = ownsFolder;
        Installation = installation;
        Clock = clock;
        _services = new ServiceCollection().AddLogging().AddBillbot(installation).BuildServiceProvider();
    }

    /// <summary>A Monday, 11 in the morning in New York.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 9, 15, 0, 0, TimeSpan.Zero);

    public Installation Installation { get; }

    public TestClock Clock { get; }

    public TemporaryFolder Folder { get; }

    public IServiceProvider Services => _services;

    public BusinessId Business { get; private set; }

    /// <summary>The person at the machine.</summary>
    public TestCaller Owner => new(_services, Caller.Owner(Business), Face.Cli);

    /// <summary>An agent with the scopes of preset <c>assistant</c>.</summary>
    public TestCaller Agent => new(_services, Caller.LocalAgent(Business), Face.Mcp);

    /// <summary>Opens an office of Juniper Works, New York, which can send; <paramref name="settings"/> are given to <c>update_business</c>.</summary>
    public static async Task<TestOffice> OpenAsync(object? settings = null, DateTimeOffset? start = null)
    {
        var office = await OpenFolderAsync(new TemporaryFolder(), ownsFolder: true, new TestClock(start ?? Start));
        await office.FoundAsync(Juniper);
        if (settings is not null)
            await office.Owner.AskAsync("update_business", settings);
        return office;
    }

    /// <summary>Such an office on SQLite in <paramref name="folder"/>, which stays.</summary>
    public static async Task<TestOffice> OnSqliteAsync(TemporaryFolder folder)
    {
        var (data, clock) = (DataFolder.TryOpen(folder.Path) ?? throw new InvalidOperationException("The folder is in use."), new TestClock(Start));
        var office = new TestOffice(folder, ownsFolder: false, await Installation.OpenAsync(data, clock), clock);
        await office.FoundAsync(Juniper);
        return office;
    }

    /// <summary>Settings of Juniper Works, New York.</summary>
    public static object Juniper { get; } = new { name = "Juniper Works", country = "US", currency = "USD", time_zone = "America/New_York", email = "me@juniper.example" };

    /// <summary>Settings of Lindenwerk, Berlin, which charges VAT.</summary>
    public static object Lindenwerk { get; } = new
    {
        name = "Lindenwerk GmbH",
        country = "DE",
        currency = "EUR",
        time_zone = "Europe/Berlin",
        locale = "de-DE",
        email = "rechnung@lindenwerk.example",
        tax_system = "vat",
        vat_id = "DE123456789",
        tax_rate = 19,
        address = new { line1 = "Lindenstraße 12", postal_code = "10969", city = "Berlin", country = "DE" },
        bank_accounts = new[] { new { iban = "DE89370400440532013000", bic = "COBADEFFXXX" } },
    };

    /// <summary>An office in Berlin that charges VAT.</summary>
    public static Task<TestOffice> OpenInBerlinAsync() => OpenAsync(Lindenwerk);

    /// <summary>Opens an existing folder again, as a process that starts anew does.</summary>
    public static async Task<TestOffice> ReopenAsync(TemporaryFolder folder, TestClock clock)
    {
        var office = await OpenFolderAsync(folder, ownsFolder: false, clock);
        office.Business = await office.Installation.BusinessesAsync() is [var first, ..] ? first : default;
        return office;
    }

    /// <summary>Opens one more process, as it were, on a PostgreSQL database, with a folder of its own; it founds nothing.</summary>
    public static async Task<TestOffice> OnAsync(TestDatabase database, TestClock? clock = null, string? connection = null)
    {
        var (folder, time) = (new TemporaryFolder(), clock ?? new TestClock(Start));
        var office = new TestOffice(folder, ownsFolder: true, await Installation.OpenAsync(DataFolder.Share(folder.Path), connection ?? database.Connection, time), time);
        if ((await office.Installation.BusinessesAsync()) is [var first, ..])
            office.Business = first;
        return office;
    }

    /// <summary>Founds one more business and makes it the one that <see cref="Owner"/> and <see cref="Agent"/> act in.</summary>
    public async Task FoundAsync(object settings)
    {
        var founded = await new TestCaller(_services, Caller.Owner(default), Face.Cli).AskAsync("create_business", settings);
        Business = BusinessId.Of(founded.Text("id"));
    }

    /// <summary>The client of the golden example.</summary>
    public async Task<string> GreenLeafAsync() =>
        (await Agent.AskAsync("create_client", new { name = "GreenLeaf Organic", email = "billing@greenleaforganic.com", currency = "USD" })).Text("id");

    /// <summary>A draft over one line of <paramref name="amount"/> for the client.</summary>
    public Task<TestAnswer> DraftAsync(string client, decimal amount = 100, string work = "Design work") =>
        Agent.AskAsync("create_invoice", new { client_id = client, line_items = new[] { new { description = work, unit_price = amount } }, due_days = 30 });

    /// <summary>An issued invoice over <paramref name="amount"/>; its mail is queued.</summary>
    public async Task<TestAnswer> IssuedAsync(string client, decimal amount = 100, string work = "Design work")
    {
        var draft = await DraftAsync(client, amount, work);
        return await Agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id") });
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Installation.DisposeAsync();
        if (!_ownsFolder)
            return;
        await TestDatabase.ForgetAsync(Folder);
        Folder.Dispose();
    }

    private static async Task<TestOffice> OpenFolderAsync(TemporaryFolder folder, bool ownsFolder, TestClock clock)
    {
        if (TestDatabase.Preferred)
            return new TestOffice(folder, ownsFolder, await Installation.OpenAsync(DataFolder.Share(folder.Path), (await TestDatabase.OfAsync(folder)).Connection, clock), clock);
        var data = DataFolder.TryOpen(folder.Path) ?? throw new InvalidOperationException("The folder is in use.");
        return new TestOffice(folder, ownsFolder, await Installation.OpenAsync(data, clock), clock);
    }
}
