using System.CommandLine;
using System.Text.Json.Nodes;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary><c>billbot verify</c>: recomputes what must hold of the data, of one business or of all. Ends with 1 where something does not.</summary>
internal static class VerifyCommand
{
    public static Command Make(Terminal terminal) => OfficeCommand.MakeLong(terminal, "verify", "Checks all data: numbers, frozen invoices, balances, the audit chain.", async call =>
    {
        if (!(await call.Office.BusinessesAsync(call.Cancel)).Succeeded(out var known, out var problem))
            return problem;
        IReadOnlyList<BusinessId> looked = known.Businesses;
        if (call.Parse.GetValue(CommonOptions.Business) is { } asked)
        {
            if (!BusinessChoice.Of(known.Businesses, asked).Succeeded(out var one, out problem))
                return problem;
            looked = [one];
        }

        var (ok, checks) = (looked.Count > 0, new JsonArray());
        if (!ok)
            checks.Add(NoBusiness());
        using var progress = new ProgressLine(call.Terminal);
        foreach (var business in looked)
        {
            for (int part = 0, parts = 1; part < parts; part++)
            {
                progress.Say($"Verifying {business}: {part + 1} of {parts}");
                if (!(await call.AskAsync("verify_data", business, new JsonObject { ["part"] = part })).Succeeded(out var report, out problem))
                    return problem;
                ok &= report.GetProperty("ok").GetBoolean();
                parts = report.GetProperty("parts").GetInt32();
                foreach (var check in report.GetProperty("checks").EnumerateArray())
                {
                    var entry = JsonObject.Create(check)!;
                    if (looked.Count > 1)
                        entry.Insert(0, "business", business.Value);
                    checks.Add(entry);
                }
            }
        }

        progress.Dispose();
        if (call.Json)
            call.Terminal.WriteJson(new JsonObject { ["ok"] = ok, ["checks"] = checks });
        else
            Tell(call.Terminal, checks);
        return ok ? ExitCode.Done : ExitCode.Findings;
    });

    /// <summary>Billbot never leaves a database without a business: somebody took it out.</summary>
    private static JsonObject NoBusiness() => new()
    {
        ["name"] = "business_present",
        ["promise"] = "The folder holds a business.",
        ["ok"] = false,
        ["looked"] = 0,
        ["findings"] = new JsonArray(new JsonObject { ["subject"] = "business", ["message"] = "There is none." }),
    };

    private static void Tell(Terminal terminal, JsonArray checks)
    {
        foreach (var check in checks.OfType<JsonObject>())
        {
            var where = check["business"] is { } business ? $"{business} " : "";
            terminal.Out.WriteLine($"{((bool)check["ok"]! ? "ok " : "BAD")} {where}{check["name"]}: {check["promise"]} ({check["looked"]} looked at)");
            foreach (var finding in check["findings"]!.AsArray())
                terminal.Out.WriteLine($"     {finding!["subject"]}: {finding["message"]}");
        }
    }
}
