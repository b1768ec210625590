using System.Buffers.Binary;
using Billbot.Pdf.Fonts;
using Billbot.Pdf.Text;

namespace Billbot.Pdf.Tests;

internal static class TestFonts
{
    // The font lists its characters one by one: NUL, then blank to tilde.
    private const int GroupsOfAscii = 96;

    public static FontFace Regular { get; } = FontFace.Parse(Bytes(400));

    public static FontFace Bold { get; } = FontFace.Parse(Bytes(700));

    public static FontSet Text { get; } = new(Regular);

    /// <summary>The same font with a character map that ends with ASCII.</summary>
    public static FontFace AsciiOnly { get; } = FontFace.Parse(WithFirstGroups(Bytes(400)));

    public static byte[] Bytes(int weight)
    {
        using var resource = typeof(TestFonts).Assembly.GetManifestResourceStream($"Inter-{weight}.ttf")!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] WithFirstGroups(byte[] file)
    {
        ReadOnlySpan<byte> format12 = [0, 12, 0, 0];
        var entry = file.AsSpan(0, 12 + 16 * file[5]).IndexOf("cmap"u8);
        var cmap = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(entry + 8));
        var table = cmap + file.AsSpan(cmap, 30_000).IndexOf(format12);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(table + 12), GroupsOfAscii);
        return file;
    }

    /// <summary>A document with these texts below each other.</summary>
    public static byte[] Draw(params IEnumerable<string> texts)
    {
        using var document = new PdfDocument(new PdfInfo("Test", "en"));
        var page = document.AddPage(PageSize.A4);
        var y = 40.0;
        foreach (var text in texts)
        {
            foreach (var line in Text.Shape(text).Wrap(500, 10))
            {
                page.DrawText(line, 40, y, 10, PdfColor.Black);
                y += 14;
            }
        }

        return document.ToBytes();
    }
}
