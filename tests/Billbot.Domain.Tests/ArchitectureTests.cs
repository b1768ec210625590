using System.Reflection;
using System.Text.RegularExpressions;

namespace Billbot.Domain.Tests;

public sealed class ArchitectureTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Domain = typeof(Invoice).Assembly;

    [Fact]
    public void The_domain_stands_on_the_framework_alone() =>
        Assert.All(Domain.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    [Fact]
    public void Nothing_in_the_domain_is_a_binary_fraction()
    {
        var used = Domain.GetTypes().SelectMany(UsesOf).ToList();

        Assert.Contains(used, u => u.Type == typeof(decimal));
        Assert.Empty(used.Where(u => Flatten(u.Type).Any(t => t == typeof(double) || t == typeof(float) || t == typeof(Half))).Select(u => u.Where));
    }

    [Fact]
    public void Every_refusal_has_a_stable_code_and_says_how_to_mend_it()
    {
        var problems = Problems().ToList();

        Assert.True(problems.Count > 50, $"{problems.Count}");
        Assert.All(problems, p =>
        {
            Assert.Matches("^[a-z]+(_[a-z]+)*$", p.Code);
            Assert.False(string.IsNullOrWhiteSpace(p.Message));
            Assert.False(string.IsNullOrWhiteSpace(p.Fix));
            Assert.True(p.Field is null || Regex.IsMatch(p.Field, "^(/[a-z_]+)+$"), p.Field);
        });
    }

    [Fact]
    public void A_code_is_always_of_one_kind() =>
        Assert.All(Problems().GroupBy(p => p.Code), code => Assert.Single(code.Select(p => p.Kind).Distinct()));

    [Fact]
    public void Many_faults_are_one_problem_with_each_fault_in_it()
    {
        var one = Problem.InvalidArguments([MoneyProblems.QuantityZero]);
        var two = Problem.InvalidArguments([MoneyProblems.QuantityZero, MoneyProblems.PriceNegative with { Kind = ProblemKind.Malformed }]);

        Assert.Equal(("invalid_arguments", ProblemKind.Invalid, "/quantity"), (one.Code, one.Kind, one.Field));
        Assert.Equal(("invalid_arguments", ProblemKind.Malformed, null), (two.Code, two.Kind, two.Field));
        Assert.Equal(2, two.Errors.Count);
        Assert.Equal("/line_items/0/quantity", MoneyProblems.QuantityZero.At("/line_items/0/quantity").Field);
    }

    /// <summary>All problems of the catalogues: constants, and those made of facts with some facts filled in.</summary>
    private static IEnumerable<Problem> Problems()
    {
        foreach (var catalogue in Domain.GetTypes().Where(t => t.Name.EndsWith("Problems", StringComparison.Ordinal)))
        {
            foreach (var constant in catalogue.GetProperties(BindingFlags.Public | BindingFlags.Static))
                yield return (Problem)constant.GetValue(null)!;
            foreach (var maker in catalogue.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => !m.IsSpecialName && m.ReturnType == typeof(Problem)))
                yield return (Problem)maker.Invoke(null, [.. maker.GetParameters().Select(p => Fact(p.ParameterType))])!;
        }
    }

    private static object Fact(Type type) => type switch
    {
        _ when type == typeof(int) => 3,
        _ when type == typeof(string) => "/due_date",
        _ when type == typeof(Money) => Given.Money("1", Given.Usd),
        _ when type == typeof(Currency) => Given.Usd,
        _ when type == typeof(DateOnly) => Given.Today,
        _ when type == typeof(ClientId) => Given.GreenLeaf.Id,
        _ when type == typeof(InvoiceId) => new InvoiceId("inv_00000000000000000000000001"),
        _ when type == typeof(Quantity) => Quantity.One,
        _ when type == typeof(LedgerEntry) => new LedgerEntry { Id = new PaymentId("pay_00000000000000000000000001"), Kind = LedgerKind.Reversal, Amount = Given.Money("1", Given.Usd), On = Given.Today },
        _ when type == typeof(EmailAddress) => Given.Email("a@b.test"),
        _ when type == typeof(IReadOnlyList<MissingField>) => new List<MissingField> { MissingField.OfInvoice("line_items") },
        _ when type == typeof(IReadOnlyList<AgreedRate>) => new List<AgreedRate>(),
        { IsEnum: true } => Enum.GetValues(type).GetValue(1)!,
        _ => throw new NotSupportedException($"No sample of {type} yet: add one."),
    };

    private static IEnumerable<(Type Type, string Where)> UsesOf(Type type)
    {
        foreach (var field in type.GetFields(Everything))
            yield return (field.FieldType, $"{type}.{field.Name}");
        foreach (var property in type.GetProperties(Everything))
            yield return (property.PropertyType, $"{type}.{property.Name}");
        foreach (var method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
        {
            foreach (var parameter in method.GetParameters())
                yield return (parameter.ParameterType, $"{type}.{method.Name}({parameter.Name})");
            if (method is MethodInfo { ReturnType: var returned })
                yield return (returned, $"{type}.{method.Name}");
            foreach (var local in method.GetMethodBody()?.LocalVariables ?? [])
                yield return (local.LocalType, $"{type}.{method.Name}, a local");
        }
    }

    private static IEnumerable<Type> Flatten(Type type) =>
        type.HasElementType ? Flatten(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Flatten).Append(type);
}
