using MLNet.SemanticConv;

namespace Microsoft.ML;

/// <summary>Adds multi-label classification to <see cref="MLContext"/>.</summary>
public static class MultiLabelClassificationExtensions
{
    extension(MLContext ml)
    {
        /// <summary>Trainers and metrics for tasks in which a row has any number of labels.</summary>
        public MultiLabelClassificationCatalog MultiLabelClassification => new(ml ?? throw new ArgumentNullException(nameof(ml)));
    }
}
