using System.Globalization;
using System.Text.Json.Nodes;

namespace Billbot.Server.Cli;

/// <summary>Reads an agreed rate as the command line has it: <c>weekly=4000/week</c>, the unit may be missing.</summary>
internal static class AgreedRate
{
    public static JsonNode? Read(string text)
    {
        if (text.Split('=', 2) is not [{ Length: > 0 } name, var price])
            return null;
        var parts = price.Split('/', 2);
        if (!decimal.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var unitPrice))
            return null;

        var rate = new JsonObject { ["name"] = name, ["unit_price"] = unitPrice };
        if (parts.Length == 2)
            rate["unit"] = parts[1];
        return rate;
    }
}
