using System.CommandLine;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv vectors map</c>: words with their neighbours on a plane.</summary>
internal sealed class VectorsMapCommand : Command
{
    private readonly VectorsFileOptions _vectors = new();
    private readonly Argument<string[]> _words = new("words")
    {
        Description = "The words; each gets a colour, with its neighbours.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<int> _topN = new Option<int>("--topn")
    {
        Description = "Number of neighbours of each word.",
        DefaultValueFactory = _ => 15,
    }.AtLeast(1);
    private readonly Option<string> _plot = new("--plot")
    {
        Description = "The picture, .svg or .png.",
        Required = true,
        HelpName = "P.svg",
    };
    private readonly Option<bool> _json = CommonOptions.Json();

    public VectorsMapCommand(ToolConsole console)
        : base("map", "Draws words and their neighbours on the plane of their first two principal components.")
    {
        Add(_words);
        _vectors.AddTo(this);
        foreach (Option option in new Option[] { _topN, _plot, _json }) Add(option);
        this.OnRun((parsed, _) => Run(parsed, console), _plot);
    }

    private void Run(ParseResult parsed, ToolConsole console)
    {
        string path = _vectors.Path(parsed), plot = parsed.GetRequiredValue(_plot);
        PlotFile.Check(plot);
        WordVectors vectors = _vectors.Load(parsed);
        int topN = parsed.GetValue(_topN);
        WordMap map = WordMap.Of(vectors, parsed.GetRequiredValue(_words)
            .Select(word => VectorsNeighborsCommand.Of(vectors, path, word, topN).Select(neighbor => neighbor.Word).Prepend(word)));
        PlotFile.Write(WordMapPlot.Of(map), plot);
        console.Report(parsed.GetValue(_json),
            new
            {
                plot,
                explainedVariance = map.ExplainedVariance,
                words = map.Points.Select(point => new { word = point.Word, x = point.X, y = point.Y })
            },
            $"{Figures.Counted(map.Points.Count, "word")} in {plot}, which shows {map.ExplainedVariance:P0} of their variance");
    }
}
