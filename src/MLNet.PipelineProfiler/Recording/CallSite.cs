namespace MLNet.PipelineProfiler;

/// <summary>Where Profile was called: what the compiler tells of it.</summary>
internal readonly record struct CallSite(string Expression, string File, int Line);
