using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Billbot.Server.Mcp.Stdio;

/// <summary>Messages as lines: one message, one line, UTF-8 without a mark at its start.</summary>
internal sealed class Lines(Stream input, Stream output) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Every line that is not blank; null stands for one that is longer than <paramref name="limit"/> and was skipped.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>?> ReadAsync(int limit, [EnumeratorCancellation] CancellationToken cancel)
    {
        var reader = PipeReader.Create(input, new StreamPipeReaderOptions(leaveOpen: true));
        var skipping = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            var buffer = read.Buffer;
            while (TryTakeLine(ref buffer, read.IsCompleted, out var line))
            {
                if (skipping || line.Length > limit)
                    yield return null;
                else if (IsText(line))
                    yield return line.ToArray();
                skipping = false;
            }

            if (read.IsCompleted)
                break;
            if (buffer.Length > limit)
            {
                skipping = true;
                buffer = buffer.Slice(buffer.End);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }

        await reader.CompleteAsync();
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            await output.WriteAsync(message, cancel);
            await output.WriteAsync("\n"u8.ToArray(), cancel);
            await output.FlushAsync(cancel);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool last, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        buffer = buffer.Slice(buffer.End);
        if (last && line.Length > 0)
            return true;
        buffer = line;
        return false;
    }

    private static bool IsText(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \t\r"u8))
                return true;
        }

        return false;
    }
}
