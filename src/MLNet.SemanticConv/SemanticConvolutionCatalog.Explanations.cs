using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using MLNet.SemanticConv;

namespace Microsoft.ML;

public static partial class SemanticConvolutionCatalog
{
    private static readonly ConditionalWeakTable<TextTagger, Explainer> s_explainers = [];

    /// <summary>Explains the labels of one text: which of its words carried them, and which counted through a neighbour.</summary>
    /// <remarks>
    /// It works on what <c>pipeline.Fit</c> returns and on a saved model that stock ML.NET has loaded. The score of a linear model is split
    /// exactly into bias + Σ value × weight, over the words and the features that they count as. Models that are not linear, such as trees,
    /// have a score but no words; see <see cref="LabelExplanation.IsLinear"/>.
    /// </remarks>
    /// <param name="model">A pipeline that ends in one-vs-rest.</param>
    /// <param name="ml">The context.</param>
    /// <param name="text">The text.</param>
    /// <param name="textColumnName">The column in which the model expects it. For models that need further columns, use the other
    /// overload, or, where only their training needs them, as to split labels, <see cref="TextTagger"/> with the schema of that
    /// data.</param>
    /// <param name="labels">The labels to explain. The default value is <see langword="null"/>: those that are predicted or, where none is,
    /// the most probable one.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="ArgumentException">The model has no one-vs-rest stage, or does not know a label.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model needs a column that is not there.</exception>
    /// <example>
    /// <code>
    /// var model = ml.Model.Load("models/reviews.zip", out _);
    /// Console.WriteLine(model.Explain(ml, "the adapter was broken"));
    /// </code>
    /// </example>
    public static TagExplanation Explain(
        this ITransformer model, MLContext ml, string text, string textColumnName = "Text", IReadOnlyCollection<string>? labels = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(textColumnName);
        return model.Explain(RowOf(ml, text, textColumnName), textColumnName, labels);
    }

    /// <summary>Explains the labels of the first row of some data.</summary>
    /// <param name="model">A pipeline that ends in one-vs-rest.</param>
    /// <param name="rows">The data, with the columns that the model needs.</param>
    /// <param name="textColumnName">The column of text in which words are highlighted.</param>
    /// <param name="labels">The labels to explain. The default value is <see langword="null"/>: those that are predicted or, where none is,
    /// the most probable one.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="ArgumentException">The model has no one-vs-rest stage or does not know a label, or the data has no row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model needs a column that is not there.</exception>
    public static TagExplanation Explain(
        this ITransformer model, IDataView rows, string textColumnName = "Text", IReadOnlyCollection<string>? labels = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rows);
        return new Explainer(model).Explain(rows, textColumnName, labels);
    }

    /// <summary>Explains the labels of one text. What is the same for every text is worked out once per tagger.</summary>
    /// <param name="tagger">The tagger; any number of threads may use it at once.</param>
    /// <param name="text">The text.</param>
    /// <param name="labels">The labels to explain. The default value is <see langword="null"/>: those that are predicted or, where none is,
    /// the most probable one.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="ArgumentException">The model does not know a label.</exception>
    /// <example>
    /// <code>
    /// Console.WriteLine(TextTagger.Load("models/reviews.zip").Explain("the adapter was broken"));
    /// </code>
    /// </example>
    public static TagExplanation Explain(this TextTagger tagger, string text, IReadOnlyCollection<string>? labels = null)
    {
        ArgumentNullException.ThrowIfNull(tagger);
        ArgumentNullException.ThrowIfNull(text);
        return s_explainers.GetValue(tagger, static tagger => new(tagger.Model))
            .Explain(RowOf(new(), text, tagger.TextColumnName), tagger.TextColumnName, labels);
    }

    private static IDataView RowOf(MLContext ml, string text, string textColumnName)
    {
        var schema = SchemaDefinition.Create(typeof(TextRow));
        schema[nameof(TextRow.Text)].ColumnName = textColumnName;
        return ml.Data.LoadFromEnumerable([new TextRow { Text = text }], schema);
    }

    private sealed class TextRow
    {
        public string Text { get; set; } = "";
    }
}
