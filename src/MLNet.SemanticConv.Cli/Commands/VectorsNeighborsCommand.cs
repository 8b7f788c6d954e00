using System.CommandLine;
using Spectre.Console;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv vectors neighbors</c>: the words most similar to given ones.</summary>
internal sealed class VectorsNeighborsCommand : Command
{
    private readonly VectorsFileOptions _vectors = new();
    private readonly Argument<string[]> _words = new("words") { Description = "The words.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<int> _topN = new Option<int>("--topn")
    {
        Description = "Number of neighbours of each word.",
        DefaultValueFactory = _ => 10,
    }.AtLeast(1);
    private readonly Option<string> _plot = new("--plot")
    {
        Description = "Also draw the word and its neighbours, each joined to the two that are nearest to it.",
        HelpName = "P.svg",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public VectorsNeighborsCommand(ToolConsole console) : base("neighbors", "Lists the most similar words by cosine.")
    {
        Add(_words);
        _vectors.AddTo(this);
        Add(_topN);
        Add(_plot);
        Add(_json);
        this.OnRun((parsed, _) => Run(parsed, console), _plot);
    }

    private void Run(ParseResult parsed, ToolConsole console)
    {
        string path = _vectors.Path(parsed);
        string[] words = parsed.GetRequiredValue(_words);
        string? plot = parsed.GetValue(_plot);
        if (plot is not null)
        {
            PlotFile.Check(plot);
            if (words.Length > 1)
                throw new FormatException($"--plot draws one word, not {words.Length}: 'semconv vectors map' draws several.");
        }
        WordVectors vectors = _vectors.Load(parsed);
        foreach (string word in words)
        {
            NeighborList neighbors = Of(vectors, path, word, parsed.GetValue(_topN));
            if (plot is not null)
                PlotFile.Write(NeighborhoodPlot.Of(word, neighbors, (a, b) => vectors.CosineSimilarity(a, b), "cosines"), plot);
            if (parsed.GetValue(_json))
                console.WriteJson(new { word, neighbors = neighbors.Select(n => new { word = n.Word, similarity = n.Similarity }) });
            else console.Tables.Write(Table(word, neighbors));
        }
    }

    /// <exception cref="KeyNotFoundException">The word has no vector.</exception>
    public static NeighborList Of(WordVectors vectors, string path, string word, int topN) => vectors.TryGetIndex(word, out int _)
        ? vectors.MostSimilar(word, topN)
        : throw new KeyNotFoundException(
            $"The word '{word}' has no vector in {path}: words are case-sensitive, and those trained here are lower case; in Chinese, "
            + "Japanese, Korean and other scripts without spaces between words, they are pairs of characters.");

    private static Table Table(string word, IReadOnlyList<Neighbor> neighbors)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn(Markup.Escape(word))
            .AddColumn(new TableColumn("cosine").RightAligned());
        foreach (Neighbor neighbor in neighbors) table.AddRow(Markup.Escape(neighbor.Word), $"{neighbor.Similarity:F3}");
        return table;
    }
}
