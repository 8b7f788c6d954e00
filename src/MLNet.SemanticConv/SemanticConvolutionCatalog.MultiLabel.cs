using MLNet.SemanticConv;

namespace Microsoft.ML;

public static partial class SemanticConvolutionCatalog
{
    extension(MLContext ml)
    {
        /// <summary>Trainers and metrics for tasks in which a row has any number of labels.</summary>
        public MultiLabelClassificationCatalog MultiLabelClassification => new(ml ?? throw new ArgumentNullException(nameof(ml)));
    }
}
