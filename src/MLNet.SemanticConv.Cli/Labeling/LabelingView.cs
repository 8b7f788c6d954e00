namespace MLNet.SemanticConv.Cli;

/// <summary>What the page shows.</summary>
/// <param name="Question">The text that is asked, or null where none is ready.</param>
/// <param name="Finished">Whether there is no text left to ask.</param>
/// <param name="CanUndo">Whether an answer of this session can be taken back.</param>
/// <param name="Answers">The number of answers.</param>
/// <param name="HeldOut">How many of them are held out.</param>
/// <param name="Skipped">The number of texts that were skipped.</param>
/// <param name="UntilTraining">The number of answers until the next training.</param>
/// <param name="Work">What is done in the background, or null.</param>
/// <param name="Problem">Why the last training failed, or null.</param>
/// <param name="Labels">All labels that are known.</param>
/// <param name="Curve">How well held-out texts were tagged.</param>
internal sealed record LabelingView(
    QuestionView? Question, bool Finished, bool CanUndo, int Answers, int HeldOut, int Skipped, int UntilTraining,
    WorkView? Work, string? Problem, string[] Labels, QualityPoint[] Curve);
