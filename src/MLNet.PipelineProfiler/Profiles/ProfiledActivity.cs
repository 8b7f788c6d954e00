namespace MLNet.PipelineProfiler;

/// <summary>What a pipeline did while it was profiled: each kind is measured separately.</summary>
public enum ProfiledActivity
{
    /// <summary>Fitting the estimators, with the passes over the data that they make.</summary>
    Fit,

    /// <summary>Transforming data, row after row, as the result is read.</summary>
    Transform,

    /// <summary>One row at a time, as a <see cref="Microsoft.ML.PredictionEngine{TSrc, TDst}"/> asks.</summary>
    Predict,
}
