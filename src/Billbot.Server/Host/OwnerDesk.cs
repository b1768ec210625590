using System.Text.Json;
using Billbot.App;
using Billbot.App.Backup;
using Billbot.App.Door;
using Billbot.App.Outbox;
using Billbot.Domain;

namespace Billbot.Server.Host;

/// <summary>Where the owner's questions are answered, in the process that holds the data folder: any use case by its name.</summary>
public sealed class OwnerDesk(Installation installation, IEnumerable<UseCase> useCases, OutboxWorker mails)
{
    private readonly Dictionary<string, UseCase> _useCases = useCases.ToDictionary(u => u.Operation.Name);

    public Task<IReadOnlyList<BusinessId>> BusinessesAsync(CancellationToken cancel) => installation.BusinessesAsync(cancel);

    /// <summary>Runs one operation with the owner's rights. Refuses <c>unknown_operation</c>, <c>business_not_found</c>, <c>invalid_input</c> and what the operation refuses.</summary>
    public async Task<Result<JsonElement>> AskAsync(string operation, OwnerRequest request, CancellationToken cancel)
    {
        if (operation == DemoStory.Operation && installation.Time is ScopedClock clock)
            return await new DemoStory(this, clock, mails).TellAsync(request.Business, cancel);
        if (operation == Backups.Operation)
            return await BackUpAsync(request.Input, cancel);
        if (!_useCases.TryGetValue(operation, out var useCase))
            return HostProblems.UnknownOperation;
        if (!useCase.Operation.Founds)
        {
            var known = await BusinessesAsync(cancel);
            if (request.Business is not { } business || !known.Contains(business))
                return HostProblems.BusinessNotFound(known);
        }

        var call = new Call(Caller.Owner(request.Business ?? default), Face.Cli) { RequestId = request.RequestId, DryRun = request.DryRun };
        try
        {
            return (await useCase.RunJsonAsync(call, request.Input, cancel)).Succeeded(out var answer, out var problem) ? answer.Value : problem;
        }
        catch (JsonException failure)
        {
            return HostProblems.InputUnreadable(failure.Path ?? "$");
        }
    }

    private async Task<Result<JsonElement>> BackUpAsync(JsonElement input, CancellationToken cancel)
    {
        if (!input.TryGetProperty("to", out var to) || to.GetString() is not { Length: > 0 } target)
            return HostProblems.InputUnreadable("/to");
        return (await Backups.MakeAsync(installation, target, cancel)).Succeeded(out var view, out var problem)
            ? JsonSerializer.SerializeToElement(view, AppJson.Options)
            : problem;
    }
}

/// <summary>Registers the desk.</summary>
public static class OwnerDeskRegistration
{
    public static IServiceCollection AddOwnerDesk(this IServiceCollection services) => services.AddSingleton<OwnerDesk>();
}
