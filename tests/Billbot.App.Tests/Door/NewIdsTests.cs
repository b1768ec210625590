using Billbot.App.Door;
using Billbot.Domain;
using Billbot.Testing;

namespace Billbot.App.Tests.Door;

public sealed class NewIdsTests
{
    [Fact]
    public void Ids_sort_as_they_were_made_also_within_a_millisecond_and_over_a_clock_that_is_set_back()
    {
        var ids = new NewIds();
        var made = new List<string>();
        for (var i = 0; i < 10_000; i++)
            made.Add(ids.At<InvoiceId>(TestOffice.Start.AddMilliseconds(i < 5_000 ? 0 : -i)).Value);

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Fact]
    public void Two_installations_never_make_the_same_id_at_the_same_moment()
    {
        Assert.NotEqual(new NewIds().At<InvoiceId>(TestOffice.Start), new NewIds().At<InvoiceId>(TestOffice.Start));
    }

    [Fact]
    public void An_id_is_of_version_7_and_tells_its_time()
    {
        var uuid = Bits(new NewIds().At<ClientId>(TestOffice.Start).Value["cl_".Length..]);

        Assert.Equal(TestOffice.Start.ToUnixTimeMilliseconds(), (long)(uuid >> 80));
        Assert.Equal(7, (int)(uuid >> 76) & 15);
        Assert.Equal(2, (int)(uuid >> 62) & 3);
    }

    private static UInt128 Bits(string text) => text.Aggregate(UInt128.Zero, (bits, c) => (bits << 5) | (UInt128)"0123456789abcdefghjkmnpqrstvwxyz".IndexOf(c, StringComparison.Ordinal));
}
