using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>Embeddings by the hash of their text: a header, then records of 16 + 4·d bytes that are only ever added.</summary>
internal sealed class EmbeddingFile : IDisposable
{
    private const int KeySize = 16, MostDimensions = 1 << 20;
    private static readonly byte[] Magic = "SCEMBED1"u8.ToArray();

    private readonly Lock _lock = new();
    private readonly SafeFileHandle _file;
    private readonly Dictionary<UInt128, long> _places = [];
    private readonly string _path, _model;
    private readonly string? _made;
    private int _dimensions;
    private long _end;

    /// <exception cref="InvalidDataException">The file is none of these, or one of another model.</exception>
    public EmbeddingFile(string path, string model)
    {
        (_path, _model) = (path, model);
        if (!File.Exists(path)) _made = RealPath.Of(path);
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            if (RandomAccess.GetLength(_file) > 0) ReadPlaces();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public int Count
    {
        get { lock (_lock) return _places.Count; }
    }

    private int RecordSize => KeySize + sizeof(float) * _dimensions;

    /// <summary>The embedding of a text, or null where it is not here.</summary>
    public float[]? Find(string text)
    {
        long place;
        lock (_lock)
        {
            if (!_places.TryGetValue(KeyOf(text), out place)) return null;
        }
        float[] values = new float[_dimensions];
        ReadFully(MemoryMarshal.AsBytes(values.AsSpan()), place + KeySize);
        return values;
    }

    /// <exception cref="InvalidOperationException">The embeddings are not as many as the texts, or not of one length.</exception>
    public void Add(IReadOnlyList<string> texts, IReadOnlyList<ReadOnlyMemory<float>> embeddings)
    {
        if (embeddings.Count != texts.Count)
            throw new InvalidOperationException($"The encoder gave {embeddings.Count} embeddings for {texts.Count} texts.");
        lock (_lock)
        {
            if (_end == 0) WriteHeader(embeddings[0].Length);
            byte[] records = new byte[texts.Count * (long)RecordSize];
            long at = 0;
            for (int i = 0; i < texts.Count; i++)
            {
                if (embeddings[i].Length != _dimensions)
                    throw new InvalidOperationException(
                        $"The encoder gave an embedding of {embeddings[i].Length} values; those in {_path} have {_dimensions}.");
                UInt128 key = KeyOf(texts[i]);
                if (!_places.TryAdd(key, _end + at)) continue;
                MemoryMarshal.Write(records.AsSpan((int)at), in key);
                MemoryMarshal.AsBytes(embeddings[i].Span).CopyTo(records.AsSpan((int)at + KeySize));
                at += RecordSize;
            }
            RandomAccess.Write(_file, records.AsSpan(0, (int)at), _end);
            _end += at;
        }
    }

    /// <summary>Closes the file; one that was made here and has got no embedding is taken away.</summary>
    public void Dispose()
    {
        if (_file.IsClosed) return;
        _file.Dispose();
        if (_made is not null && _end == 0) File.Delete(_made);
    }

    private static UInt128 KeyOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    private void WriteHeader(int dimensions)
    {
        using MemoryStream header = new();
        using BinaryWriter writer = new(header);
        writer.Write(Magic);
        writer.Write(_model);
        writer.Write(_dimensions = dimensions);
        writer.Flush();
        RandomAccess.Write(_file, header.ToArray(), 0);
        _end = header.Length;
    }

    private void ReadPlaces()
    {
        long length = RandomAccess.GetLength(_file);
        string model = ReadHeader((int)Math.Min(length, 1 << 12));
        if (model != _model)
            throw new InvalidDataException(
                $"{_path} holds embeddings of '{model}', not of '{_model}': give each encoder a file of its own.");
        Span<byte> key = stackalloc byte[KeySize];
        for (; _end + RecordSize <= length; _end += RecordSize)
        {
            ReadFully(key, _end);
            _places[MemoryMarshal.Read<UInt128>(key)] = _end;
        }
        if (_end < length) RandomAccess.SetLength(_file, _end);   // a record that a kill cut off
    }

    private string ReadHeader(int length)
    {
        byte[] start = new byte[length];
        ReadFully(start, 0);
        using BinaryReader reader = new(new MemoryStream(start));
        try
        {
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic)) throw NoCache(null);
            string model = reader.ReadString();
            _dimensions = reader.ReadInt32();
            if (_dimensions is < 1 or > MostDimensions) throw NoCache(null);
            _end = reader.BaseStream.Position;
            return model;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException)
        {
            throw NoCache(e);
        }
    }

    private void ReadFully(Span<byte> bytes, long place)
    {
        for (int got; bytes.Length > 0; bytes = bytes[got..], place += got)
            if ((got = RandomAccess.Read(_file, bytes, place)) == 0) throw NoCache(null);
    }

    private InvalidDataException NoCache(Exception? inner) => new($"{_path} is not a cache of embeddings: name another file.", inner);
}
