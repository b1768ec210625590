using System.Data.Common;
using Billbot.Domain;
using Dapper;

namespace Billbot.App.Storage;

/// <summary>One open transaction, seen from a store class: SQL in, rows out.</summary>
internal sealed class Session(DbConnection connection, Dialect dialect)
{
    public Dialect Dialect => dialect;

    public Task<int> ExecuteAsync(string sql, object? values = null) => connection.ExecuteAsync(sql, values);

    public Task<T?> FirstAsync<T>(string sql, object? values = null) => connection.QueryFirstOrDefaultAsync<T>(sql, values);

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? values = null) => [.. await connection.QueryAsync<T>(sql, values)];
}

/// <summary>The few places where the databases speak differently.</summary>
internal abstract class Dialect
{
    /// <summary>Folder of the numbered scripts, below <c>Storage/Migrations</c>.</summary>
    public abstract string Migrations { get; }

    /// <summary>An expression that is true where <paramref name="column"/> holds the text <paramref name="value"/> somewhere.</summary>
    public abstract string Holds(string column, string value);

    /// <summary>What tells whether the file is a whole database, one line <c>ok</c>; null where a server sees to that.</summary>
    public virtual string? IntegrityCheck => null;

    /// <summary>What names each row that refers to none, where the database does not see to that itself.</summary>
    public virtual string? ReferenceCheck => null;
}

internal sealed class SqliteDialect : Dialect
{
    public override string Migrations => "Sqlite";

    public override string Holds(string column, string value) => $"instr({column}, {value}) > 0";

    public override string? IntegrityCheck => "pragma integrity_check(20)";

    public override string? ReferenceCheck => "select distinct \"table\" || ' refers to a missing row of ' || parent from pragma_foreign_key_check";
}

/// <summary>Teaches the data layer the value types of the domain, once per process.</summary>
internal static class ColumnTypes
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        SqlMapper.AddTypeHandler(new DateColumn());
        SqlMapper.AddTypeHandler(new IdColumn<BusinessId>());
        SqlMapper.AddTypeHandler(new IdColumn<ClientId>());
        SqlMapper.AddTypeHandler(new IdColumn<InvoiceId>());
        SqlMapper.AddTypeHandler(new IdColumn<PaymentId>());
        SqlMapper.AddTypeHandler(new IdColumn<KeyId>());
        SqlMapper.AddTypeHandler(new IdColumn<MessageId>());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        return true;
    });

    public static void Register() => _ = Registered.Value;

    private sealed class DateColumn : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(System.Data.IDbDataParameter parameter, DateOnly value) => parameter.Value = value;

        public override DateOnly Parse(object value) => value switch
        {
            DateOnly date => date,
            DateTime instant => DateOnly.FromDateTime(instant),
            string text => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            _ => throw new InvalidCastException($"No date: {value.GetType().Name}."),
        };
    }

    private sealed class IdColumn<TId> : SqlMapper.TypeHandler<TId> where TId : struct, IEntityId<TId>
    {
        public override void SetValue(System.Data.IDbDataParameter parameter, TId value) => parameter.Value = value.Value;

        public override TId Parse(object value) => TId.Of((string)value);
    }
}
