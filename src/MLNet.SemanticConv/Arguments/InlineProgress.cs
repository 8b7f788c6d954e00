namespace MLNet.SemanticConv;

/// <summary>Progress that is told on the thread that reports it: <see cref="Progress{T}"/> may tell it after the work has ended.</summary>
internal sealed class InlineProgress<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
