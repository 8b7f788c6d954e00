using Microsoft.ML;

namespace MLNet.SemanticConv;

/// <summary>What ML.NET's own catalogs return of splits and cross-validations: its constructors are internal.</summary>
internal static class StockResults
{
    public static DataOperationsCatalog.TrainTestData TrainTest(IDataView trainSet, IDataView testSet) => new(trainSet, testSet);

    public static TrainCatalogBase.CrossValidationResult<TMetrics> Fold<TMetrics>(
        ITransformer model, TMetrics metrics, IDataView scored, int fold)
        where TMetrics : class => new(model, metrics, scored, fold);
}
