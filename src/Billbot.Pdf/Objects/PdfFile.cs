using System.IO.Compression;
using System.Security.Cryptography;

namespace Billbot.Pdf.Objects;

/// <summary>
/// Numbered objects and the file around them: PDF 1.7 with object streams and a cross-reference stream. Streams are deflated.
/// The file identifier is a hash of the content, so equal documents are equal bytes.
/// </summary>
internal sealed class PdfFile : IDisposable
{
    private const int ObjectsPerStream = 100;

    private readonly ByteWriter _file = new(16 * 1024);
    private readonly ByteWriter _packed = new(4 * 1024);
    private readonly List<(int Number, int Offset)> _packedObjects = new(ObjectsPerStream);
    private readonly List<Place> _places = [default];

    public PdfFile() => _file.Raw("%PDF-1.7\n%"u8).Raw([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);

    /// <summary>Takes the next object number.</summary>
    public int Reserve()
    {
        _places.Add(default);
        return _places.Count - 1;
    }

    /// <summary>Writes an object that is no stream.</summary>
    public void Write(int number, ReadOnlySpan<byte> body)
    {
        if (_packedObjects.Count == ObjectsPerStream)
            FlushPacked();
        _packedObjects.Add((number, _packed.Length));
        _packed.Raw(body).Byte((byte)'\n');
    }

    /// <summary>Deflates <paramref name="data"/> and writes it; <paramref name="entries"/> are dictionary entries beside length and filter.</summary>
    public void WriteStream(int number, ReadOnlySpan<byte> entries, ReadOnlySpan<byte> data)
    {
        using var deflated = Deflate(data);
        WriteDeflated(number, entries, deflated.Written);
    }

    /// <summary>Writes a stream whose data went through <see cref="Deflate"/> before.</summary>
    public void WriteDeflated(int number, ReadOnlySpan<byte> entries, ReadOnlySpan<byte> deflated)
    {
        _places[number] = new Place(PlaceKind.InFile, _file.Length, 0);
        _file.Integer(number).Raw(" 0 obj\n<</Length "u8).Integer(deflated.Length).Raw("/Filter/FlateDecode"u8)
            .Raw(entries).Raw(">>stream\n"u8).Raw(deflated).Raw("\nendstream\nendobj\n"u8);
    }

    public static ByteWriter Deflate(ReadOnlySpan<byte> data)
    {
        var target = new ByteWriter(Math.Max(256, data.Length / 2));
        using var sink = new WriterStream(target);
        using (var zlib = new ZLibStream(sink, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(data);

        return target;
    }

    /// <summary>Writes what is pending and the cross-reference stream; nothing can be added afterwards.</summary>
    public byte[] Finish(int catalog, int info)
    {
        FlushPacked();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_file.Written, hash);

        var number = Reserve();
        var start = _file.Length;
        _places[number] = new Place(PlaceKind.InFile, start, 0);
        using var table = new ByteWriter(_places.Count * 7);
        foreach (var place in _places)
            table.Byte((byte)place.Kind).UInt32((uint)place.Where).UInt16(place.Index);

        using var entries = new ByteWriter(256);
        entries.Raw("/Type/XRef/Size "u8).Integer(_places.Count).Raw("/W[1 4 2]/Root "u8).Reference(catalog)
            .Raw("/Info "u8).Reference(info).Raw("/ID["u8);
        Identifier(entries, hash[..16]);
        Identifier(entries, hash[..16]);
        entries.Byte((byte)']');
        WriteStream(number, entries.Written, table.Written);
        _file.Raw("startxref\n"u8).Integer(start).Raw("\n%%EOF\n"u8);
        return _file.Written.ToArray();
    }

    public void Dispose()
    {
        _file.Dispose();
        _packed.Dispose();
    }

    private static void Identifier(ByteWriter writer, ReadOnlySpan<byte> id)
    {
        writer.Byte((byte)'<');
        for (var i = 0; i < id.Length; i += 2)
            writer.Hex16((id[i] << 8) | id[i + 1]);

        writer.Byte((byte)'>');
    }

    private void FlushPacked()
    {
        if (_packedObjects.Count == 0)
            return;

        var stream = Reserve();
        using var data = new ByteWriter(_packed.Length + 1024);
        for (var i = 0; i < _packedObjects.Count; i++)
        {
            var (number, offset) = _packedObjects[i];
            data.Integer(number).Byte((byte)' ').Integer(offset).Byte((byte)' ');
            _places[number] = new Place(PlaceKind.InStream, stream, i);
        }

        using var entries = new ByteWriter(64);
        entries.Raw("/Type/ObjStm/N "u8).Integer(_packedObjects.Count).Raw("/First "u8).Integer(data.Length);
        data.Raw(_packed.Written);
        WriteStream(stream, entries.Written, data.Written);
        _packed.Clear();
        _packedObjects.Clear();
    }

    private enum PlaceKind : byte
    {
        Free,
        InFile,
        InStream,
    }

    // InFile: the offset. InStream: the object stream's number and the index in it.
    private readonly record struct Place(PlaceKind Kind, int Where, int Index);
}
