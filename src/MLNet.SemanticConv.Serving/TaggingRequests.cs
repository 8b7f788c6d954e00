using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace MLNet.SemanticConv.Serving;

/// <summary>Reads requests, tags and answers.</summary>
internal sealed class TaggingRequests(
    SemanticTagger tagger, TaggingTelemetry telemetry, RequestBody body, ShutdownDeadline deadline, IOptions<SemanticTaggerOptions> options)
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    private readonly SemanticTaggerOptions _options = options.Value;

    public async Task<IResult> TagAsync(HttpContext context)
    {
        var (text, problem) = await ReadTextAsync(context).ConfigureAwait(false);
        if (text is null) return problem!;
        using var activity = TaggingTelemetry.Source.StartActivity("tag")?.SetTag("semconv.texts", 1);
        return Results.Json(telemetry.Measure(tagger, text), TaggingJson.Default.Tagging);
    }

    public async Task<IResult> ExplainAsync(HttpContext context)
    {
        var (text, problem) = await ReadTextAsync(context).ConfigureAwait(false);
        if (text is null) return problem!;
        using var activity = TaggingTelemetry.Source.StartActivity("explain");
        var explanation = tagger.Explain(text);
        return context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html")
            ? Results.Content(explanation.ToHtml(), "text/html", Encoding.UTF8)
            : Results.Content(explanation.ToJson(), "application/json", Encoding.UTF8);
    }

    public async Task<IResult> TagBatchAsync(HttpContext context)
    {
        var (request, problem) = await ReadAsync(context, TaggingJson.Default.TagBatchRequest).ConfigureAwait(false);
        if (problem is not null) return problem;
        if (request?.Texts is not { } texts) return Problem(StatusCodes.Status400BadRequest, "The request has no \"texts\".");
        if (texts.Count > _options.MaximumBatchSize)
            return Problem(StatusCodes.Status413PayloadTooLarge,
                $"The batch has {texts.Count} texts, and {_options.MaximumBatchSize} are allowed.");
        for (int i = 0; i < texts.Count; i++)
            if (Refusal(texts[i]) is { } refusal) return Problem(refusal.Status, $"Text {i}: {refusal.Detail}");
        using var activity = TaggingTelemetry.Source.StartActivity("tag batch")?.SetTag("semconv.texts", texts.Count);
        List<Tagging> results = new(texts.Count);
        foreach (string text in texts)
        {
            if (context.RequestAborted.IsCancellationRequested) return Results.Empty;   // nobody waits for it
            if (deadline.Token.IsCancellationRequested) return Problem(ShutdownDeadline.Refusal);
            results.Add(telemetry.Measure(tagger, text));
        }
        return Results.Json(new TagBatchResponse(results), TaggingJson.Default.TagBatchResponse);
    }

    /// <summary>Refuses what no other endpoint takes.</summary>
    public IResult RefuseContentType(string expected)
        => Problem(StatusCodes.Status415UnsupportedMediaType, $"The request must have the content type {expected}.");

    public async Task TagStreamAsync(HttpContext context)
    {
        var (reader, writer, aborted) = (context.Request.BodyReader, context.Response.BodyWriter, context.RequestAborted);
        using var activity = TaggingTelemetry.Source.StartActivity("tag stream");
        context.Response.ContentType = "application/x-ndjson";
        long lines = 0;
        while (!aborted.IsCancellationRequested)
        {
            var (read, refusal) = await body.ReadSomeAsync(reader).ConfigureAwait(false);
            if (refusal is not null)   // the answer has begun: it ends with what is wrong
            {
                WriteError(writer, refusal.Value.Detail);
                break;
            }
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                lines += Answer(rest.Slice(0, end), writer);
                rest = rest.Slice(rest.GetPosition(1, end));
            }
            // of a line that is too long the answer says so, and ends the stream
            if (read.IsCompleted || rest.Length > _options.MaximumRequestBytes)
            {
                lines += Answer(rest, writer);
                reader.AdvanceTo(read.Buffer.End);   // a body that is not read to its end breaks the connection
                break;
            }
            reader.AdvanceTo(rest.Start, rest.End);
            await writer.FlushAsync(CancellationToken.None).ConfigureAwait(false);   // to a client that has gone it writes nothing
        }
        activity?.SetTag("semconv.texts", lines);
        await writer.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Answers a line; a blank one has no answer.</summary>
    private int Answer(ReadOnlySequence<byte> line, PipeWriter writer)
    {
        if (line.Length > _options.MaximumRequestBytes)
        {
            WriteError(writer, $"The line has more than {_options.MaximumRequestBytes} bytes.");
            return 1;
        }
        if (IsBlank(line)) return 0;
        string? text;
        try
        {
            text = StrictJson.Read(line, TaggingJson.Default.TagRequest, text => new(text))?.Text;
        }
        catch (FormatException e)
        {
            WriteError(writer, $"The line is not JSON of the expected form: {e.Message}");
            return 1;
        }
        if (Refusal(text) is { } refusal) WriteError(writer, refusal.Detail);
        else WriteLine(writer, telemetry.Measure(tagger, text!), TaggingJson.Default.Tagging);
        return 1;
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
            if (part.Span.ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r')) return false;
        return true;
    }

    private void WriteError(PipeWriter writer, string error)
    {
        telemetry.CountRefused("line");
        WriteLine(writer, new(error), TaggingJson.Default.LineError);
    }

    private static void WriteLine<T>(PipeWriter writer, T value, JsonTypeInfo<T> type)
    {
        using (Utf8JsonWriter json = new(writer)) JsonSerializer.Serialize(json, value, type);
        writer.Write(NewLine);
    }

    private async Task<(string? Text, IResult? Problem)> ReadTextAsync(HttpContext context)
    {
        var (request, problem) = await ReadAsync(context, TaggingJson.Default.TagRequest).ConfigureAwait(false);
        if (problem is not null) return (null, problem);
        return Refusal(request?.Text) is { } refusal ? (null, Problem(refusal.Status, refusal.Detail)) : (request!.Text, null);
    }

    private async Task<(T? Request, IResult? Problem)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type) where T : class
    {
        var (request, refusal) = await body.ReadAsync(context, json => StrictJson.Read(json, type)).ConfigureAwait(false);
        return (request, refusal is null ? null : Problem(refusal.Value));
    }

    private (int Status, string Detail)? Refusal(string? text) => text switch
    {
        null => (StatusCodes.Status400BadRequest, "There is no \"text\"."),
        _ when text.Length > _options.MaximumTextLength => (StatusCodes.Status413PayloadTooLarge,
            $"The text has {text.Length} characters, and {_options.MaximumTextLength} are allowed."),
        _ => null,
    };

    private IResult Problem((int Status, string Detail) refusal) => Problem(refusal.Status, refusal.Detail);

    private IResult Problem(int status, string detail)
    {
        telemetry.CountRefused(status.ToString());
        return Results.Problem(detail, statusCode: status);
    }
}
