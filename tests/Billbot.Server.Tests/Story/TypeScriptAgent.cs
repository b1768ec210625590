using System.Diagnostics;
using System.Text.Json.Nodes;
using Billbot.Server.Tests.Cli;
using Billbot.Server.Tests.Mcp;

namespace Billbot.Server.Tests.Story;

/// <summary>An agent that speaks through an official TypeScript client, in a process of Node.</summary>
internal sealed class TypeScriptAgent : IAgent
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(1);

    private readonly Process _node;
    private readonly Task<string> _errors;

    private TypeScriptAgent(Process node) => (_node, _errors) = (node, node.StandardError.ReadToEndAsync());

    public static async Task<TypeScriptAgent> ConnectAsync(JuniperWorks office, Way way, string sdk)
    {
        string[] target = way == Way.Http
            ? ["http", office.Address.Endpoint.ToString(), office.Address.Key]
            : ["stdio", BillbotProgram.File, .. office.CommandFor(way)];
        return new TypeScriptAgent(await NodeTools.StartAsync(["calls.mjs", sdk, .. target]));
    }

    public async Task<JsonObject> CallAsync(string tool, string arguments)
    {
        await _node.StandardInput.WriteLineAsync($$"""{"name":"{{tool}}","arguments":{{arguments.ReplaceLineEndings(" ")}}}""");
        var answer = await _node.StandardOutput.ReadLineAsync().WaitAsync(HangGuard);
        return JsonNode.Parse(answer ?? throw new InvalidOperationException(await _errors))!.AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _node.StandardInput.Close();
            await _node.WaitForExitAsync().WaitAsync(HangGuard);
        }
        finally
        {
            if (!_node.HasExited)
                _node.Kill(entireProcessTree: true);
            _node.Dispose();
        }
    }
}
