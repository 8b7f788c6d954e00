using System.Buffers.Binary;

namespace MLNet.SemanticConv;

/// <summary>
/// A corpus that is read from its source once: the first pass to its end keeps the blocks in a temporary file, which those after it
/// read. Where there is no such file, or no room for all of it, every pass reads the source.
/// </summary>
/// <param name="source">A corpus that costs more to read than a file, such as rows that a pipeline computes.</param>
/// <param name="createFile">Makes the file, empty; null takes one in the system's folder for temporary files.</param>
internal sealed class SpooledCorpus(ICorpus source, Func<Stream>? createFile = null) : ICorpus, IDisposable
{
    private readonly Func<Stream> _createFile = createFile ?? CreateTemporaryFile;
    private Stream? _spool;
    private bool _isComplete, _hasFailed;

    public string Name => source.Name;

    public Delimiters Delimiters => source.Delimiters;

    public ICorpusReader Open()
    {
        if (_isComplete) return new SpoolReader(_spool!);
        Dispose();
        if (!_hasFailed) TryWrite(() => _spool = _createFile());
        return new SourceReader(this, source.Open());
    }

    public void Dispose()
    {
        _spool?.Dispose();
        _spool = null;
    }

    private static FileStream CreateTemporaryFile()
    {
        // Readable to its owner alone.
        string path = Path.GetTempFileName();
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0, FileOptions.DeleteOnClose);
        // Nothing stays behind after a kill: without its name the file ends with its handle. Windows sees to that by itself.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return file;
    }

    private void Keep(CorpusBlock block) => TryWrite(() =>
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, block.Length);
        _spool?.Write(length);
        _spool?.Write(block.Bytes);
    });

    private void TryWrite(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _hasFailed = true;
            Dispose();
        }
    }

    private sealed class SourceReader(SpooledCorpus spooled, ICorpusReader reader) : ICorpusReader
    {
        public bool Read(CorpusBlock block)
        {
            bool isRead = reader.Read(block);
            if (isRead) spooled.Keep(block);
            else spooled._isComplete = spooled._spool is not null;
            return isRead;
        }

        public void Dispose() => reader.Dispose();
    }

    private sealed class SpoolReader : ICorpusReader
    {
        private readonly Stream _spool;

        public SpoolReader(Stream spool)
        {
            _spool = spool;
            _spool.Position = 0;
        }

        public bool Read(CorpusBlock block)
        {
            block.Clear();
            Span<byte> length = stackalloc byte[sizeof(int)];
            if (_spool.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) == 0) return false;
            block.AppendFrom(_spool, BinaryPrimitives.ReadInt32LittleEndian(length));
            return true;
        }

        public void Dispose()
        {
        }
    }
}
