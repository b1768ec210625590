using System.Data;
using System.Data.Common;
using Billbot.App.Door;

namespace Billbot.App.Verification;

/// <summary>Whether the database itself is whole, below all that is stored in it.</summary>
internal static class FileChecks
{
    private const string Name = "file_whole";
    private const string Promise = "The database is whole: every page, index and reference can be read and agrees.";

    public static async Task<VerifyCheck> WholeAsync(Work work)
    {
        var check = new Finder(Name, Promise) { Looked = 1 };
        if (work.Session.Dialect.IntegrityCheck is not { } sql)
            return check.Done;
        foreach (var line in await work.Session.ListAsync<string>(sql))
        {
            if (line != "ok")
                check.Broken("database", line);
        }

        if (work.Session.Dialect.ReferenceCheck is { } references)
        {
            foreach (var line in await work.Session.ListAsync<string>(references))
                check.Broken("database", line);
        }

        return check.Done;
    }

    /// <summary>What <paramref name="check"/> finds; where the data can not even be read, that is the finding.</summary>
    public static async Task<VerifyCheck> OrUnreadableAsync(Func<Task<VerifyCheck>> check)
    {
        try
        {
            return await check();
        }
        catch (Exception failure) when (failure is DbException or DataException or FormatException or InvalidCastException or ArgumentException or OverflowException)
        {
            return new VerifyCheck(Name, Promise, Ok: false, Looked: 1, [new VerifyFinding("database", $"It can not be read: {failure.Message}")]);
        }
    }
}
