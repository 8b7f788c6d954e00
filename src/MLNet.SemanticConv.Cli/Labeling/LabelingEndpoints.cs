using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MLNet.Shared;

namespace MLNet.SemanticConv.Cli;

/// <summary>What the page asks of the service; every answer is the whole of what it shows next.</summary>
internal static class LabelingEndpoints
{
    private const int MostLabels = 1000, LongestLabel = 1000;

    public static void MapLabeling(this WebApplication application, LabelingSession session)
    {
        application.MapGet("/state", () => Show(session));
        application.MapPost("/answer", async (HttpContext context) =>
        {
            var (answer, problem) = await ReadAsync(context).ConfigureAwait(false);
            if (answer is null) return Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
            return Try(session, () => session.Answer(answer.Number, answer.Labels));
        });
        application.MapPost("/undo", () => Try(session, () =>
        {
            session.Undo();
            return true;
        }));
    }

    private static IResult Show(LabelingSession session, int status = StatusCodes.Status200OK)
        => Results.Json(session.View(), JsonFormat.Options, statusCode: status);

    private static IResult Try(LabelingSession session, Func<bool> change)
    {
        try
        {
            return Show(session, change() ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Results.Problem($"The answer is not saved: {e.Message}", statusCode: StatusCodes.Status507InsufficientStorage);
        }
    }

    private static async Task<(AnswerRequest? Answer, string? Problem)> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) return (null, "The request must have the content type application/json.");
        AnswerRequest? answer;
        try
        {
            answer = await context.Request.ReadFromJsonAsync<AnswerRequest>(JsonFormat.Options, context.RequestAborted)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, $"The request is not an answer: {e.Message}");
        }
        if (answer is null) return (null, "The request is not an answer.");
        if (answer.Labels is null) return (answer, null);
        string[] labels = [.. answer.Labels.Select(label => label?.Trim() ?? "").Distinct(StringComparer.Ordinal)];
        if (labels.Any(label => label.Length is 0 or > LongestLabel || label.Any(char.IsControl)) || labels.Length > MostLabels)
            return (null,
                $"There are at most {MostLabels:N0} labels, each with 1 to {LongestLabel:N0} characters, none of "
                    + "which is a control character.");
        return (answer with { Labels = labels }, null);
    }
}
