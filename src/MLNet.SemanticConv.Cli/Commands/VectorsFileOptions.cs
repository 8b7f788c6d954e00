using System.CommandLine;

namespace MLNet.SemanticConv.Cli;

/// <summary>The options of commands about a file of word vectors: which, and what to pass over in it.</summary>
internal sealed class VectorsFileOptions
{
    private readonly Option<string> _path = CommonOptions.Vectors();
    private readonly Option<string> _unicodeErrors = CommonOptions.OneOf("--unicode-errors",
        "strict: a word that is not UTF-8 is an error. ignore: its wrong bytes are left out. replace: U+FFFD takes their place.", UnicodeErrors.Strict);

    private readonly Option<bool> _keepFirst = new("--keep-first") { Description = "Of a word that comes several times, take the first vector; otherwise that is an error." };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _path, _unicodeErrors, _keepFirst }) command.Add(option);
    }

    public string Path(ParseResult parsed) => parsed.GetRequiredValue(_path);

    public WordVectors Load(ParseResult parsed)
        => WordVectors.Load(Path(parsed), parsed.GetOneOf<UnicodeErrors>(_unicodeErrors), parsed.GetValue(_keepFirst));
}
