using System.CommandLine;
using System.Text.Json;
using Billbot.App;

namespace Billbot.Server.Cli;

/// <summary><c>billbot business list</c>: the ids and names of all businesses of the folder.</summary>
internal static class BusinessListCommand
{
    public static Command Make(Terminal terminal)
    {
        var command = OfficeCommand.Make(terminal, "list", "Lists the businesses of the folder.", async call =>
        {
            if (!(await call.Office.BusinessesAsync(call.Cancel)).Succeeded(out var known, out var problem))
                return problem;
            var views = new List<JsonElement>();
            foreach (var business in known.Businesses)
            {
                if (!(await call.AskAsync("get_business", business, [])).Succeeded(out var view, out problem))
                    return problem;
                views.Add(view);
            }

            return call.Show(JsonSerializer.SerializeToElement(new { businesses = views }, AppJson.Options), list => Plain.Table(list.GetProperty("businesses"), "id", "name", "country", "currency"));
        });
        command.Options.Remove(CommonOptions.Business);
        return command;
    }
}
