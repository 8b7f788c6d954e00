using System.CommandLine;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv vectors convert</c>: from one format of word vectors to another.</summary>
internal sealed class VectorsConvertCommand : Command
{
    private readonly VectorsFileOptions _vectors = new();
    private readonly Option<string> _output = CommonOptions.Output("The copy.", "V.txt");
    private readonly Option<string> _format = new("--format")
    {
        Description = "text, binary or mapped; by default text for .txt and .vec, mapped for .wv, binary for other names.",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public VectorsConvertCommand(ToolConsole console) : base("convert", "Writes vectors in another format.")
    {
        _format.AcceptOnlyFromAmong("text", "binary", "mapped");
        _vectors.AddTo(this);
        Add(_output);
        Add(_format);
        Add(_json);
        this.OnRun((parsed, _) => Run(parsed, console), _output);
    }

    private void Run(ParseResult parsed, ToolConsole console)
    {
        string output = parsed.GetRequiredValue(_output);
        OutputFile.CheckFolder(output);
        WordVectors vectors = _vectors.Load(parsed);
        WordVectorsFormat format = parsed.GetValue(_format) switch
        {
            "text" => WordVectorsFormat.Text,
            "binary" => WordVectorsFormat.Binary,
            "mapped" => WordVectorsFormat.Mapped,
            _ => WordVectors.FormatOf(output),
        };
        vectors.Save(output, format);
        string name = format.ToString().ToLowerInvariant();
        console.Report(parsed.GetValue(_json),
            new { vectors = output, format = name, words = vectors.Count, dimensions = vectors.Dimensions },
            $"{Figures.Counted(vectors.Count, "word")} of {Figures.Counted(vectors.Dimensions, "dimension")} in {output} ({name})");
    }
}
