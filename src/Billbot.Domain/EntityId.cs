using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>An id as it is printed and stored: a prefix and 26 lower-case base32 characters of a version-7 UUID. Sortable, not secret.</summary>
public interface IEntityId<TSelf> where TSelf : struct, IEntityId<TSelf>
{
    static abstract string Prefix { get; }

    string Value { get; }

    static abstract TSelf Of(string value);
}

/// <summary>Makes and reads ids of every kind.</summary>
public static class EntityId
{
    // Crockford's alphabet in lower case: sorts as the bits do.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;
    private static readonly System.Buffers.SearchValues<char> Digits = System.Buffers.SearchValues.Create(Alphabet);

    /// <summary>The id of kind <typeparamref name="TId"/> for a UUID that the caller made.</summary>
    public static TId From<TId>(Guid uuid) where TId : struct, IEntityId<TId>
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        var bits = new UInt128(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        Span<char> text = stackalloc char[Length];
        for (var i = Length - 1; i >= 0; i--, bits >>= 5)
            text[i] = Alphabet[(int)(bits & 31)];

        return TId.Of($"{TId.Prefix}{text}");
    }

    /// <summary>Whether <paramref name="text"/> has the shape of an id of this kind.</summary>
    public static bool TryParse<TId>(string? text, out TId id) where TId : struct, IEntityId<TId>
    {
        id = default;
        if (text is null || text.Length != TId.Prefix.Length + Length || !text.StartsWith(TId.Prefix, StringComparison.Ordinal))
            return false;
        if (text.AsSpan(TId.Prefix.Length).ContainsAnyExcept(Digits))
            return false;

        id = TId.Of(text);
        return true;
    }
}

/// <summary>Writes an id as its text.</summary>
public sealed class EntityIdJson<TId> : JsonConverter<TId> where TId : struct, IEntityId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.Of(reader.GetString() ?? throw new JsonException($"{TId.Prefix} id expected."));

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

[JsonConverter(typeof(EntityIdJson<BusinessId>))]
public readonly record struct BusinessId(string Value) : IEntityId<BusinessId>
{
    public static string Prefix => "biz_";

    public static BusinessId Of(string value) => new(value);

    public override string ToString() => Value;
}

[JsonConverter(typeof(EntityIdJson<ClientId>))]
public readonly record struct ClientId(string Value) : IEntityId<ClientId>
{
    public static string Prefix => "cl_";

    public static ClientId Of(string value) => new(value);

    public override string ToString() => Value;
}

[JsonConverter(typeof(EntityIdJson<InvoiceId>))]
public readonly record struct InvoiceId(string Value) : IEntityId<InvoiceId>
{
    public static string Prefix => "inv_";

    public static InvoiceId Of(string value) => new(value);

    public override string ToString() => Value;
}

[JsonConverter(typeof(EntityIdJson<PaymentId>))]
public readonly record struct PaymentId(string Value) : IEntityId<PaymentId>
{
    public static string Prefix => "pay_";

    public static PaymentId Of(string value) => new(value);

    public override string ToString() => Value;
}

[JsonConverter(typeof(EntityIdJson<KeyId>))]
public readonly record struct KeyId(string Value) : IEntityId<KeyId>
{
    public static string Prefix => "key_";

    public static KeyId Of(string value) => new(value);

    public override string ToString() => Value;
}

[JsonConverter(typeof(EntityIdJson<MessageId>))]
public readonly record struct MessageId(string Value) : IEntityId<MessageId>
{
    public static string Prefix => "msg_";

    public static MessageId Of(string value) => new(value);

    public override string ToString() => Value;
}
