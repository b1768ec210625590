using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Billbot.App;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary>Reads the input of an operation from a file in the form in which the show command prints it.</summary>
internal static class InputFile
{
    private static readonly JsonSerializerOptions Strict = new(AppJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    public static Option<string?> Option { get; } = new("--file") { Description = "All fields from a JSON file, as show --json prints it. Other flags win over it.", HelpName = "FILE" };

    /// <summary>The file's fields without those that can only be shown. Refuses <c>file_unreadable</c>, <c>invalid_input</c>.</summary>
    public static Result<JsonObject> Read<TInput, TView>(string? path)
    {
        if (path is null)
            return new JsonObject();
        try
        {
            if (JsonNode.Parse(File.ReadAllBytes(path), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) is not JsonObject file)
                return HostProblems.InputUnreadable("$");
            TakeOutShown(file, typeof(TInput), typeof(TView));
            return file;
        }
        catch (JsonException failure)
        {
            return HostProblems.InputUnreadable(failure.LineNumber is { } line ? $"line {line + 1} of the file" : "the file");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return HostProblems.FileUnreadable(failure.Message);
        }
    }

    /// <summary>The input in the form of its operation; unknown fields and wrong kinds of values are refused with their place.</summary>
    public static Result<JsonObject> Check<TInput>(JsonObject input)
    {
        try
        {
            var typed = input.Deserialize<TInput>(Strict);
            return JsonSerializer.SerializeToNode(typed, AppJson.Options)!.AsObject();
        }
        catch (JsonException failure)
        {
            return HostProblems.InputUnreadable(failure.Path is null or "$" ? "the top: a field that does not exist, or one that is missing" : failure.Path);
        }
    }

    private static void TakeOutShown(JsonObject file, Type input, Type view)
    {
        var (accepted, shown) = (MembersOf(input), MembersOf(view));
        foreach (var name in file.Select(m => m.Key).ToList())
        {
            if (shown.TryGetValue(name, out var inView) && !accepted.ContainsKey(name))
                file.Remove(name);
            else if (inView is not null && accepted.TryGetValue(name, out var inInput))
                TakeOutShownIn(file[name], inInput, inView);
        }
    }

    private static void TakeOutShownIn(JsonNode? node, Type input, Type view)
    {
        if (node is JsonObject nested)
            TakeOutShown(nested, input, view);
        else if (node is JsonArray items && input.IsGenericType && view.IsGenericType)
            items.OfType<JsonObject>().ToList().ForEach(item => TakeOutShown(item, input.GenericTypeArguments[0], view.GenericTypeArguments[0]));
    }

    private static Dictionary<string, Type> MembersOf(Type type) =>
        AppJson.Options.GetTypeInfo(type).Properties.ToDictionary(p => p.Name, p => p.PropertyType);
}
