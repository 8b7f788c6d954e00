using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Shared;

namespace MLNet.SemanticConv;

/// <summary>
/// K binary models that tag rows: the features are read once per row; linear models are scored together, others one by one.
/// </summary>
/// <remarks>
/// It adds <c>Scores</c> (K raw scores), <c>Probabilities</c> (K calibrated probabilities) and <c>PredictedLabels</c> (K decisions: whether
/// the score is greater than the label's threshold). The slots are named after the labels; <c>Scores</c> also carries the annotations
/// <c>TrainingSupport</c> (K counts of positives in training) and <c>Thresholds</c> (K scores). Trainers that give no probabilities, such
/// as linear SVM and averaged perceptron, are calibrated by Platt's method for all labels together, on the scores of cross-validation where
/// thresholds are tuned, else on the training data: one sigmoid for all labels, from which each label departs as far as its own examples
/// justify. The log-slope and the offset of each label have normal priors around the shared ones, so that no probability falls as its
/// label's score rises, and labels with few examples have roughly the shared sigmoid.
/// </remarks>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed partial class OneVersusRestTransformer : ITransformer, IRowTransformer, IShown
{
    internal const string ScoresName = "Scores", ProbabilitiesName = "Probabilities", PredictedLabelsName = "PredictedLabels";
    internal const string SupportName = "TrainingSupport", ThresholdsName = "Thresholds";

    private const int MostShown = 20;

    private readonly int _featureCount;
    private readonly string[] _labels;
    private readonly int[] _support;
    private readonly float[] _thresholds;
    private readonly PlattSigmoid?[] _sigmoids;   // null where the stock model itself gives the probability
    private readonly LinearModels _linear;
    private readonly int[] _linearLabels;
    private readonly StockModel[] _stock;
    private readonly int[] _stockLabels;

    private OneVersusRestTransformer(
        string featureColumnName, int featureCount, string[] labels, int[] support, float[] thresholds, PlattSigmoid?[] sigmoids,
        LinearModels linear, int[] linearLabels, StockModel[] stock, int[] stockLabels)
    {
        FeatureColumnName = featureColumnName;
        (_featureCount, _labels, _support, _thresholds, _sigmoids) = (featureCount, labels, support, thresholds, sigmoids);
        (_linear, _linearLabels, _stock, _stockLabels) = (linear, linearLabels, stock, stockLabels);
    }

    internal static OneVersusRestTransformer Create(
        string featureColumnName, int featureCount, IReadOnlyList<string> labels, int[] support, float[] thresholds,
        LabelModel[] models, PlattSigmoid?[] sigmoids)
    {
        int[] all = [.. Enumerable.Range(0, models.Length)];
        int[] linear = Array.FindAll(all, k => models[k] is LinearLabelModel),
            stock = Array.FindAll(all, k => models[k] is StockLabelModel);
        return new(featureColumnName, featureCount, [.. labels], support, thresholds, sigmoids,
            LinearModels.Pack(Array.ConvertAll(linear, k => (LinearLabelModel)models[k]), featureCount), linear,
            Array.ConvertAll(stock, k => ((StockLabelModel)models[k]).Model), stock);
    }

    /// <summary>The column whose features are scored.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The K label names in the order of the output slots.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>The number of training rows that had each label, in the order of <see cref="Labels"/>.</summary>
    public IReadOnlyList<int> TrainingSupport => _support;

    /// <summary>The score above which each label is predicted, in the order of <see cref="Labels"/>.</summary>
    public IReadOnlyList<float> Thresholds => _thresholds;

    /// <summary>The schema of what <see cref="Transform"/> returns for data of the given schema.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <returns>The columns of <paramref name="inputSchema"/> followed by those that are added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than when the transformer was
    /// fitted.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <summary>Adds the columns to the data, lazily: a row is computed when it is read.</summary>
    /// <param name="input">The data.</param>
    /// <returns>A view of the data with the columns added.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type than when the transformer was
    /// fitted.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Bind(input.Schema).Apply(input);
    }

    /// <summary>The labels, the most frequent first, with their positives in training and their thresholds, for a console.</summary>
    /// <returns>Lines of text.</returns>
    public override string ToString() => Report().ToText();

    /// <summary>The same table in Markdown.</summary>
    /// <returns>Lines of Markdown.</returns>
    public string ToMarkdown() => Report().ToMarkdown();

    /// <summary>The same table in HTML.</summary>
    /// <returns>A fragment, to be put into any page.</returns>
    public string ToHtml() => Report().ToHtml();

    internal LinearModels Linear => _linear;

    /// <summary>Whether all models are linear.</summary>
    internal bool IsLinear => _stock.Length == 0;

    /// <summary>The place of a label's model in <see cref="Linear"/>, or −1 where it is not linear.</summary>
    internal int LinearIndexOf(int label) => Array.IndexOf(_linearLabels, label);

    private Report Report()
    {
        var table = new TextTable(TableColumn.Text("label"), "positives in training", "threshold");
        foreach (int k in Enumerable.Range(0, _labels.Length).OrderByDescending(k => _support[k]).Take(MostShown))
            table.Add(_labels[k], _support[k].ToString("N0", CultureInfo.InvariantCulture),
                _thresholds[k].ToString("F3", CultureInfo.InvariantCulture));
        var report = new Report().Table(table);
        return _labels.Length <= MostShown ? report : report.Line($"and {_labels.Length - MostShown} more labels");
    }

    AddedColumns IRowTransformer.Bind(DataViewSchema inputSchema) => Bind(inputSchema);

    private AddedColumns Bind(DataViewSchema inputSchema) => Bind(inputSchema, FeatureColumnName, _featureCount, () => _linear.Score);

    /// <summary>The same columns, of scores that are computed from another column.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <param name="columnName">A column of float vectors.</param>
    /// <param name="size">Their size.</param>
    /// <param name="createScoring">Makes for a cursor what gives them the scores of the linear models.</param>
    internal AddedColumns Bind(DataViewSchema inputSchema, string columnName, int size, Func<LinearScoring> createScoring)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var source = Columns.FloatVector(inputSchema, columnName, size);
        var vector = new VectorDataViewType(NumberDataViewType.Single, _labels.Length);
        DataViewSchema.DetachedColumn[] added =
        [
            new(ScoresName, vector, Annotations(withTraining: true)),
            new(ProbabilitiesName, vector, Annotations(withTraining: false)),
            new(PredictedLabelsName,
                new VectorDataViewType(BooleanDataViewType.Instance, _labels.Length), Annotations(withTraining: false)),
        ];
        return new(inputSchema, [source], added, row => new RowScorer(this, row, source, createScoring()).Getters);
    }

    private DataViewSchema.Annotations Annotations(bool withTraining)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        Add("SlotNames", TextDataViewType.Instance, Array.ConvertAll(_labels, label => label.AsMemory()));
        if (withTraining)
        {
            Add(SupportName, NumberDataViewType.Int32, _support);
            Add(ThresholdsName, NumberDataViewType.Single, _thresholds);
        }
        return builder.ToAnnotations();

        void Add<T>(string name, PrimitiveDataViewType type, T[] values)
            => builder.Add<VBuffer<T>>(name, new VectorDataViewType(type, values.Length),
            (ref VBuffer<T> value) => new VBuffer<T>(values.Length, values).CopyTo(ref value));
    }

    /// <summary>The scores of one row or cursor at a time.</summary>
    private sealed class RowScorer
    {
        private readonly OneVersusRestTransformer _model;
        private readonly DataViewRow _row;
        private readonly OncePerRow _once;
        private readonly string _source;
        private readonly LinearScoring _score;
        private readonly ValueGetter<VBuffer<float>> _getFeatures;
        private readonly StockModel.Mapper[] _mappers;
        private readonly float[] _scores, _linearScores, _probabilities;
        private VBuffer<float> _x;

        public RowScorer(OneVersusRestTransformer model, DataViewRow row, DataViewSchema.Column source, LinearScoring score)
        {
            (_model, _row, _source, _score) = (model, row, source.Name, score);
            _once = new(row, Score);
            _getFeatures = row.GetGetter<VBuffer<float>>(row.Schema[source.Index]);
            _mappers = Array.ConvertAll(model._stock, stock => stock.CreateMapper());
            _scores = new float[model._labels.Length];
            _probabilities = new float[model._labels.Length];
            _linearScores = model._stock.Length == 0 ? _scores : new float[model._linearLabels.Length];
        }

        public Func<Delegate>[] Getters =>
        [
            () => (ValueGetter<VBuffer<float>>)GetScores,
            () => (ValueGetter<VBuffer<float>>)GetProbabilities,
            () => (ValueGetter<VBuffer<bool>>)GetPredictedLabels,
        ];

        private void Score()
        {
            _getFeatures(ref _x);
            FiniteFeatures.Check(_x.GetValues(), _source, _row.Position);
            _score(_x.GetIndices(), _x.GetValues(), _linearScores);
            if (_mappers.Length == 0) return;
            for (int i = 0; i < _linearScores.Length; i++) _scores[_model._linearLabels[i]] = _linearScores[i];
            for (int i = 0; i < _mappers.Length; i++)
            {
                int k = _model._stockLabels[i];
                (_scores[k], _probabilities[k]) = _mappers[i](in _x);
                if (float.IsNaN(_scores[k]))
                    throw new InvalidOperationException(
                        $"The model of label '{_model._labels[k]}' gives no score for row {_row.Position}.");
            }
        }

        private void GetScores(ref VBuffer<float> value)
        {
            _once.Ensure();
            var editor = VBufferEditor.Create(ref value, _scores.Length);
            _scores.CopyTo(editor.Values);
            value = editor.Commit();
        }

        private void GetProbabilities(ref VBuffer<float> value)
        {
            _once.Ensure();
            var editor = VBufferEditor.Create(ref value, _scores.Length);
            for (int k = 0; k < _scores.Length; k++)
                editor.Values[k] = _model._sigmoids[k] is { } sigmoid ? sigmoid[_scores[k]] : _probabilities[k];
            value = editor.Commit();
        }

        private void GetPredictedLabels(ref VBuffer<bool> value)
        {
            _once.Ensure();
            var editor = VBufferEditor.Create(ref value, _scores.Length);
            for (int k = 0; k < _scores.Length; k++) editor.Values[k] = _scores[k] > _model._thresholds[k];
            value = editor.Commit();
        }
    }
}
