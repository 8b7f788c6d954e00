using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MLNet.PipelineProfiler;

internal static class ProfileJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter() },
        // A deep chain of stages is a deep tree.
        MaxDepth = 1024,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepTree } },
    };

    // The call tree is no part of the public surface, but belongs to the file.
    private static void KeepTree(JsonTypeInfo type)
    {
        if (type.Type != typeof(ActivityProfile)) return;
        var tree = type.CreateJsonPropertyInfo(typeof(ProfileNode), "tree");
        tree.Get = profile => ((ActivityProfile)profile).Tree;
        tree.Set = (profile, value) => ((ActivityProfile)profile).Tree = (ProfileNode?)value ?? ProfileNode.Empty;
        type.Properties.Add(tree);
    }
}
