namespace MLNet.SemanticConv.Cluster;

/// <summary>Who does the steps of trainings on a silo. One job's vocabulary is enough to hold.</summary>
internal sealed class StepWorkers(ISharedStorage storage)
{
    private (string Job, StepWorker Worker)? _last;

    public StepWorker Of(WordVectorsWork work)
    {
        string job = work.Folder;
        if (_last is var (known, worker) && known == job) return worker;
        worker = new(work.Options, new TrainingFiles(storage, job), part => TextPartCorpus.Of(work, work.Parts[part], storage));
        _last = (job, worker);
        return worker;
    }
}
