using System.Reflection;
using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>The names under which a trainer looks for its data: its own where it tells them, else ML.NET's usual ones.</summary>
internal sealed record TrainerColumns(string Features, string Label, string? Weight)
{
    public static TrainerColumns Of(object trainer) => new(
        NameOf(trainer, "FeatureColumn") ?? "Features",
        NameOf(trainer, "LabelColumn") ?? "Label",
        NameOf(trainer, "WeightColumn"));

    /// <summary>A name that is none of the others.</summary>
    public string NewName => $"{Features}, {Label}";

    // TrainerEstimatorBase has them as public fields, but it is generic in types that are not known here.
    private static string? NameOf(object trainer, string field)
        => trainer.GetType().GetField(field, BindingFlags.Instance | BindingFlags.Public)?.GetValue(trainer) is SchemaShape.Column column
            ? column.Name
            : null;
}
