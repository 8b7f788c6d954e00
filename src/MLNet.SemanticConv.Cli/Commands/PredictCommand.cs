using System.CommandLine;

namespace MLNet.SemanticConv.Cli;

/// <summary><c>semconv predict</c>: tags texts.</summary>
internal sealed class PredictCommand : Command
{
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Argument<string[]> _texts = new("texts") { Description = "The texts; without one they are read from standard input, one a line.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _json = CommonOptions.Json();

    public PredictCommand(ToolConsole console) : base("predict", "Tags texts with a trained model.")
    {
        Add(_texts);
        Add(_model);
        Add(_json);
        this.OnRun((parsed, cancellationToken) => Run(parsed, console, cancellationToken));
    }

    private void Run(ParseResult parsed, ToolConsole console, CancellationToken cancellationToken)
    {
        TextTagger tagger = ModelFile.Load(parsed.GetRequiredValue(_model));
        string[] given = parsed.GetValue(_texts) ?? [];
        foreach (string text in given.Length > 0 ? given : Lines(console.Input))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Tagging tagging = tagger.Tag(text);
            if (parsed.GetValue(_json)) console.WriteJson(tagging);
            else console.Output.WriteLine($"{tagging.Text}\t{string.Join(',', tagging.Labels.Select(label => label.Label))}");
        }
    }

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line) yield return line;
    }
}
