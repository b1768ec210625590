using System.Text.Json.Nodes;

namespace Billbot.Server.Tests.Story;

/// <summary>An agent, whichever client it speaks through.</summary>
internal interface IAgent : IAsyncDisposable
{
    /// <summary>Calls a tool that has to answer; its structured answer.</summary>
    Task<JsonObject> CallAsync(string tool, string arguments);
}
