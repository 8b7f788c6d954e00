using System.CommandLine;
using Spectre.Console;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv vectors neighbors</c>: the words most similar to given ones.</summary>
internal sealed class VectorsNeighborsCommand : Command
{
    private readonly Option<string> _vectors = CommonOptions.Vectors();
    private readonly Argument<string[]> _words = new("words") { Description = "The words.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<int> _topN = new Option<int>("--topn") { Description = "Neighbours for each.", DefaultValueFactory = _ => 10 }.AtLeast(1);
    private readonly Option<bool> _json = CommonOptions.Json();

    public VectorsNeighborsCommand(ToolConsole console) : base("neighbors", "Lists the most similar words by cosine.")
    {
        Add(_words);
        Add(_vectors);
        Add(_topN);
        Add(_json);
        this.OnRun((parsed, _) => Run(parsed, console));
    }

    private void Run(ParseResult parsed, ToolConsole console)
    {
        string path = parsed.GetRequiredValue(_vectors);
        WordVectors vectors = WordVectors.Load(path);
        foreach (string word in parsed.GetRequiredValue(_words))
        {
            if (!vectors.TryGetIndex(word, out int _))
                throw new KeyNotFoundException($"The word '{word}' has no vector in {path}: words are case-sensitive, and those trained here are lower case.");
            IReadOnlyList<Neighbor> neighbors = vectors.MostSimilar(word, parsed.GetValue(_topN));
            if (parsed.GetValue(_json)) console.WriteJson(new { word, neighbors = neighbors.Select(n => new { word = n.Word, similarity = n.Similarity }) });
            else console.Tables.Write(Table(word, neighbors));
        }
    }

    private static Table Table(string word, IReadOnlyList<Neighbor> neighbors)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn(Markup.Escape(word)).AddColumn(new TableColumn("cosine").RightAligned());
        foreach (Neighbor neighbor in neighbors) table.AddRow(Markup.Escape(neighbor.Word), $"{neighbor.Similarity:F3}");
        return table;
    }
}
