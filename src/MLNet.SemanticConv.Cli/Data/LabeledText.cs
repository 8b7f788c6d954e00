using Microsoft.ML.Data;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>A text and its labels: a row of what the trainers and the evaluation read.</summary>
internal sealed class LabeledText
{
    public string Text { get; set; } = "";

    public string[] Labels { get; set; } = [];

    /// <summary>Where it was read.</summary>
    [NoColumn]
    public Place Place { get; init; }
}
