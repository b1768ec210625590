namespace Billbot.Server.Mcp.Tools;

/// <summary>What the binder knows about the names of arguments: what agents call them by mistake, and how a good value looks.</summary>
internal static class ArgumentWords
{
    private const int FarthestTypo = 2;

    /// <summary>Wrong name to right ones; the first that the record at hand has is the one that was meant.</summary>
    private static readonly Dictionary<string, string[]> Meant = new()
    {
        ["amount"] = ["unit_price"],
        ["client"] = ["client_id", "name"],
        ["client_name"] = ["client_id", "name"],
        ["company"] = ["client_id", "name"],
        ["cost"] = ["unit_price"],
        ["customer"] = ["client_id", "name"],
        ["customer_id"] = ["client_id"],
        ["customer_name"] = ["client_id", "name"],
        ["date"] = ["issue_date", "paid_on"],
        ["discount"] = ["discount_percent"],
        ["due"] = ["due_date"],
        ["email"] = ["expected_recipient"],
        ["email_address"] = ["email"],
        ["hours"] = ["quantity"],
        ["id"] = ["invoice_id", "client_id"],
        ["idempotency_key"] = ["request_id"],
        ["invoice"] = ["invoice_id"],
        ["invoice_date"] = ["issue_date"],
        ["invoice_number"] = ["invoice_id"],
        ["items"] = ["line_items"],
        ["lines"] = ["line_items"],
        ["memo"] = ["notes", "message"],
        ["name"] = ["client_id", "description"],
        ["note"] = ["notes", "message"],
        ["number"] = ["invoice_id"],
        ["payment_date"] = ["paid_on"],
        ["payment_terms"] = ["due_days"],
        ["postcode"] = ["postal_code"],
        ["price"] = ["unit_price"],
        ["purchase_order"] = ["po_number"],
        ["qty"] = ["quantity"],
        ["recipient"] = ["expected_recipient"],
        ["search"] = ["query"],
        ["street"] = ["line1"],
        ["tax"] = ["tax_rate"],
        ["terms"] = ["due_days"],
        ["to"] = ["expected_recipient"],
        ["total"] = ["expected_total"],
        ["vat_id"] = ["tax_id"],
        ["zip"] = ["postal_code"],
    };

    private static readonly Dictionary<string, string> Examples = new()
    {
        ["amount"] = "8000.00",
        ["client_id"] = "\"cl_abc123\"",
        ["country"] = "\"US\"",
        ["currency"] = "\"USD\"",
        ["description"] = "\"Design work\"",
        ["due_days"] = "30",
        ["email"] = "\"billing@greenleaf.example\"",
        ["expected_recipient"] = "\"billing@greenleaf.example\"",
        ["expected_total"] = "8000.00",
        ["invoice_id"] = "\"INV-2026-0015\"",
        ["line_items"] = "[{\"description\":\"Design work\",\"quantity\":2,\"unit_price\":125.00}]",
        ["limit"] = "25",
        ["name"] = "\"GreenLeaf Organic\"",
        ["quantity"] = "2",
        ["rates"] = "[{\"name\":\"weekly\",\"unit_price\":4000}]",
        ["reason"] = "\"Wrong client\"",
        ["request_id"] = "\"greenleaf-redesign\"",
        ["tax"] = "{\"rate\":19}",
        ["tax_rate"] = "19",
        ["unit_price"] = "125.00",
    };

    /// <summary>The argument that was meant by a name that does not exist; null when nothing is near.</summary>
    public static string? Nearest(string wrong, IReadOnlyList<string> allowed)
    {
        var folded = wrong.ToLowerInvariant().Replace('-', '_');
        if (allowed.Contains(folded))
            return folded;
        if (Meant.TryGetValue(folded, out var meant) && meant.FirstOrDefault(allowed.Contains) is { } synonym)
            return synonym;
        if (folded.Length > 40 || allowed.Count == 0)
            return null;
        var plain = folded.Replace("_", "", StringComparison.Ordinal);
        var near = allowed.Select(name => (Name: name, Distance: Math.Min(Distance(folded, name), Distance(plain, name.Replace("_", "", StringComparison.Ordinal))))).MinBy(n => n.Distance);
        return near.Name is not null && near.Distance <= FarthestTypo ? near.Name : null;
    }

    /// <summary>A good value as JSON text.</summary>
    public static string ExampleOf(string name, Shape shape) => shape.Kind switch
    {
        // "rate" is a name in a line and a percentage in tax settings.
        ShapeKind.Text when name == "rate" => "\"weekly\"",
        ShapeKind.Flag => "true",
        ShapeKind.Date => "\"2026-04-08\"",
        ShapeKind.Choice => $"\"{shape.Choices[0]}\"",
        _ when Examples.TryGetValue(name, out var example) => example,
        ShapeKind.Text => "\"text\"",
        ShapeKind.Number => "2",
        ShapeKind.Integer => "1",
        ShapeKind.List => "[]",
        ShapeKind.Record => "{}",
        _ => "null",
    };

    /// <summary>Steps of inserting, deleting or replacing one letter (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var step = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], step);
            }
        }

        return row[b.Length];
    }
}
