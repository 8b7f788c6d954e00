namespace MLNet.SemanticConv;

/// <summary>Strings, a sentence each, split at white space.</summary>
internal sealed class SentenceCorpus(IEnumerable<string> sentences) : ICorpus
{
    public string Name => "the sentences";

    public Delimiters Delimiters => Delimiters.Sentences;

    public ICorpusReader Open() => new Reader(sentences.GetEnumerator());

    private sealed class Reader(IEnumerator<string> sentences) : ICorpusReader
    {
        public bool Read(CorpusBlock block)
        {
            block.Clear();
            while (block.Length < CorpusBlock.TargetLength && sentences.MoveNext())
            {
                block.Append(sentences.Current);
                block.Append(Delimiters.SentenceEnd);
            }
            return block.Length > 0;
        }

        public void Dispose() => sentences.Dispose();
    }
}
