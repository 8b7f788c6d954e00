namespace MLNet.SemanticConv.Cli;

/// <summary>Trains and chooses in the background, one after the other, while questions are answered.</summary>
/// <param name="session">The session.</param>
/// <param name="trainer">Does it.</param>
/// <param name="original">A model whose training rows are not known: it stays until a newer one is measured to be as good.</param>
internal sealed class LabelingWorker(LabelingSession session, LabelingTrainer trainer, TextTagger? original)
{
    /// <summary>Works until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await session.Changed.WaitAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    if (session.IsTrainingDue) Train(cancellationToken);
                    else if (session.NeedsTexts) Choose(cancellationToken);
                }
                catch (Exception exception) when (Failure.Cancellation(exception) is null)
                {
                    session.Report(work: null, Failure.Message(exception));   // the model before goes on
                }
            }
        }
        catch (Exception exception) when (Failure.Cancellation(exception) is not null)
        {
            // the session ends
        }
    }

    /// <summary>Chooses what to ask next.</summary>
    public void Choose(CancellationToken cancellationToken)
    {
        session.Report(new("Choosing texts", 0), problem: null);
        session.Take(trainer.Choose(session.Tagger, session.Answers(), session.Settled(), session.BatchSize, cancellationToken));
        session.Report(work: null, problem: null);
    }

    private void Train(CancellationToken cancellationToken)
    {
        Answer[] answers = session.TakeAnswers();
        session.Report(new("Training", 0), problem: null);
        InlineProgress<(string Step, double Done)> told = new(at => session.Report(new(at.Step, at.Done), problem: null));
        TextTagger next = trainer.Train(answers, told, cancellationToken);
        session.Report(new("Measuring", 0), problem: null);
        QualityPoint? quality = trainer.Measure(next, answers);
        if (original is not null && trainer.Measure(original, answers) is var before && !(quality?.MicroF1 >= before?.MicroF1))
            (next, quality) = (original, before is null ? null : before with { Answers = 0 });
        session.Take(next, quality);
        Choose(cancellationToken);
    }
}
