using System.CommandLine;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv matrix export</c>: the correlation matrix of a vocabulary as a Matrix Market file.</summary>
internal sealed class MatrixExportCommand : Command
{
    private readonly VectorsFileOptions _vectors = new();
    private readonly Option<string> _vocabulary = new("--vocabulary")
    {
        Description = "The slots, one per line; row and column i of the matrix are line i.",
        Required = true,
        HelpName = "W.txt",
    };

    private readonly Option<string> _preset = CommonOptions.Preset();
    private readonly Option<string> _output = CommonOptions.Output("The matrix, Matrix Market coordinate format.", "C.mtx");

    private readonly Option<string> _around = new("--around")
    {
        Description = "The word whose neighbourhood in the matrix --plot draws.",
        HelpName = "WORD",
    };
    private readonly Option<string> _plot = new("--plot")
    {
        Description = "Also draw the neighbourhood of the word given by --around.",
        HelpName = "P.svg",
    };
    private readonly Option<bool> _json = CommonOptions.Json();

    public MatrixExportCommand(ToolConsole console) : base("export", "Writes the correlation matrix of a vocabulary.")
    {
        _vectors.AddTo(this);
        Add(_vocabulary);
        Add(_preset);
        Add(_output);
        Add(_around);
        Add(_plot);
        Add(_json);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken), _output, _plot);
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string output = parsed.GetRequiredValue(_output);
        OutputFile.CheckFolder(output);
        string? around = parsed.GetValue(_around), plot = parsed.GetValue(_plot);
        if ((around is null) != (plot is null))
            throw new FormatException("--plot and --around go together: which word, and into which file.");
        if (plot is not null) PlotFile.Check(plot);
        string words = parsed.GetRequiredValue(_vocabulary);
        IReadOnlyList<string> vocabulary = VocabularyFile.Read(words);
        if (around is not null && !vocabulary.Contains(around)) throw new FormatException($"--around {around}: {words} has no such word.");
        WordVectors vectors = _vectors.Load(parsed);
        if (!vocabulary.Any(word => vectors.TryGetIndex(word, out _)))
            throw new FormatException($"No word of {words} has a vector: its first is '{vocabulary[0]}', that of the vectors "
                + $"'{vectors.Words[0]}'. Words are case-sensitive, one a line.");
        CorrelationMatrix matrix = console.Steps.Run("Finding neighbours", progress => CorrelationMatrix.Build(
            vocabulary, vectors, parsed.GetPreset(_preset),
            new InlineProgress<StepProgress>(p => progress.Report(p.Fraction)), cancellationToken));
        matrix.WriteMatrixMarket(output);
        if (plot is not null)
        {
            var weights = matrix.Neighbors(around!).Select(neighbor => neighbor.Word).Append(around!)
                .ToDictionary(word => word,
                    word => matrix.Neighbors(word).ToDictionary(neighbor => neighbor.Word, neighbor => (double)neighbor.Similarity));
            double Weight(string a, string b) => Math.Max(weights[a].GetValueOrDefault(b), weights[b].GetValueOrDefault(a));
            PlotFile.Write(NeighborhoodPlot.Of(around!, matrix.Neighbors(around!), Weight, "weights in the matrix"), plot);
        }
        console.Report(parsed.GetValue(_json), new { matrix = output, size = matrix.Size, entries = matrix.EntryCount },
            $"{matrix.Size:N0} × {matrix.Size:N0} with {Figures.Counted(matrix.EntryCount, "entry", "entries")} in {output}");
    }
}
