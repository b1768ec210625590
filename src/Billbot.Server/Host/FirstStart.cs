using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App;
using Billbot.Domain;

namespace Billbot.Server.Host;

/// <summary>What a fresh data folder begins with: one business with the machine's own settings.</summary>
public static class FirstStart
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The businesses of the folder; founds the first where there is none. What the machine says and Billbot does not know is left out.</summary>
    public static async Task<Result<BusinessIds>> EnsureBusinessAsync(OwnerDesk desk, CancellationToken cancel)
    {
        var known = await desk.BusinessesAsync(cancel);
        if (known.Count > 0)
            return new BusinessIds(known);

        var all = MachineDefaults();
        var zone = new JsonObject { ["time_zone"] = all["time_zone"]?.DeepClone() };
        Problem? refused = null;
        foreach (var input in (JsonObject[])[all, zone, []])
        {
            if ((await FoundAsync(desk, input, cancel)).Succeeded(out _, out refused))
                return new BusinessIds(await desk.BusinessesAsync(cancel));
            // Several processes may start at once on one database: the others take what the first has founded.
            while (refused.Code is "request_in_progress" or "idempotency_mismatch")
            {
                if (await desk.BusinessesAsync(cancel) is { Count: > 0 } founded)
                    return new BusinessIds(founded);
                await Task.Delay(Pause, cancel);
                if ((await FoundAsync(desk, input, cancel)).Succeeded(out _, out refused))
                    return new BusinessIds(await desk.BusinessesAsync(cancel));
            }
        }

        return refused!;
    }

    /// <summary>Zone and language of this machine, as far as it has them. The country is not guessed: law hangs on it, so a person says it.</summary>
    public static JsonObject MachineDefaults()
    {
        var input = new JsonObject();
        var zone = TimeZoneInfo.Local;
        if (zone.HasIanaId)
            input["time_zone"] = zone.Id;
        else if (TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana))
            input["time_zone"] = iana;

        var culture = CultureInfo.CurrentCulture;
        if (culture.IsNeutralCulture || Equals(culture, CultureInfo.InvariantCulture))
            return input;
        input["locale"] = culture.Name;
        return input;
    }

    private static Task<Result<JsonElement>> FoundAsync(OwnerDesk desk, JsonObject input, CancellationToken cancel) =>
        desk.AskAsync("create_business", new OwnerRequest { RequestId = "first-business", Input = JsonSerializer.SerializeToElement(input, AppJson.Options) }, cancel);
}
