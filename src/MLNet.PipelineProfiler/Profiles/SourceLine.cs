namespace MLNet.PipelineProfiler;

/// <summary>The line of C# that put a stage into a pipeline.</summary>
/// <param name="File">The source file.</param>
/// <param name="Line">The line in it, counted from 1.</param>
/// <param name="Text">The source of that line.</param>
public sealed record SourceLine(string File, int Line, string Text);
