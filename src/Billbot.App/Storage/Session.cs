using System.Data.Common;
using Billbot.Domain;
using Dapper;

namespace Billbot.App.Storage;

/// <summary>One open transaction, seen from a store class: SQL in, rows out.</summary>
internal sealed class Session(DbConnection connection, Dialect dialect)
{
    private BusinessId? _entered;

    public Dialect Dialect => dialect;

    public Task<int> ExecuteAsync(string sql, object? values = null) => connection.ExecuteAsync(sql, values);

    public Task<T?> FirstAsync<T>(string sql, object? values = null) => connection.QueryFirstOrDefaultAsync<T>(sql, values);

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? values = null) => [.. await connection.QueryAsync<T>(sql, values)];

    /// <summary>Rows one after the other, for what does not fit into memory at once.</summary>
    public Task<DbDataReader> ReadRowsAsync(string sql) => connection.ExecuteReaderAsync(sql);

    /// <summary>From here on the transaction works for <paramref name="business"/> and sees no other's rows, where the database can see to that.</summary>
    public async Task EnterAsync(BusinessId business)
    {
        if (!dialect.Shared || _entered == business)
            return;
        await connection.ExecuteAsync("select set_config('app.business', @business, true)", new { business = business.Value ?? "" });
        _entered = business;
    }

    /// <summary>Whether no other process holds <paramref name="digest"/> now; this one does until its transaction ends.</summary>
    public async Task<bool> TryHoldAsync(byte[] digest) =>
        !dialect.Shared || await FirstAsync<bool>("select pg_try_advisory_xact_lock(@key)", new { key = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(digest) });
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
