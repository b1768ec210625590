using System.Text.Json;
using Billbot.App;
using Billbot.App.Businesses;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.App.Storage;
using Billbot.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace Billbot.Testing;

/// <summary>A fresh business on a real database in a folder of its own, with a clock that the test holds.</summary>
public sealed class TestOffice : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly bool _ownsFolder;
    private readonly ServiceProvider _services;

    private TestOffice(TemporaryFolder folder, bool ownsFolder, Installation installation, TestClock clock)
    {
        _folder = folder;
        _ownsFolder = ownsFolder;
        Installation = installation;
        Clock = clock;
        _services = new ServiceCollection().AddLogging().AddBillbot(installation).BuildServiceProvider();
    }

    public static DateTimeOffset Start { get; } = new(2026, 3, 9, 15, 0, 0, TimeSpan.Zero);

    public Installation Installation { get; }

    public TestClock Clock { get; }

    public TemporaryFolder Folder => _folder;

    public IServiceProvider Services => _services;

    public Caller Owner { get; private set; } = null!;

    /// <summary>An agent with the scopes of a key of preset <c>assistant</c>.</summary>
    public Caller Agent { get; private set; } = null!;

    /// <summary>Opens an office whose business can send: a name, a country, an e-mail address.</summary>
    public static async Task<TestOffice> OpenAsync(Func<UpdateBusinessInput, UpdateBusinessInput>? business = null)
    {
        var office = await OpenFolderAsync(new TemporaryFolder(), ownsFolder: true, new TestClock(Start));
        var created = await office.AskAsync<CreateBusiness, CreateBusinessInput, BusinessView>(
            Caller.Owner(default), new CreateBusinessInput { Name = "Juniper Works", Country = "US", Currency = "USD", TimeZone = "America/New_York", Email = "me@juniper.example" });
        office.Use(created.Id);
        if (business is not null)
            await office.AskAsync<UpdateBusiness, UpdateBusinessInput, BusinessView>(office.Owner, business(new UpdateBusinessInput()));
        return office;
    }

    /// <summary>Opens an existing folder again, as a process that starts anew does.</summary>
    public static async Task<TestOffice> ReopenAsync(TemporaryFolder folder, TestClock clock)
    {
        var office = await OpenFolderAsync(folder, ownsFolder: false, clock);
        office.Use((await office.Installation.BusinessesAsync())[0]);
        return office;
    }

    public TUseCase Get<TUseCase>() where TUseCase : notnull => _services.GetRequiredService<TUseCase>();

    /// <summary>Runs a use case that has to succeed.</summary>
    public async Task<TOutput> AskAsync<TUseCase, TInput, TOutput>(Caller caller, TInput input)
        where TUseCase : UseCase<TInput, TOutput>
        where TInput : notnull
        where TOutput : notnull
    {
        var result = await Get<TUseCase>().RunAsync(new Call(caller, Face.Mcp), input);
        return result.Succeeded(out var answer, out var problem)
            ? answer.Value
            : throw new InvalidOperationException(JsonSerializer.Serialize(problem, AppJson.Options));
    }

    /// <summary>Runs a use case that has to be refused.</summary>
    public async Task<Problem> RefusedAsync<TUseCase, TInput, TOutput>(Caller caller, TInput input)
        where TUseCase : UseCase<TInput, TOutput>
        where TInput : notnull
        where TOutput : notnull
    {
        var result = await Get<TUseCase>().RunAsync(new Call(caller, Face.Mcp), input);
        return result.Succeeded(out var answer, out var problem)
            ? throw new InvalidOperationException($"Not refused: {JsonSerializer.Serialize(answer.Value, AppJson.Options)}")
            : problem;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Installation.DisposeAsync();
        if (_ownsFolder)
            _folder.Dispose();
    }

    private static async Task<TestOffice> OpenFolderAsync(TemporaryFolder folder, bool ownsFolder, TestClock clock)
    {
        var data = DataFolder.TryOpen(folder.Path) ?? throw new InvalidOperationException("The folder is in use.");
        return new TestOffice(folder, ownsFolder, await Installation.OpenAsync(data, clock), clock);
    }

    private void Use(BusinessId business)
    {
        Owner = Caller.Owner(business);
        Agent = Caller.LocalAgent(business);
    }
}
