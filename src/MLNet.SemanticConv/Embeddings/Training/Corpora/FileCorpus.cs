using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>A UTF-8 text file, plain or gzip, a sentence a line. Only a block of it is in memory at a time.</summary>
internal sealed class FileCorpus(string path) : ICorpus
{
    public string Name => $"'{path}'";

    public Delimiters Delimiters => Delimiters.Lines;

    public ICorpusReader Open() => new Reader(InputFile.OpenText(path));

    private sealed class Reader(Stream stream) : ICorpusReader
    {
        // What follows the last whole line of the block before.
        private readonly CorpusBlock _rest = new();

        public bool Read(CorpusBlock block)
        {
            block.Clear();
            block.Append(_rest.Bytes);
            _rest.Clear();
            for (int target = CorpusBlock.TargetLength; ; target *= 2)
            {
                bool more = true;
                while (block.Length < target && more) more = block.AppendFrom(stream);
                if (!more) return block.Length > 0;
                int end = FindEnd(block.Bytes);
                if (end == 0) continue;
                _rest.Append(block.Bytes[end..]);
                block.Truncate(end);
                return true;
            }
        }

        public void Dispose() => stream.Dispose();

        // A corpus may be one endless line: then a block ends at a space.
        private static int FindEnd(ReadOnlySpan<byte> bytes)
        {
            int line = bytes.LastIndexOf((byte)'\n') + 1;
            return line > 0 ? line : bytes.LastIndexOf((byte)' ') + 1;
        }
    }
}
