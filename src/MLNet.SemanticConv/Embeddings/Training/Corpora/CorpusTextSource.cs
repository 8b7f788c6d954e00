namespace MLNet.SemanticConv;

/// <summary>Reads the text itself and looks up its words.</summary>
internal sealed class CorpusTextSource : ITextSource
{
    private readonly ICorpusReader _reader;
    private readonly BlockSource _source;
    private readonly Delimiters _delimiters;
    private readonly Vocabulary _vocabulary;

    public CorpusTextSource(ICorpus corpus, Vocabulary vocabulary)
    {
        (_delimiters, _vocabulary) = (corpus.Delimiters, vocabulary);
        _reader = corpus.Open();
        _source = new(_reader);
    }

    public bool Read(EncodedText text) => text.Read(_source, _delimiters, _vocabulary);

    public void Stop() => _source.Stop();

    public void Dispose() => _reader.Dispose();
}
