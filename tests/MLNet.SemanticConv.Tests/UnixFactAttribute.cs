namespace MLNet.SemanticConv.Tests;

/// <summary>A test of what only Unix has: named pipes, signals, files that are replaced or deleted while they are mapped.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "Windows has no such pipes and signals, and keeps files that are mapped.";
    }
}
