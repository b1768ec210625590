namespace Billbot.App.Storage;

/// <summary>The few places where the databases speak differently.</summary>
internal abstract class Dialect
{
    /// <summary>Folder of the numbered scripts, below <c>Storage/Migrations</c>.</summary>
    public abstract string Migrations { get; }

    /// <summary>Whether other processes may work on the same database.</summary>
    public abstract bool Shared { get; }

    /// <summary>An expression that is true where <paramref name="column"/> holds the text <paramref name="value"/> somewhere.</summary>
    public abstract string Holds(string column, string value);

    /// <summary>An expression that is true where <paramref name="column"/> is one of the array <paramref name="values"/>.</summary>
    public abstract string OneOf(string column, string values);

    /// <summary>Keeps the selected row from others until the transaction ends.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>The rows that a key with the hash <paramref name="sha256"/> may have, of all businesses.</summary>
    public abstract string KeysByHash(string sha256);

    /// <summary>The ids of all businesses.</summary>
    public abstract string Businesses { get; }

    /// <summary>The mails that are due at <paramref name="now"/>, of all businesses.</summary>
    public abstract string MailsDue(string now);

    /// <summary>Forgets up to a thousand answers from before <c>@before</c>; how many.</summary>
    public abstract string ForgetAnswers { get; }

    /// <summary>How many tables are called <c>@table</c>.</summary>
    public abstract string TablesNamed { get; }

    /// <summary>What tells whether the file is a whole database, one line <c>ok</c>; null where a server sees to that.</summary>
    public virtual string? IntegrityCheck => null;

    /// <summary>What names each row that refers to none, where the database does not see to that itself.</summary>
    public virtual string? ReferenceCheck => null;
}

internal sealed class SqliteDialect : Dialect
{
    public override string Migrations => "Sqlite";

    public override string TablesNamed => "select count(*) from sqlite_master where type = 'table' and name = @table";

    public override bool Shared => false;

    public override string ForUpdate => "";

    public override string Businesses => "business";

    public override string ForgetAnswers =>
        """
        delete from idempotency where (business_id, family, operation, request_id) in
            (select business_id, family, operation, request_id from idempotency where created_at < @before limit 1000);
        select changes()
        """;

    public override string? IntegrityCheck => "pragma integrity_check(20)";

    public override string? ReferenceCheck => "select distinct \"table\" || ' refers to a missing row of ' || parent from pragma_foreign_key_check";

    public override string Holds(string column, string value) => $"instr({column}, {value}) > 0";

    public override string OneOf(string column, string values) => $"{column} in {values}";

    public override string KeysByHash(string sha256) => "api_key";

    public override string MailsDue(string now) => "outbox";
}

internal sealed class PostgresDialect : Dialect
{
    public override string Migrations => "Postgres";

    public override string TablesNamed => "select count(*) from pg_tables where schemaname = 'public' and tablename = @table";

    public override bool Shared => true;

    public override string ForUpdate => " for update";

    public override string Businesses => "business_ids()";

    public override string ForgetAnswers => "select forget_answers(@before)";

    public override string Holds(string column, string value) => $"strpos({column}, {value}) > 0";

    public override string OneOf(string column, string values) => $"{column} = any({values})";

    public override string KeysByHash(string sha256) => $"key_by_hash({sha256})";

    public override string MailsDue(string now) => $"mail_due({now})";
}
