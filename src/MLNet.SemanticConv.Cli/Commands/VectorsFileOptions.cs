using System.CommandLine;

namespace MLNet.SemanticConv.Cli;

/// <summary>The options of commands that read word vectors: which, and what to pass over in the file.</summary>
/// <param name="use">What the command does with them, where that is not obvious.</param>
/// <param name="required">Whether the command needs them.</param>
internal sealed class VectorsFileOptions(string use = "", bool required = true)
{
    private readonly Option<string> _path = new("--vectors")
    {
        Description = $"{use}word2vec's binary or text format, .wv, GloVe or fastText's .vec, also in gzip; "
            + "or the folder of a Word2VecModel of Apache Spark.",
        Required = required,
        HelpName = "V.bin",
    };

    private readonly Option<string> _unicodeErrors = CommonOptions.OneOf("--unicode-errors",
        "strict: a word that is not UTF-8 is an error. ignore: its wrong bytes are left out. replace: U+FFFD takes their place.",
        UnicodeErrors.Strict);

    private readonly Option<bool> _keepFirst = new("--keep-first")
    {
        Description = "If a word occurs several times, take its first vector; otherwise that is an error.",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _path, _unicodeErrors, _keepFirst }) command.Add(option);
    }

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_path) is not null;

    public string Path(ParseResult parsed) => parsed.GetRequiredValue(_path);

    public WordVectors Load(ParseResult parsed)
        => Directory.Exists(Path(parsed))
            ? SparkVectors.Load(Path(parsed))
            : WordVectors.Load(Path(parsed), parsed.GetOneOf<UnicodeErrors>(_unicodeErrors), parsed.GetValue(_keepFirst));

    /// <summary>The vectors, or null where the option is not given.</summary>
    public WordVectors? LoadIfGiven(ParseResult parsed) => IsGiven(parsed) ? Load(parsed) : null;
}
