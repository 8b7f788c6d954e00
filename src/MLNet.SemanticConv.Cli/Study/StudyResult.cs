namespace MLNet.SemanticConv.Cli;

/// <summary>One run of a study: a line of its file of results.</summary>
/// <param name="Data">The task.</param>
/// <param name="Budget">How many rows kept their labels, as the user wrote it.</param>
/// <param name="Method">How text became features.</param>
/// <param name="Chosen">How the labelled rows were chosen, where ways of choosing are compared; null for rows drawn by the seed.</param>
/// <param name="Seed">The seed of the choice of rows, of word2vec and of training.</param>
/// <param name="Rows">The number of rows that kept their labels.</param>
/// <param name="MicroF1">F1 over all pairs of text and label, at tuned thresholds.</param>
/// <param name="MacroF1">Mean F1 of the labels, at tuned thresholds.</param>
/// <param name="MacroAveragePrecision">Mean average precision of the labels that have a positive in training and in test.</param>
/// <param name="TrainSeconds">From text to a trained model, without word2vec.</param>
/// <param name="PredictSeconds">To tag the test rows.</param>
/// <param name="Labels">Each label with a positive in training or in test.</param>
internal sealed record StudyResult(
    string Data, string Budget, string Method, string? Chosen, int Seed, int Rows,
    double MicroF1, double MacroF1, double MacroAveragePrecision,
    double TrainSeconds, double PredictSeconds, IReadOnlyList<StudyResult.Label> Labels)
{
    /// <summary>What makes a run the same as another.</summary>
    public (string Data, string Budget, string Method, string? Chosen, int Seed) Key => (Data, Budget, Method, Chosen, Seed);

    /// <param name="Name">Its name.</param>
    /// <param name="Training">Its positives in training.</param>
    /// <param name="Test">Its positives in test.</param>
    /// <param name="AveragePrecision">Its average precision; the share of test rows that have it where training had none, as any order
    /// gives.</param>
    /// <param name="F1">Its F1 at the tuned threshold.</param>
    internal sealed record Label(string Name, int Training, int Test, double AveragePrecision, double F1);
}
