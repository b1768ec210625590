using Billbot.Domain;

namespace Billbot.Documents.Locales;

/// <summary>An address as the post of its country wants it, without the country itself.</summary>
internal static class Postal
{
    public static IEnumerable<string> Lines(Address address)
    {
        IEnumerable<string?> lines = [address.Line1, address.Line2, .. Town(address)];
        return lines.OfType<string>().Where(line => line.Length > 0);
    }

    private static IEnumerable<string?> Town(Address address) => address.Country switch
    {
        "US" or "CA" or "AU" or "IN" or "BR" or "PR" => [Join(" ", Join(", ", address.City, address.Region), address.PostalCode)],
        "GB" or "IE" or "GG" or "JE" or "IM" => [address.City, address.Region, address.PostalCode],
        _ => [Join(", ", Join(" ", address.PostalCode, address.City), address.Region)],
    };

    private static string Join(string separator, params IEnumerable<string?> parts) =>
        string.Join(separator, parts.Where(part => !string.IsNullOrEmpty(part)));
}
