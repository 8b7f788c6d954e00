using System.Runtime.InteropServices;

namespace MLNet.SemanticConv.Tests;

/// <summary>A test that needs LightGBM's native library: it is skipped where that cannot be loaded.</summary>
internal sealed class LightGbmFactAttribute : FactAttribute
{
    public LightGbmFactAttribute()
    {
        if (!CanLoad) Skip = "needs the native library lib_lightgbm, which cannot be loaded on this machine (it needs OpenMP)";
    }

    public static bool CanLoad { get; }
        = NativeLibrary.TryLoad("lib_lightgbm", typeof(Microsoft.ML.Trainers.LightGbm.LightGbmBinaryTrainer).Assembly, null, out _);
}
