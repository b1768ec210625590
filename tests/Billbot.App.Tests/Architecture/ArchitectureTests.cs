using System.Text.RegularExpressions;
using Billbot.App.Door;
using Billbot.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Billbot.App.Tests.Architecture;

/// <summary>What the folders promise a reader.</summary>
public sealed partial class ArchitectureTests
{
    private const int MostLines = 400;

    /// <summary>Files that are longer, each with its reason.</summary>
    private static readonly Dictionary<string, string> Longer = [];

    private static readonly string[] OpenToAll = ["get_billing_context"];

    [Fact]
    public async Task Operations_have_names_of_their_own_in_snake_case()
    {
        await using var office = await TestOffice.OpenAsync();
        var names = office.Services.GetServices<UseCase>().Select(u => u.Operation.Name).ToList();

        Assert.Equal(names.Distinct().Count(), names.Count);
        Assert.All(names, n => Assert.Matches("^[a-z]+(_[a-z]+)*$", n));
    }

    [Fact]
    public async Task Every_use_case_is_registered_and_none_is_open_to_all_but_the_context()
    {
        await using var office = await TestOffice.OpenAsync();
        var registered = office.Services.GetServices<UseCase>().ToList();
        var written = typeof(UseCase).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(UseCase)) && !t.IsAbstract);

        Assert.Equal(written.Select(t => t.Name).Order(), registered.Select(u => u.GetType().Name).Order());
        Assert.Equal(OpenToAll, registered.Where(u => u.Operation is { Scope: null, OwnerOnly: false }).Select(u => u.Operation.Name));
        Assert.All(registered.Where(u => u.Operation.OwnerOnly), u => Assert.Null(u.Operation.Scope));
    }

    [Fact]
    public async Task A_use_case_is_named_as_its_operation()
    {
        await using var office = await TestOffice.OpenAsync();

        Assert.All(office.Services.GetServices<UseCase>(), u =>
            Assert.Equal(u.GetType().Name, string.Concat(u.Operation.Name.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..]))));
    }

    [Fact]
    public async Task No_use_case_reaches_another_but_through_the_door()
    {
        await using var office = await TestOffice.OpenAsync();
        var useCases = office.Services.GetServices<UseCase>().Select(u => u.GetType()).ToHashSet();

        foreach (var type in useCases)
            Assert.DoesNotContain(type.GetConstructors().SelectMany(c => c.GetParameters()), p => useCases.Contains(p.ParameterType));
    }

    [Fact]
    public async Task No_input_can_set_what_the_server_decides()
    {
        await using var office = await TestOffice.OpenAsync();
        string[] decided = ["Number", "State", "BusinessId", "Total", "PaidAmount", "CreatedAt", "IssuedAt", "VoidedAt", "ContentHash"];

        foreach (var input in office.Services.GetServices<UseCase>().Select(u => u.InputType))
            Assert.DoesNotContain(input.GetProperties(), p => decided.Contains(p.Name));
    }

    [Fact]
    public void Sql_stands_in_stores_queries_and_checks_only()
    {
        var app = Path.Combine(Root, "src", "Billbot.App");
        var withSql = Sources(app).Where(f => SqlText().IsMatch(File.ReadAllText(f))).Select(f => Path.GetRelativePath(app, f).Replace('\\', '/')).ToList();

        Assert.Contains("Invoices/InvoiceStore.cs", withSql);
        Assert.Contains("Clients/ClientStore.cs", withSql);
        Assert.DoesNotContain(withSql, f => !MayHoldSql().IsMatch(f));
    }

    [Fact]
    public void No_source_file_is_longer_than_a_reader_has_patience_for()
    {
        var wrong = new[] { "src", "tests" }
            .SelectMany(folder => Sources(Path.Combine(Root, folder)))
            .Select(f => (Name: Path.GetRelativePath(Root, f).Replace('\\', '/'), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > MostLines && !Longer.ContainsKey(f.Name))
            .Select(f => $"{f.Name}: {f.Lines}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_database_is_out_of_reach_of_every_face()
    {
        var open = typeof(UseCase).Assembly.GetExportedTypes()
            .Where(t => t.Name.EndsWith("Store", StringComparison.Ordinal) || t.Name is "Database" or "Session" or "WriteGate" or "SqliteDatabase" or "NumberRegister");

        Assert.Empty(open);
    }

    private static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Billbot.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules"));

    /// <summary>Statements as they are written here: a string that begins with one.</summary>
    [GeneratedRegex("\"\\s*(select|insert into|update|delete from|create table)\\s[^\"]*(\\sfrom\\s|\\sset\\s|\\svalues|\\()", RegexOptions.CultureInvariant)]
    private static partial Regex SqlText();

    [GeneratedRegex("(Store|Query|Queries|Register|Checks)\\.cs$|^(Storage|Door|Outbox|Context|Verification)/", RegexOptions.CultureInvariant)]
    private static partial Regex MayHoldSql();
}
