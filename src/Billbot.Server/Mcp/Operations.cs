using System.Text.Json;
using Billbot.App;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.Server.Mcp;

/// <summary>The use cases by name, for the parts of this face that are no tools: resources, prompts, completions, instructions.</summary>
internal sealed class Operations(IEnumerable<UseCase> useCases)
{
    private readonly Dictionary<string, UseCase> _byName = useCases.ToDictionary(u => u.Operation.Name);

    public bool Allows(CallerPrincipal principal, string name) =>
        _byName[name].Operation.Scope is not { } scope || principal.Caller.Scopes.Contains(scope);

    /// <summary>Asks a reading use case.</summary>
    public async Task<Result<JsonElement>> AskAsync(CallerPrincipal principal, string name, object input, CancellationToken cancel)
    {
        var call = new Call(principal.Caller, Face.Mcp) { Ip = principal.Ip };
        var ran = await _byName[name].RunJsonAsync(call, JsonSerializer.SerializeToElement(input, AppJson.Options), cancel);
        return ran.Succeeded(out var answer, out var problem) ? answer.Value : problem;
    }
}
