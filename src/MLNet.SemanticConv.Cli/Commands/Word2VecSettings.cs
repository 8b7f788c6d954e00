using System.CommandLine;

namespace MLNet.SemanticConv.Cli;

/// <summary>The options of word2vec that every command has which trains it by itself.</summary>
internal sealed class Word2VecSettings
{
    private readonly Option<int> _dimensions = Number("--dim", "Length of a vector.", 100);
    private readonly Option<int> _window = Number("--window", "The most words on each side that are context.", 5);
    private readonly Option<int> _negative = Number("--negative", "Negative samples for each pair.", 5);
    private readonly Option<int> _minCount = Number("--min-count", "Rarer words get no vector.", 5);
    private readonly Option<double> _sample = new Option<double>("--sample")
    {
        Description = "Words above this share of the text are thinned out; 0 keeps all.",
        DefaultValueFactory = _ => 1e-3,
    }.Between(0, 1);
    private readonly Option<int> _epochs = Number("--epochs", "Passes over the text.", 5);
    private readonly Option<int> _parts = Number(
        "--parts", "Parts that the words are divided into; skip-gram is trained by at most as many threads.", 8);
    private readonly Option<int> _stretch;
    private readonly Option<int> _seed = CommonOptions.Seed();

    /// <param name="stretchWords">The words of a stretch where none are given.</param>
    public Word2VecSettings(int stretchWords)
        => _stretch = Number("--stretch", "Words of the text that are sorted into the parts at a time.", stretchWords);

    public IEnumerable<Option> Options => [_dimensions, _window, _negative, _minCount, _sample, _epochs, _parts, _stretch, _seed];

    public Word2VecOptions Read(ParseResult parsed) => new()
    {
        Dimensions = parsed.GetValue(_dimensions),
        Window = parsed.GetValue(_window),
        Negative = parsed.GetValue(_negative),
        MinCount = parsed.GetValue(_minCount),
        Sample = parsed.GetValue(_sample),
        Epochs = parsed.GetValue(_epochs),
        Parts = parsed.GetValue(_parts),
        StretchWords = parsed.GetValue(_stretch),
        Seed = parsed.GetValue(_seed),
    };

    private static Option<int> Number(string name, string description, int value)
        => new Option<int>(name) { Description = description, DefaultValueFactory = _ => value }.AtLeast(1);
}
