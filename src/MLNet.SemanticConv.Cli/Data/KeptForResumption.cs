namespace MLNet.SemanticConv.Cli;

/// <summary>Work was cancelled, and what is done of it was kept.</summary>
internal sealed class KeptForResumption(string message, Exception cause) : OperationCanceledException(message, cause);
