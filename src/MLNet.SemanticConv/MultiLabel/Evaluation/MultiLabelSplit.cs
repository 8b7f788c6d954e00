using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>Data in two parts.</summary>
/// <param name="TrainSet">The rows to train on.</param>
/// <param name="TestSet">The rows to test on.</param>
public sealed record MultiLabelSplit(IDataView TrainSet, IDataView TestSet);
