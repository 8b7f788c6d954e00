using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.SemanticConv.Serving;

/// <summary>What requests and answers look like as JSON: the names and the numbers that the web expects, read and written by generated
/// code.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(TagRequest))]
[JsonSerializable(typeof(TagBatchRequest))]
[JsonSerializable(typeof(Tagging))]
[JsonSerializable(typeof(TagBatchResponse))]
[JsonSerializable(typeof(LineError))]
internal sealed partial class TaggingJson : JsonSerializerContext;
