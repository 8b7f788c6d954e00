using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MLNet.SemanticConv;

/// <summary>Example weights for trainers of ML.NET's that were made without a column of them.</summary>
internal static class TrainerWeights
{
    /// <summary>A trainer equal to <paramref name="trainer"/> that reads the weights of rows from a column.</summary>
    /// <exception cref="NotSupportedException">The trainer knows no weights.</exception>
    public static TTrainer ReadFrom<TTrainer>(TTrainer trainer, string columnName) where TTrainer : class
    {
        Type type = trainer.GetType();
        if (type.GetField("WeightColumn") is not { } column || column.FieldType != typeof(SchemaShape.Column) || !KnowsWeights(type))
            throw new NotSupportedException(
                $"{type.Name} does not support example weights, so its classes cannot be balanced: leave ClassWeighting at None, "
                + "or use a trainer with the parameter exampleWeightColumnName.");
        var copy = TrainingHost.ShallowCopy(trainer);
        column.SetValue(copy, TrainerUtils.MakeR4ScalarWeightColumn(columnName));
        return copy;
    }

    // Every trainer has a field for the column; those that use it have the option too.
    private static bool KnowsWeights(Type trainer)
    {
        for (Type? type = trainer; type is not null; type = type.BaseType)
            if (type.GetNestedType("Options")?.GetField("ExampleWeightColumnName") is not null) return true;
        return false;
    }
}
