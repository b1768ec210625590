using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App;
using Billbot.App.Audit;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary><c>billbot record check FILE</c>: compares heads or entries that were kept elsewhere with the record as it stands. Ends with 1 where it differs.</summary>
internal static class RecordCheckCommand
{
    private static readonly Argument<string> Kept = new("FILE") { Description = "What record head --sign --json or record export wrote." };

    public static Command Make(Terminal terminal)
    {
        var command = OfficeCommand.MakeLong(terminal, "check", "Checks the record against a head or an export that was kept elsewhere; names the first entry that differs.", async call =>
        {
            if (!Read(call.Parse.GetValue(Kept)!).Succeeded(out var kept, out var problem))
                return problem;
            var findings = new List<RecordFinding>();
            if (await HeadsAsync(call, kept.Heads, findings) is { } refusal || (refusal = await EntriesAsync(call, kept.Entries, findings)) is not null)
                return refusal;

            if (call.Json)
                call.Terminal.WriteJson(new { ok = findings.All(f => f.Ok), checks = findings });
            else
                findings.ForEach(f => call.Terminal.Out.WriteLine($"{(f.Ok ? "ok " : "BAD")} {f.Business} {f.Message}"));
            return findings.All(f => f.Ok) ? ExitCode.Done : ExitCode.Findings;
        });
        command.Options.Remove(CommonOptions.Business);
        command.Arguments.Add(Kept);
        return command;
    }

    private static async Task<Problem?> HeadsAsync(OfficeCall call, IReadOnlyList<RecordHeadView> heads, List<RecordFinding> findings)
    {
        foreach (var head in heads)
        {
            var signed = head.Signature is not null;
            if (signed && !RecordSignature.Holds(head))
            {
                findings.Add(new RecordFinding(head.Business, false, null, "The head is not the one that was signed."));
                continue;
            }

            var input = new JsonObject
            {
                ["marks"] = new JsonArray(new JsonObject { ["sequence"] = head.Sequence, ["hash"] = head.Hash }),
                ["public_key"] = head.PublicKey,
            };
            if (!(await call.AskAsync("compare_record", BusinessId.Of(head.Business), input)).Succeeded(out var answer, out var problem))
                return problem;
            var found = answer.Deserialize<RecordComparison>(AppJson.Options)!;
            findings.Add(found switch
            {
                { Same: false, FirstDifference: var at } => new RecordFinding(head.Business, false, at, $"entry {at}: {found.Reason}"),
                { OwnKey: false } => new RecordFinding(head.Business, false, null, "The head agrees, but another key than that of this data folder signed it."),
                _ => new RecordFinding(head.Business, true, null, $"as it was at entry {head.Sequence}{(signed ? ", signed" : "")}"),
            });
        }

        return null;
    }

    private static async Task<Problem?> EntriesAsync(OfficeCall call, IReadOnlyList<RecordEntryView> kept, List<RecordFinding> findings)
    {
        foreach (var group in kept.GroupBy(e => e.Business))
        {
            await using var stored = RecordCommands.EntriesAsync(call, BusinessId.Of(group.Key)).GetAsyncEnumerator(call.Cancel);
            var finding = new RecordFinding(group.Key, true, null, $"as it was at entry {group.Last().Sequence}");
            foreach (var entry in group)
            {
                RecordEntryView? now = null;
                if (await stored.MoveNextAsync() && !stored.Current.Succeeded(out now, out var problem))
                    return problem;
                if (now == entry)
                    continue;
                finding = new RecordFinding(group.Key, false, entry.Sequence, $"entry {entry.Sequence}: {(now is null ? "It is missing." : "It is not what was exported.")}");
                break;
            }

            findings.Add(finding);
        }

        return null;
    }

    private static Result<KeptRecord> Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path).Trim();
            using var first = JsonDocument.Parse(text.Split('\n', 2)[0].StartsWith("{\"business\"", StringComparison.Ordinal) ? text.Split('\n', 2)[0] : text);
            if (first.RootElement.TryGetProperty("heads", out var heads))
                return new KeptRecord(heads.Deserialize<List<RecordHeadView>>(AppJson.Options)!, []);
            return first.RootElement.TryGetProperty("entry", out _)
                ? new KeptRecord([], [.. text.Split('\n').Select(l => JsonSerializer.Deserialize<RecordEntryView>(l, AppJson.Options)!)])
                : new KeptRecord([first.RootElement.Deserialize<RecordHeadView>(AppJson.Options)!], []);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or ArgumentException or InvalidOperationException)
        {
            return HostProblems.RecordUnreadable(failure.Message);
        }
    }
}

internal sealed record KeptRecord(IReadOnlyList<RecordHeadView> Heads, IReadOnlyList<RecordEntryView> Entries);

/// <summary>What the comparison of one business came to.</summary>
internal sealed record RecordFinding(string Business, bool Ok, long? FirstDifference, string Message);
