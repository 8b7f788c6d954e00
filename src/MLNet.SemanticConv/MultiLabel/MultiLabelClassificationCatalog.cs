using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv;

/// <summary>Multi-label classification: any number of labels for a row, none included. Reached as <c>ml.MultiLabelClassification</c>.</summary>
public sealed class MultiLabelClassificationCatalog
{
    internal MultiLabelClassificationCatalog(IHostEnvironment environment) => Trainers = new(environment);

    /// <summary>The trainers.</summary>
    public MultiLabelClassificationTrainers Trainers { get; }

    /// <summary>Compares what a fitted one-vs-rest model says of data with their labels.</summary>
    /// <param name="data">Data that the model has scored.</param>
    /// <param name="labelColumnName">The column of the true labels, of a type that one-vs-rest can be trained on. The default value is "Labels".</param>
    /// <param name="scoreColumnName">The column of scores, whose slots are named after the labels. The default value is "Scores".</param>
    /// <param name="predictedLabelsColumnName">The column of decisions. The default value is "PredictedLabels".</param>
    /// <returns>The metrics.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, of the wrong type or without slot names.</exception>
    /// <exception cref="InvalidDataException">There are no rows, or a score is NaN.</exception>
    [SuppressMessage("Performance", "CA1822", Justification = "It is reached as ml.MultiLabelClassification.Evaluate, as in the catalogs of ML.NET.")]
    public MultiLabelMetrics Evaluate(
        IDataView data, string labelColumnName = "Labels", string scoreColumnName = "Scores", string predictedLabelsColumnName = "PredictedLabels")
    {
        ArgumentNullException.ThrowIfNull(data);
        return MultiLabelMetrics.Compute(ScoredRows.Read(data, labelColumnName, scoreColumnName, predictedLabelsColumnName));
    }
}
