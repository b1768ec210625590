using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Billbot.Server.Mcp.Tools;

internal enum ShapeKind
{
    Text,
    Number,
    Integer,
    Flag,
    Date,
    Choice,
    List,
    Record,
}

/// <summary>
/// What an input looks like on the wire, read once from its record. The schema that agents see and the binder that checks their
/// arguments both come from here, so that they cannot differ.
/// </summary>
internal sealed record Shape(ShapeKind Kind)
{
    private static readonly ConcurrentDictionary<Type, Shape> Known = new();

    public int? Min { get; init; }

    public int? Max { get; init; }

    /// <summary>Of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Of a list.</summary>
    public Shape? Item { get; init; }

    /// <summary>Of a record.</summary>
    public IReadOnlyList<Member> Members { get; init; } = [];

    public static Shape Of(Type record) => Known.GetOrAdd(record, static type => new Shape(ShapeKind.Record)
    {
        Members = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p is { CanWrite: true, CanRead: true }).Select(MemberOf)],
    });

    public Member? Find(string name) => Members.FirstOrDefault(m => m.Name == name);

    private static Member MemberOf(PropertyInfo property)
    {
        var shape = ShapeOf(property.PropertyType, property.GetCustomAttribute<RangeAttribute>());
        return new Member(
            JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
            shape,
            property.IsDefined(typeof(RequiredMemberAttribute)),
            property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? (shape.Kind == ShapeKind.Date ? "YYYY-MM-DD" : null));
    }

    private static Shape ShapeOf(Type declared, RangeAttribute? range)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string))
            return new Shape(ShapeKind.Text);
        if (type == typeof(decimal))
            return Within(new Shape(ShapeKind.Number), range);
        if (type == typeof(int) || type == typeof(long))
            return Within(new Shape(ShapeKind.Integer), range);
        if (type == typeof(bool))
            return new Shape(ShapeKind.Flag);
        if (type == typeof(DateOnly))
            return new Shape(ShapeKind.Date);
        if (type.IsEnum)
            return new Shape(ShapeKind.Choice) { Choices = [.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)] };
        if (typeof(IEnumerable).IsAssignableFrom(type) && type.GetGenericArguments() is [var item])
            return new Shape(ShapeKind.List) { Item = ShapeOf(item, null) };
        return Of(type);
    }

    private static Shape Within(Shape shape, RangeAttribute? range) => range is null ? shape : shape with
    {
        Min = Convert.ToInt32(range.Minimum, CultureInfo.InvariantCulture),
        Max = Convert.ToInt32(range.Maximum, CultureInfo.InvariantCulture) is var max and < int.MaxValue ? max : null,
    };
}

/// <summary>One named part of a record.</summary>
internal sealed record Member(string Name, Shape Shape, bool Required, string? Description);
