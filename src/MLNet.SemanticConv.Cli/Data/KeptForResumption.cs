namespace MLNet.SemanticConv.Cli;

/// <summary>Work was cancelled, and what is done of it was kept. ML.NET may have put the cancellation into an exception of its own.</summary>
internal sealed class KeptForResumption(string message, Exception cause) : OperationCanceledException(message, cause);
