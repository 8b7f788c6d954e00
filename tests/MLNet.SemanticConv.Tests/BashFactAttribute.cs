namespace MLNet.SemanticConv.Tests;

/// <summary>A test in the shell that Linux has: it is skipped on Windows, and on macOS, whose bash 3.2 has no coprocesses.</summary>
internal sealed class BashFactAttribute : FactAttribute
{
    public BashFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "needs bash 4.1 or later, which only Linux comes with";
    }
}
