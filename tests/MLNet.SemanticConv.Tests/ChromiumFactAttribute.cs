namespace MLNet.SemanticConv.Tests;

/// <summary>A test that needs a browser: it is skipped where neither Chromium nor Chrome is on the path.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Program is null) Skip = "needs Chromium or Chrome on the path (Debian: apt-get install chromium)";
    }
}
