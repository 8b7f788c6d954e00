using System.CommandLine;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv matrix export</c>: the correlation matrix of a vocabulary as a Matrix Market file.</summary>
internal sealed class MatrixExportCommand : Command
{
    private readonly Option<string> _vectors = CommonOptions.Vectors();
    private readonly Option<string> _vocabulary = new("--vocabulary") { Description = "The slots, one a line; row and column i of the matrix are line i.", Required = true, HelpName = "W.txt" };
    private readonly Option<string> _preset = CommonOptions.Preset();
    private readonly Option<string> _output = CommonOptions.Output("The matrix, Matrix Market coordinate format.", "C.mtx");

    private readonly Option<bool> _json = CommonOptions.Json();

    public MatrixExportCommand(ToolConsole console) : base("export", "Writes the correlation matrix of a vocabulary.")
    {
        Add(_vectors);
        Add(_vocabulary);
        Add(_preset);
        Add(_output);
        Add(_json);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken));
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        string output = parsed.GetRequiredValue(_output);
        OutputFile.CheckFolder(output);
        IReadOnlyList<string> vocabulary = VocabularyFile.Read(parsed.GetRequiredValue(_vocabulary));
        WordVectors vectors = WordVectors.Load(parsed.GetRequiredValue(_vectors));
        CorrelationMatrix matrix = console.Steps.Run("Finding neighbours", progress => CorrelationMatrix.Build(
            vocabulary, vectors, CommonOptions.ParsePreset(parsed.GetValue(_preset)!), new InlineProgress<CorrelationProgress>(p => progress.Report(p.Fraction)), cancellationToken));
        matrix.WriteMatrixMarket(output);
        console.Report(parsed.GetValue(_json), new { matrix = output, size = matrix.Size, entries = matrix.EntryCount },
            $"{matrix.Size:N0} × {matrix.Size:N0} with {matrix.EntryCount:N0} entries in {output}");
    }
}
