using Billbot.Server.Mcp.Wire;

namespace Billbot.Server.Mcp.Http;

/// <summary>Writes what is answered without a server of the package.</summary>
internal static class HttpAnswers
{
    public static Task RefuseAsync(this HttpContext http, Refusal refusal)
    {
        if (http.Response.HasStarted)
            return Task.CompletedTask;
        foreach (var (name, value) in refusal.Headers)
            http.Response.Headers[name] = value;
        http.Response.Headers.CacheControl = "no-store";
        return http.WriteJsonAsync(refusal.Status, refusal.ToJson());
    }

    public static async Task WriteJsonAsync(this HttpContext http, int status, byte[] json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }
}
