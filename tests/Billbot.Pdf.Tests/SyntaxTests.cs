using System.Globalization;
using System.Text;
using Billbot.Pdf.Objects;

namespace Billbot.Pdf.Tests;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0004, "0")]
    [InlineData(12, "12")]
    [InlineData(0.5, "0.5")]
    [InlineData(-0.25, "-0.25")]
    [InlineData(595.276, "595.276")]
    [InlineData(1.0005, "1.001")]
    [InlineData(632.8125, "632.813")]
    [InlineData(1e300, "1000000000")]
    public void Numbers_have_at_most_three_decimals_and_no_exponent(double value, string expected) =>
        Assert.Equal(expected, Written(w => w.Real(value)));

    [Fact]
    public void Numbers_are_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("-1234.5", Written(w => w.Real(-1234.5)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("", "()")]
    [InlineData("A (b) \\c", "(A \\(b\\) \\\\c)")]
    [InlineData("ü", "<FEFF00FC>")]
    [InlineData("a\nb", "<FEFF0061000A0062>")]
    [InlineData("🧾", "<FEFFD83EDDFE>")]
    public void Text_cannot_end_its_own_string(string text, string expected) =>
        Assert.Equal(expected, Written(w => w.Text(text)));

    [Theory]
    [InlineData("Inter-Bold", "/Inter-Bold")]
    [InlineData("text/xml", "/text#2Fxml")]
    [InlineData("a b#(é)", "/a#20b#23#28#C3#A9#29")]
    public void Names_escape_what_is_not_regular(string name, string expected) =>
        Assert.Equal(expected, Written(w => w.Name(name)));

    [Fact]
    public void Dates_carry_their_offset()
    {
        var at = new DateTimeOffset(2026, 3, 9, 7, 5, 1, TimeSpan.Zero);

        Assert.Equal("(D:20260309070501Z)", Written(w => w.Date(at)));
        Assert.Equal("(D:20260309012501-05'40')", Written(w => w.Date(at.ToOffset(new TimeSpan(-5, -40, 0)))));
    }

    private static string Written(Action<ByteWriter> write)
    {
        using var writer = new ByteWriter(16);
        write(writer);
        return Encoding.Latin1.GetString(writer.Written);
    }
}
