using System.Numerics;

namespace Billbot.Pdf.Fonts;

/// <summary>Horizontal pair adjustment: the kern feature of GPOS (formats 1 and 2), or the old kern table where GPOS has none.</summary>
internal sealed class Kerning
{
    private const int CacheSize = 4096;

    private readonly List<List<FontTable>> _lookups;
    private readonly FontTable _old;

    // One word holds a pair and its value, so that threads may race: a lost entry is only looked up again.
    private readonly long[] _cache = new long[CacheSize];

    public Kerning(FontTable gpos, FontTable kern)
    {
        _lookups = LayoutTable.Lookups(gpos, "kern", lookupType: 2, extensionType: 9);
        _old = _lookups.Count == 0 ? kern : new FontTable([], 0, 0);
    }

    /// <summary>What is added to the advance of <paramref name="left"/> before <paramref name="right"/>, in font units.</summary>
    public int Between(ushort left, ushort right)
    {
        var pair = ((uint)left << 16) | right;
        ref var slot = ref _cache[(pair * 2654435761u) >> 20];
        var known = Volatile.Read(ref slot);
        if ((uint)(known >> 32) == pair && known != 0)
            return (int)known;

        var value = Find(left, right);
        Volatile.Write(ref slot, ((long)pair << 32) | (uint)value);
        return value;
    }

    private int Find(ushort left, ushort right)
    {
        if (!_old.IsEmpty)
            return FindOld(left, right);

        var sum = 0;
        foreach (var lookup in _lookups)
        {
            foreach (var subtable in lookup)
            {
                if (TryPair(subtable, left, right, out var value))
                {
                    sum += value;
                    break;
                }
            }
        }

        return sum;
    }

    private static bool TryPair(FontTable subtable, ushort left, ushort right, out int value)
    {
        value = 0;
        var covered = LayoutTable.CoverageOf(subtable.From(subtable.U16(2)), left);
        if (covered < 0)
            return false;

        return subtable.U16(0) == 1
            ? TryListedPair(subtable, covered, right, out value)
            : TryClassPair(subtable, left, right, out value);
    }

    private static bool TryListedPair(FontTable subtable, int covered, ushort right, out int value)
    {
        value = 0;
        var format = subtable.U16(4);
        var size = 2 + ValueSize(format) + ValueSize(subtable.U16(6));
        var pairs = subtable.From(subtable.U16(10 + 2 * covered));
        int low = 0, high = pairs.U16(0) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var at = 2 + size * middle;
            var second = pairs.U16(at);
            if (right < second)
            {
                high = middle - 1;
            }
            else if (right > second)
            {
                low = middle + 1;
            }
            else
            {
                value = AdvanceOf(pairs, at + 2, format);
                return true;
            }
        }

        return false;
    }

    private static bool TryClassPair(FontTable subtable, ushort left, ushort right, out int value)
    {
        var format = subtable.U16(4);
        var size = ValueSize(format) + ValueSize(subtable.U16(6));
        var first = LayoutTable.ClassOf(subtable.From(subtable.U16(8)), left);
        var second = LayoutTable.ClassOf(subtable.From(subtable.U16(10)), right);
        var (firstCount, secondCount) = (subtable.U16(12), subtable.U16(14));
        value = 0;
        if (first >= firstCount || second >= secondCount)
            return false;

        value = AdvanceOf(subtable, 16 + (first * secondCount + second) * size, format);
        return true;
    }

    private static int ValueSize(int format) => 2 * BitOperations.PopCount((uint)format & 0xFF);

    // The horizontal advance comes after the two placements, each present only if its bit is set.
    private static int AdvanceOf(FontTable table, int at, int format) =>
        (format & 4) == 0 ? 0 : table.I16(at + ValueSize(format & 3));

    private int FindOld(ushort left, ushort right)
    {
        if (_old.U16(0) != 0 || _old.U16(2) == 0 || (_old.U16(8) & 0xFF07) != 1)
            return 0;

        var pair = ((uint)left << 16) | right;
        int low = 0, high = _old.U16(10) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var at = 18 + 6 * middle;
            var key = _old.U32(at);
            if (pair < key)
                high = middle - 1;
            else if (pair > key)
                low = middle + 1;
            else
                return _old.I16(at + 4);
        }

        return 0;
    }
}
