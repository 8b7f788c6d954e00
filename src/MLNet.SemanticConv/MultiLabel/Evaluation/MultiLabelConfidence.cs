namespace MLNet.SemanticConv;

/// <summary>Bootstrap confidence intervals of the main metrics.</summary>
/// <param name="MicroF1">That of <see cref="MultiLabelMetrics.MicroF1"/>.</param>
/// <param name="MacroF1">That of <see cref="MultiLabelMetrics.MacroF1"/>.</param>
/// <param name="MacroAveragePrecision">That of <see cref="MultiLabelMetrics.MacroAveragePrecision"/>.</param>
/// <remarks>
/// In each sample, the macro averages run over the labels with a positive in that sample, so rare labels come and go, as they would in
/// other data.
/// </remarks>
/// <example>
/// <code>
/// var confidence = ml.MultiLabelClassification.Bootstrap(model.Transform(test), samples: 100);
/// Console.WriteLine($"micro-F1 from {confidence.MicroF1.Low:F3} to {confidence.MicroF1.High:F3}");
/// </code>
/// </example>
public sealed record MultiLabelConfidence(ConfidenceInterval MicroF1, ConfidenceInterval MacroF1, ConfidenceInterval MacroAveragePrecision);

/// <summary>A range of values.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct ConfidenceInterval(double Low, double High);
