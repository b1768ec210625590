using System.Buffers;
using Billbot.Server.Mcp.Wire;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Billbot.Server.Mcp.Http;

/// <summary>Row 4 of the checks: the form of the request, and its body within the limit.</summary>
internal static class RequestBody
{
    public static Refusal? RefusalOfForm(HttpRequest request, int limit)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return Refusals.ContentType;
        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
            return Refusals.ContentType;
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding.ToString() is not "identity")
            return Refusals.ContentEncoding;
        if (!Accepts(request, "application/json") || !Accepts(request, "text/event-stream"))
            return Refusals.NotAcceptable;
        return request.ContentLength > limit ? Refusals.TooLarge(limit) : null;
    }

    public static bool Accepts(HttpRequest request, string mediaType)
    {
        foreach (var line in request.Headers.Accept)
        {
            foreach (var range in (line ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                var name = range.AsSpan(0, range.IndexOf(';') is var end and >= 0 ? end : range.Length).Trim();
                if (name.Equals(mediaType, StringComparison.OrdinalIgnoreCase) || name is "*/*")
                    return true;
            }
        }

        return false;
    }

    /// <summary>Reads the body, at most <paramref name="limit"/> bytes; null when there is more.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit;
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(cancel);
                if (read.Buffer.Length > limit)
                    return null;
                if (read.IsCompleted)
                {
                    var body = read.Buffer.ToArray();
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return body;
                }

                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
