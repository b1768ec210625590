using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App;
using Billbot.App.Audit;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary><c>billbot record head</c> and <c>billbot record export</c>: what shows later that nothing was changed.</summary>
internal static class RecordCommands
{
    private const int PerPage = 500;
    private static readonly Option<bool> Sign = new("--sign") { Description = "With a signature by the key of this data folder, to be kept elsewhere." };

    public static Command MakeHead(Terminal terminal)
    {
        var command = OfficeCommand.Make(terminal, "head", "Shows the last entry of the record of each business, and its hash.", async call =>
        {
            if (!(await BusinessesAsync(call)).Succeeded(out var businesses, out var problem))
                return problem;
            var heads = new List<JsonElement>();
            foreach (var business in businesses.Businesses)
            {
                if (!(await call.AskAsync("get_record_head", business, new JsonObject { ["sign"] = call.Parse.GetValue(Sign) })).Succeeded(out var head, out problem))
                    return problem;
                heads.Add(head);
            }

            return call.Show(
                JsonSerializer.SerializeToElement(new { heads }, AppJson.Options),
                shown => string.Join("\n\n", shown.GetProperty("heads").EnumerateArray().Select(Plain.Text)));
        });
        command.Options.Add(Sign);
        return command;
    }

    public static Command MakeExport(Terminal terminal)
    {
        var command = OfficeCommand.MakeLong(terminal, "export", "Writes all entries of the record to standard output, one JSON object a line.", async call =>
        {
            if (!(await BusinessesAsync(call)).Succeeded(out var businesses, out var problem))
                return problem;
            foreach (var business in businesses.Businesses)
            {
                await foreach (var entry in EntriesAsync(call, business))
                {
                    if (!entry.Succeeded(out var line, out problem))
                        return problem;
                    call.Terminal.WriteJson(line);
                }
            }

            return ExitCode.Done;
        });
        command.Options.Remove(CommonOptions.Json);
        return command;
    }

    /// <summary>All entries of a business, or the refusal to give them.</summary>
    public static async IAsyncEnumerable<Result<RecordEntryView>> EntriesAsync(OfficeCall call, BusinessId business)
    {
        for (long after = 0; ;)
        {
            if (!(await call.AskAsync("export_record", business, new JsonObject { ["after"] = after, ["limit"] = PerPage })).Succeeded(out var answer, out var problem))
            {
                yield return problem;
                yield break;
            }

            var entries = answer.Deserialize<RecordPage>(AppJson.Options)!.Entries;
            foreach (var entry in entries)
                yield return entry;
            if (entries.Count < PerPage)
                yield break;
            after = entries[^1].Sequence;
        }
    }

    private static async Task<Result<BusinessIds>> BusinessesAsync(OfficeCall call)
    {
        if (!(await call.Office.BusinessesAsync(call.Cancel)).Succeeded(out var known, out var problem) || call.Parse.GetValue(CommonOptions.Business) is not { } asked)
            return problem is null ? known! : problem;
        return BusinessChoice.Of(known.Businesses, asked).Succeeded(out var one, out problem) ? new BusinessIds([one]) : problem;
    }
}
