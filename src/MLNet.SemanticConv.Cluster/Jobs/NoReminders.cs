using Orleans.Timers;

namespace MLNet.SemanticConv.Cluster;

/// <summary>The reminders of a cluster of one process: none, because all jobs end with the process.</summary>
internal sealed class NoReminders : IReminderRegistry
{
    public Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
        => Task.FromResult<IGrainReminder>(new Named(reminderName));

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder) => Task.CompletedTask;

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) => Task.FromResult<IGrainReminder?>(null);

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) => Task.FromResult<List<IGrainReminder>>([]);

    private sealed record Named(string ReminderName) : IGrainReminder;
}
