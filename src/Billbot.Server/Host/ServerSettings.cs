using System.Collections;
using System.Text.Json;
using Billbot.Domain;

namespace Billbot.Server.Host;

/// <summary>Settings of a server: flags win over <c>BILLBOT_*</c> variables, these over <c>billbot.json</c> in the data folder.</summary>
public sealed record ServerSettings
{
    private static readonly string[] Known = ["urls", "public_url", "database", "hosts", "limits", "mcp"];

    /// <summary>Where to listen; empty for a process that serves its owner only.</summary>
    public IReadOnlyList<ListenAddress> Addresses { get; init; } = [];

    /// <summary>What people and agents call this server, where a proxy stands before it.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How to connect to PostgreSQL; null where the data is in the folder.</summary>
    public string? Database { get; init; }

    /// <summary>All settings, names without underscores: <c>Limits:KeyPerSecond</c> is <c>limits.key_per_second</c> in the file.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>Reads what holds for <paramref name="folder"/>. Refuses <c>settings_invalid</c>, <c>setting_unknown</c>, <c>invalid_url</c>.</summary>
    public static Result<ServerSettings> Read(string folder, string? urls = null, string? publicUrl = null)
    {
        var flags = new Dictionary<string, string?>();
        if (urls is not null)
            flags["Urls"] = urls;
        if (publicUrl is not null)
            flags["PublicUrl"] = publicUrl;
        if (!ReadFile(Path.Combine(folder, "billbot.json")).Succeeded(out var file, out var problem))
            return problem;

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(file).AddInMemoryCollection(ReadEnvironment()).AddInMemoryCollection(flags).Build();
        return Of(configuration);
    }

    private static Result<ServerSettings> Of(IConfigurationRoot configuration)
    {
        var addresses = new List<ListenAddress>();
        var texts = configuration["Urls"] is { } joined ? joined.Split(';') : configuration.GetSection("Urls").GetChildren().Select(c => c.Value ?? "");
        foreach (var text in texts.Select(t => t.Trim()).Where(t => t.Length > 0))
        {
            if (!ListenAddress.Parse(text).Succeeded(out var address, out var problem))
                return problem;
            addresses.Add(address);
        }

        Uri? own = null;
        if (configuration["PublicUrl"] is { Length: > 0 } given)
        {
            if (!Uri.TryCreate(given, UriKind.Absolute, out own) || own.Scheme is not ("http" or "https") || own.PathAndQuery != "/")
                return HostProblems.OwnAddressInvalid;
            configuration["Hosts:PublicUrl"] = own.AbsoluteUri;
        }

        // The web host would take the addresses for its own setting, and need not know the password of the database.
        var rest = configuration.AsEnumerable().Where(s => !s.Key.StartsWith("Urls", StringComparison.OrdinalIgnoreCase) && !s.Key.Equals("Database", StringComparison.OrdinalIgnoreCase));
        return new ServerSettings
        {
            Addresses = addresses.Count == 0 ? [ListenAddress.Default] : addresses,
            PublicUrl = own,
            Database = configuration["Database"] is { Length: > 0 } database ? database : null,
            Configuration = new ConfigurationBuilder().AddInMemoryCollection(rest).Build(),
        };
    }

    private static Dictionary<string, string?> ReadEnvironment()
    {
        const string prefix = "BILLBOT_";
        return Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(v => (Name: (string)v.Key, Value: (string?)v.Value))
            .Where(v => v.Name.StartsWith(prefix, StringComparison.Ordinal) && !v.Name.EndsWith("_KEY", StringComparison.Ordinal) && v.Value is { Length: > 0 })
            .ToDictionary(v => Folded(v.Name[prefix.Length..].Replace("__", ":", StringComparison.Ordinal)), v => v.Value, StringComparer.OrdinalIgnoreCase);
    }

    private static Result<Dictionary<string, string?>> ReadFile(string path)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        try
        {
            if (!File.Exists(path))
                return values;
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return HostProblems.SettingsInvalid(path, "it is not a JSON object.");
            if (json.RootElement.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => !Known.Contains(n)) is { } unknown)
                return HostProblems.SettingUnknown(path, unknown, Known);
            Flatten(json.RootElement, "", values);
            return values;
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return HostProblems.SettingsInvalid(path, failure.Message);
        }
    }

    private static void Flatten(JsonElement element, string at, Dictionary<string, string?> values)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
                Flatten(member.Value, Below(at, Folded(member.Name)), values);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in element.EnumerateArray().Index())
                Flatten(item, Below(at, index.ToString(System.Globalization.CultureInfo.InvariantCulture)), values);
        }
        else
        {
            values[at] = element.ToString();
        }
    }

    private static string Below(string at, string name) => at.Length == 0 ? name : $"{at}:{name}";

    private static string Folded(string name) => name.Replace("_", "", StringComparison.Ordinal);
}
