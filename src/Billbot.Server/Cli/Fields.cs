using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Billbot.Server.Cli;

/// <summary>Options that become fields of an operation's input: only what was given is in it.</summary>
internal sealed class Fields
{
    private readonly List<(Option Option, Func<ParseResult, JsonNode?> Read, string Path)> _fields = [];

    /// <summary>A text; an empty one takes the value away.</summary>
    public Fields Text(string flag, string path, string description)
    {
        var option = new Option<string?>(flag) { Description = description };
        return Add(option, parse => parse.GetValue(option), path);
    }

    /// <summary>A number with a point for decimals, whatever the system's language.</summary>
    public Fields Number(string flag, string path, string description)
    {
        var option = new Option<decimal?>(flag) { Description = description };
        option.CustomParser = result =>
        {
            const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            if (decimal.TryParse(result.Tokens.Single().Value, style, CultureInfo.InvariantCulture, out var number))
                return number;
            result.AddError($"{flag} needs a number such as 19 or 8.875.");
            return null;
        };
        return Add(option, parse => parse.GetValue(option), path);
    }

    public Fields Whole(string flag, string path, string description)
    {
        var option = new Option<int?>(flag) { Description = description };
        return Add(option, parse => parse.GetValue(option), path);
    }

    public Fields YesNo(string flag, string path, string description)
    {
        var option = new Option<bool?>(flag) { Description = description };
        return Add(option, parse => parse.GetValue(option), path);
    }

    /// <summary>True where it was given.</summary>
    public Fields Flag(string flag, string path, string description)
    {
        var option = new Option<bool>(flag) { Description = description };
        return Add(option, parse => parse.GetValue(option), path);
    }

    /// <summary>An option that may be given several times; all of them are the new list.</summary>
    public Fields Many(string flag, string path, string description, Func<string, JsonNode?>? read = null)
    {
        var option = new Option<string[]>(flag) { Description = description };
        if (read is not null)
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.FirstOrDefault(t => read(t.Value) is null) is { } wrong)
                    result.AddError($"{flag} can not be read: '{wrong.Value}'. {description}");
            });
        }

        return Add(option, parse => new JsonArray([.. parse.GetValue(option)!.Select(read ?? (text => text))]), path);
    }

    public Command AddTo(Command command)
    {
        foreach (var (option, _, _) in _fields)
            command.Options.Add(option);
        return command;
    }

    /// <summary>Puts what was given over <paramref name="input"/>.</summary>
    public JsonObject Read(ParseResult parse, JsonObject input)
    {
        foreach (var (option, read, path) in _fields)
        {
            if (parse.GetResult(option) is { Implicit: false })
                Put(input, path.Split('/'), read(parse));
        }

        return input;
    }

    private Fields Add(Option option, Func<ParseResult, JsonNode?> read, string path)
    {
        _fields.Add((option, read, path));
        return this;
    }

    private static void Put(JsonObject input, string[] path, JsonNode? value)
    {
        var at = input;
        foreach (var name in path[..^1])
        {
            if (at[name] is not JsonObject next)
                at[name] = next = [];
            at = next;
        }

        at[path[^1]] = value;
    }
}
