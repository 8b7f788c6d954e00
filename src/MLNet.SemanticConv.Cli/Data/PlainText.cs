namespace MLNet.SemanticConv.Cli;

/// <summary>A text: all that a saved model needs to tag it.</summary>
internal sealed class PlainText
{
    public string Text { get; set; } = "";
}
