using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv;

/// <summary>Messages that reach the user through <see cref="Microsoft.ML.MLContext.Log"/>.</summary>
internal static class HostLog
{
    public static void Info(this IHost host, string activity, string message)
    {
        using var channel = host.Start(activity);
        channel.Info(message);
    }
}
