using System.Collections.Frozen;

namespace MLNet.SemanticConv;

/// <summary>
/// What the models of this library are made of. ML.NET makes room for as many values as a part claims and then waits for them for ever, so
/// that here each number of values is held against the bytes that are there.
/// </summary>
internal static class PartFormats
{
    // what lies in its folder is all
    private static readonly Format s_parent = new(0x10001, _ => { });

    // its own reader takes nothing on trust
    private static readonly Format s_own = new(0, part => part.Skip(part.Left));

    private static readonly FrozenDictionary<string, Format> s_formats = new Dictionary<string, Format>
    {
        ["XF CHAIN"] = new(0x10001, part => part.Array(4)),
        ["WRDTOKNS"] = new(0x10001, part => Repeat(part.Array(8), () => part.Array(2))),
        ["TEXTNORM"] = new(0x10001, part => { part.Array(8); part.Skip(4); }),
        ["TERMTRNF"] = new(0x10003, part => part.Skip(part.Array(8))),
        ["TERM MAN"] = new(0x10002, Terms),
        ["NGRAMTRN"] = new(0x10003, part => Repeat(part.Array(8), () => Ngrams(part))),
        ["GCNORMAF"] = new(0x10003, part => part.Skip(6L * part.Array(8))),
        ["SELCOLST"] = new(0x10001, part => { part.Skip(3); part.Array(4); }),
        ["COPYCOLT"] = new(0x10001, part => part.Array(8)),
        ["CONCAT F"] = new(0x10003, part => Repeat(part.Count(8), () => { part.Skip(4); part.Array(8); })),
        ["KEY2VALT"] = new(0x10001, part => part.Array(8)),
        ["STOPWRDR"] = new(0x10001, part => part.Skip(8L * part.Array(8))),
        ["CHARTOKN"] = new(0x10002, part => { part.Array(8); part.Skip(part.Header.Readable < 0x10002 ? 1 : 2); }),
        ["TEXT XFR"] = new(0x10002, part => { if (part.Header.Readable < 0x10002) part.LeaveUnread(); }),
        ["LINEAR2C"] = new(0x20001, part => { part.Skip(12); part.Array(4); part.Array(4); }),
        ["FTREE BC"] = new(0x10005, TreeFormat.Read),
        ["LGBBINCL"] = new(0x10005, TreeFormat.Read),
        ["FFORE BC"] = new(0x10006, TreeFormat.Read),
        ["PLATTCAL"] = new(0x10001, part => part.Skip(16)),
        ["PAV CAL "] = new(0x10001, part => { part.Skip(4); part.Array(12); }),
        ["NAIVECAL"] = new(0x10001, part => { part.Skip(12); part.Array(4); }),
        ["CALIPRED"] = s_parent,
        ["BCALPRED"] = s_parent,
        ["FTWTCALP"] = s_parent,
        ["PMIXCALP"] = s_parent,
        ["SCAVERAG"] = s_own,
        ["SCTFIDF "] = s_own,
        ["SCCONVOL"] = s_own,
        ["SC1VREST"] = s_own,
        ["SCWORDS "] = s_own,
    }.ToFrozenDictionary();

    /// <summary>Holds a part against its format.</summary>
    /// <returns>False where this library does not know the format, or not to its end.</returns>
    /// <exception cref="InvalidDataException">The part holds less or more than it claims.</exception>
    public static bool Check(PartReader part)
    {
        if (!s_formats.TryGetValue(part.Header.Signature, out var format) || part.Header.Written < format.Since) return false;
        format.Read(part);
        // ML.NET, too, refuses a part that it has not read to its end, but only then
        return part.Left == 0 ? part.IsRead : throw new InvalidDataException($"it holds {part.Left} bytes more than it claims");
    }

    private static void Terms(PartReader part)
    {
        for (int maps = part.Count(5); maps > 0; maps--)
        {
            if (part.Byte() != 0)   // a map of other values than texts, in one of many codecs
            {
                part.LeaveUnread();
                return;
            }
            part.Array(4);
        }
    }

    private static void Ngrams(PartReader part)
    {
        int length = part.Int32();
        part.Skip(8);
        part.Skip(length is > 0 and <= 10 ? length : throw new InvalidDataException($"it claims n-grams of {length} words"));
        int sequences = part.Int32();
        if (sequences < 0 || 4 * (sequences + 1L) > part.Left)
            throw new InvalidDataException($"it claims {sequences} n-grams and has {part.Left} bytes");
        part.Skip(4L * sequences);
        part.Array(1);   // the last start is the number of bytes
        part.Array(8);
    }

    private static void Repeat(int count, Action read)
    {
        for (int i = 0; i < count; i++) read();
    }

    /// <param name="Since">The oldest version of the format that is read like this.</param>
    /// <param name="Read">Reads a part of it.</param>
    private sealed record Format(uint Since, Action<PartReader> Read);
}
