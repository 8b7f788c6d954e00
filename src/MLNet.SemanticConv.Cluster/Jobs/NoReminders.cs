using Orleans.Timers;

namespace MLNet.SemanticConv.Cluster;

/// <summary>Reminders of a cluster of one process: with it all jobs end, so that nobody is left to be reminded of one.</summary>
internal sealed class NoReminders : IReminderRegistry
{
    public Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
        => Task.FromResult<IGrainReminder>(new Named(reminderName));

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder) => Task.CompletedTask;

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) => Task.FromResult<IGrainReminder?>(null);

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) => Task.FromResult<List<IGrainReminder>>([]);

    private sealed record Named(string ReminderName) : IGrainReminder;
}
