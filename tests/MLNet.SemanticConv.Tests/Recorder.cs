namespace MLNet.SemanticConv.Tests;

/// <summary>Keeps what it is told, on the thread that tells it.</summary>
internal sealed class Recorder<T>(List<T> told, Action<T>? then = null) : IProgress<T>
{
    public void Report(T value)
    {
        told.Add(value);
        then?.Invoke(value);
    }
}
