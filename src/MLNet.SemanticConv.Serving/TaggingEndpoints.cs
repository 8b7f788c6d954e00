using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MLNet.SemanticConv;
using MLNet.SemanticConv.Serving;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints that tag.</summary>
public static class TaggingEndpoints
{
    /// <summary>
    /// Maps four endpoints: <c>POST pattern</c> tags <c>{"text": …}</c>; <c>POST pattern/batch</c> tags <c>{"texts": […]}</c>; <c>POST
    /// pattern/stream</c> answers each line of JSON (<c>{"text": …}</c> or a string) with a line, in order, while they arrive; <c>POST
    /// pattern/explain</c> explains which words of <c>{"text": …}</c> carry its labels, as JSON, or as a fragment of HTML if the request
    /// accepts that. Errors of requests are problem details (RFC 9457); an error in a line of a stream is a line <c>{"error": …}</c> in its
    /// place. A host that is stopping answers what arrives within half of its shutdown timeout, and the rest with 503.
    /// </summary>
    /// <param name="endpoints">Where to map them.</param>
    /// <param name="pattern">The route. The default value is "/tag".</param>
    /// <returns>The group, on which to require authorisation, for example.</returns>
    public static RouteGroupBuilder MapTagging(this IEndpointRouteBuilder endpoints, string pattern = "/tag")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<SemanticTaggerOptions>>().Value;
        RequestSizeLimitAttribute limit = new(options.MaximumRequestBytes);
        var group = endpoints.MapGroup(pattern).WithTags("Tagging");

        group.MapPost("", (HttpContext context, TaggingRequests requests) => requests.TagAsync(context))
            .WithName("Tag").WithSummary("Tags a text.").WithMetadata(limit)
            .Accepts<TagRequest>("application/json").Produces<Tagging>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        group.MapPost("batch", (HttpContext context, TaggingRequests requests) => requests.TagBatchAsync(context))
            .WithName("TagBatch").WithSummary("Tags texts.").WithMetadata(limit)
            .Accepts<TagBatchRequest>("application/json").Produces<TagBatchResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        group.MapPost("stream", (HttpContext context, TaggingRequests requests) => requests.TagStreamAsync(context))
            .WithName("TagStream").WithSummary("Tags texts as they arrive, one per line (JSON Lines), in order.")
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Accepts<TagRequest>("application/x-ndjson").Produces<Tagging>(StatusCodes.Status200OK, "application/x-ndjson");
        group.MapPost("explain", (HttpContext context, TaggingRequests requests) => requests.ExplainAsync(context))
            .WithName("Explain").WithSummary("Explains which words carry the labels of a text.").WithMetadata(limit)
            .Accepts<TagRequest>("application/json").Produces<TagExplanation>(StatusCodes.Status200OK, "application/json", "text/html")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        foreach (string route in (string[])["", "batch", "explain"]) Refuse(route, "application/json");
        Refuse("stream", "application/x-ndjson");
        return group;

        // Routing answers another content type itself, with no body and uncounted, unless an endpoint of any type comes after.
        void Refuse(string route, string expected)
            => group.MapPost(route, (TaggingRequests requests) => requests.RefuseContentType(expected))
            .WithOrder(1).ExcludeFromDescription();
    }
}
