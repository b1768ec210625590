using System.Net.Sockets;
using Billbot.Domain;
using Npgsql;

namespace Billbot.App.Storage;

/// <summary>Why a PostgreSQL database can not be used, and who can change that.</summary>
public static class PostgresProblems
{
    private const string Example = "Host=db.example.com;Database=billbot;Username=billbot;Password=…";

    /// <summary>Nothing of the connection string is repeated: there is a password in it.</summary>
    public static Problem Of(Exception failure) => failure switch
    {
        PostgresRefusedException known => known.Problem,
        ArgumentException or FormatException => new Problem(
            ProblemKind.Malformed,
            "database_setting_invalid",
            "The text that says how to connect to PostgreSQL can not be read.",
            $"Give BILLBOT_DATABASE as {Example}."),
        StorageException or NpgsqlException { InnerException: TimeoutException or SocketException or IOException } or TimeoutException => Unreachable,
        PostgresException refused => Of(refused),
        NpgsqlException => Unreachable,
        _ => new Problem(ProblemKind.Unavailable, "database_unusable", $"The database can not be used: {failure.Message}", "Nothing was changed. Use the Billbot that made it, or another database."),
    };

    public static Problem TooOld(string version) => new(
        ProblemKind.Unavailable,
        "database_too_old",
        $"The server is PostgreSQL {version}; Billbot needs 15 or newer.",
        "Bring the server up to date, or name another one in BILLBOT_DATABASE.");

    public static Problem RightsMissing(string what) => new(
        ProblemKind.Unavailable,
        "database_rights_missing",
        $"The user of BILLBOT_DATABASE lacks rights in the database: {what}.",
        "As an administrator, with the names that are yours: alter database billbot owner to billbot; create role billbot_app nologin; grant billbot_app to billbot;");

    public static Problem Unreachable { get; } = new(
        ProblemKind.Unavailable,
        "database_unreachable",
        "The PostgreSQL server does not answer.",
        "See that it runs, and that BILLBOT_DATABASE names its host and port.");

    private static Problem Of(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new Problem(
            ProblemKind.Unavailable,
            "database_login_refused",
            "The PostgreSQL server does not let this user in.",
            "Correct Username and Password in BILLBOT_DATABASE, or let the user in on the server (pg_hba.conf)."),
        PostgresErrorCodes.InvalidCatalogName => new Problem(
            ProblemKind.Unavailable,
            "database_missing",
            "The PostgreSQL server has no database of this name.",
            "Create it, owned by the user of BILLBOT_DATABASE: create database billbot owner billbot;"),
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidObjectDefinition => RightsMissing(refused.MessageText),
        _ when refused.IsTransient || refused.SqlState.StartsWith("57", StringComparison.Ordinal) || refused.SqlState.StartsWith("53", StringComparison.Ordinal) => Unreachable,
        _ => new Problem(
            ProblemKind.Unavailable,
            "database_unusable",
            $"The PostgreSQL server refuses: {refused.MessageText} ({refused.SqlState}).",
            "Billbot needs PostgreSQL 15 or newer, and a database that it made itself or that is empty."),
    };
}

/// <summary>A database that can not be used, with what to say of it.</summary>
public sealed class PostgresRefusedException(Problem problem, Exception? inner = null) : Exception(problem.Message, inner)
{
    public Problem Problem => problem;
}
