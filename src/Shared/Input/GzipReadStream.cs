using System.IO.Compression;

namespace MLNet.Shared;

/// <summary>
/// Unpacks a gzip file and makes sure that it is whole: .NET's stream takes the end of a truncated file for the end of the data and
/// passes over what follows them. Here a last member of our own is appended to the file: it comes out at the end exactly when the
/// file consists of whole members, whose checksums zlib has compared.
/// </summary>
internal sealed class GzipReadStream : ReadOnlyStream
{
    private readonly string _path;
    private readonly ChainedStream _packed;
    private readonly GZipStream _unpacked;

    // What was unpacked and may be the seal.
    private readonly byte[] _held = new byte[Seal.Length];
    private int _heldLength;
    private bool _atEnd;

    /// <param name="packed">The file from its beginning; it is disposed with this stream.</param>
    /// <param name="path">Its name, for messages.</param>
    public GzipReadStream(Stream packed, string path)
    {
        _path = path;
        _packed = new(ReadOnlyMemory<byte>.Empty, packed, PackedSeal);
        _unpacked = new(_packed, CompressionMode.Decompress);
    }

    /// <summary>What every gzip file begins with (RFC 1952).</summary>
    public static ReadOnlySpan<byte> Magic => [0x1f, 0x8b];

    private static ReadOnlySpan<byte> Seal => "semconv: end of the file"u8;

    // Seal as gzip -9 packs it. In its Huffman codes no byte of the seal appears as it is, so that a copied run of bytes does not imitate
    // it.
    private static byte[] PackedSeal { get; } =
        Convert.FromHexString("1f8b08000000000000ff2b4ecd4dcecf2bb35248cd4b51c84f5328c9485548cbcc49050071fccdc618000000");

    /// <exception cref="InvalidDataException">The file is truncated, damaged, or goes on after the gzip data.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_atEnd && !buffer.IsEmpty)
        {
            int read = Unpack(buffer);
            if (read > 0 && Withhold(buffer, read) is > 0 and int ready) return ready;
            if (read > 0) continue;
            if (!_held.AsSpan(0, _heldLength).SequenceEqual(Seal))
                throw Bad(_packed.IsPastStream ? "is truncated gzip" : "goes on with other bytes after its gzip data");
            _atEnd = true;
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return _unpacked.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw Bad(_packed.IsPastStream ? "is truncated gzip" : "is damaged gzip", exception);
        }
    }

    // Gives out what was held back and the new bytes but the last, which are held back in turn.
    private int Withhold(Span<byte> buffer, int read)
    {
        Span<byte> all = stackalloc byte[2 * Seal.Length];
        if (read < Seal.Length)
        {
            _held.AsSpan(0, _heldLength).CopyTo(all);
            buffer[..read].CopyTo(all[_heldLength..]);
            all = all[..(_heldLength + read)];
            int ready = Math.Max(0, all.Length - Seal.Length);
            all[..ready].CopyTo(buffer);
            all[ready..].CopyTo(_held);
            _heldLength = all.Length - ready;
            return ready;
        }
        var last = all[..Seal.Length];
        buffer[(read - Seal.Length)..read].CopyTo(last);
        buffer[..(read - Seal.Length)].CopyTo(buffer[_heldLength..]);
        _held.AsSpan(0, _heldLength).CopyTo(buffer);
        int given = _heldLength + read - Seal.Length;
        last.CopyTo(_held);
        _heldLength = Seal.Length;
        return given;
    }

    private InvalidDataException Bad(string problem, Exception? cause = null)
        => new($"'{_path}' {problem}: copy it again from its source, or compress it again.", cause);
}
