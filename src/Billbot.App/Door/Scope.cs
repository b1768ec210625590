namespace Billbot.App.Door;

/// <summary>What a key may do. Settings, keys and bank details have no scope: they are the owner's.</summary>
public enum Scope
{
    ClientsRead,
    ClientsWrite,
    InvoicesRead,
    InvoicesDraft,
    InvoicesSend,
    InvoicesVoid,
    PaymentsWrite,
}

/// <summary>The names of scopes as keys, answers and documents write them.</summary>
public static class Scopes
{
    public static IReadOnlyList<Scope> All { get; } = Enum.GetValues<Scope>();

    public static string Name(this Scope scope) => scope switch
    {
        Scope.ClientsRead => "clients:read",
        Scope.ClientsWrite => "clients:write",
        Scope.InvoicesRead => "invoices:read",
        Scope.InvoicesDraft => "invoices:draft",
        Scope.InvoicesSend => "invoices:send",
        Scope.InvoicesVoid => "invoices:void",
        Scope.PaymentsWrite => "payments:write",
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };

    public static Scope? Find(string name) => All.Where(s => s.Name() == name).Select(s => (Scope?)s).FirstOrDefault();
}
