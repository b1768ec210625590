using Billbot.Pdf.Fonts;
using Billbot.Pdf.Objects;

namespace Billbot.Pdf;

/// <summary>
/// A PDF in the making. The same calls give the same bytes: no clock, no random identifiers. Not safe for use by several threads; the
/// fonts it draws with are.
/// </summary>
public sealed class PdfDocument(PdfInfo info) : IDisposable
{
    private readonly PdfFile _file = new();
    private readonly List<PdfPage> _pages = [];
    private readonly Dictionary<FontFace, EmbeddedFont> _fonts = [];
    private readonly List<EmbeddedFont> _fontsInOrder = [];

    /// <summary>All pages so far; each may still be drawn on.</summary>
    public IReadOnlyList<PdfPage> Pages => _pages;

    public PdfPage AddPage(PageSize size)
    {
        var page = new PdfPage(this, size, new ByteWriter(8 * 1024));
        _pages.Add(page);
        return page;
    }

    /// <summary>Writes the file; call it once, after everything is drawn.</summary>
    public byte[] ToBytes()
    {
        if (_pages.Count == 0)
            throw new InvalidOperationException("A document has at least one page.");

        var (catalog, tree, resources, about) = (_file.Reserve(), _file.Reserve(), _file.Reserve(), _file.Reserve());
        using var body = new ByteWriter(4096);
        WritePages(body, tree, resources);
        foreach (var font in _fontsInOrder)
            font.Write(_file);

        WriteResources(body, resources);
        WriteInfo(body, about);
        body.Clear();
        body.Raw("<</Type/Catalog/Pages "u8).Reference(tree).Raw("/Lang"u8).Text(info.Language)
            .Raw("/ViewerPreferences<</DisplayDocTitle true>>>>"u8);
        _file.Write(catalog, body.Written);
        return _file.Finish(catalog, about);
    }

    public void Dispose()
    {
        _file.Dispose();
        foreach (var page in _pages)
            page.Content.Dispose();
    }

    internal EmbeddedFont FontOf(FontFace face)
    {
        if (_fonts.TryGetValue(face, out var font))
            return font;

        font = new EmbeddedFont(face, _file.Reserve(), $"F{_fonts.Count + 1}");
        _fonts.Add(face, font);
        _fontsInOrder.Add(font);
        return font;
    }

    private void WritePages(ByteWriter body, int tree, int resources)
    {
        var numbers = new int[_pages.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var (page, content) = (_pages[i], _file.Reserve());
            _file.WriteStream(content, [], page.Content.Written);
            numbers[i] = _file.Reserve();
            body.Clear();
            body.Raw("<</Type/Page/Parent "u8).Reference(tree).Raw("/MediaBox[0 0 "u8).Operand(page.Size.Width).Real(page.Size.Height)
                .Raw("]/Resources "u8).Reference(resources).Raw("/Contents "u8).Reference(content).Raw(">>"u8);
            _file.Write(numbers[i], body.Written);
        }

        body.Clear();
        body.Raw("<</Type/Pages/Count "u8).Integer(numbers.Length).Raw("/Kids["u8);
        foreach (var number in numbers)
            body.Reference(number).Byte((byte)' ');
        _file.Write(tree, body.Raw("]>>"u8).Written);
    }

    private void WriteResources(ByteWriter body, int resources)
    {
        body.Clear();
        body.Raw("<</Font<<"u8);
        foreach (var font in _fontsInOrder)
            body.Name(font.ResourceName).Byte((byte)' ').Reference(font.ObjectNumber);
        _file.Write(resources, body.Raw(">>>>"u8).Written);
    }

    private void WriteInfo(ByteWriter body, int about)
    {
        body.Clear();
        body.Raw("<</Title"u8).Text(info.Title);
        if (info.Author is { } author)
            body.Raw("/Author"u8).Text(author);
        if (info.Producer is { } producer)
            body.Raw("/Creator"u8).Text(producer).Raw("/Producer"u8).Text(producer);
        if (info.CreatedAt is { } at)
            body.Raw("/CreationDate"u8).Date(at).Raw("/ModDate"u8).Date(at);
        _file.Write(about, body.Raw(">>"u8).Written);
    }
}
