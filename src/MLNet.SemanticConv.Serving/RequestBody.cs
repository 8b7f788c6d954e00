using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace MLNet.SemanticConv.Serving;

/// <summary>
/// Reads bodies, and says what is wrong with one that does not arrive. A server that is told to stop interrupts its reads, which is no
/// reason to give up: what arrives in time is answered.
/// </summary>
internal sealed class RequestBody(ShutdownDeadline deadline, IOptions<SemanticTaggerOptions> options)
{
    // what nginx writes into its log of a client that has gone: nobody receives it
    private const int ClientClosedRequest = 499;

    private readonly int _maximumBytes = options.Value.MaximumRequestBytes;

    /// <summary>Reads a whole body and makes of it, as UTF-8 whatever encoding its content type names, what a function makes.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parse">May throw <see cref="FormatException"/>, which refuses the request with its message.</param>
    public async Task<(T? Value, (int Status, string Detail)? Refusal)> ReadAsync<T>(
        HttpContext context, Func<ReadOnlySequence<byte>, T?> parse)
        where T : class
    {
        PipeReader reader = context.Request.BodyReader;
        while (true)
        {
            var (read, refusal) = await ReadSomeAsync(reader).ConfigureAwait(false);
            if (refusal is not null) return (null, refusal);
            SequencePosition consumed = read.IsCompleted ? read.Buffer.End : read.Buffer.Start;
            try
            {
                if (read.Buffer.Length > _maximumBytes) return (null, TooLarge);
                if (read.IsCompleted) return (parse(AsUtf8(context, read.Buffer)), null);
            }
            catch (FormatException e)
            {
                return (null, (StatusCodes.Status400BadRequest, $"The request is not JSON of the expected form: {e.Message}"));
            }
            finally
            {
                reader.AdvanceTo(consumed, read.Buffer.End);
            }
        }
    }

    /// <summary>Reads what there is of a body, at least something new unless it is complete.</summary>
    public async ValueTask<(ReadResult Read, (int Status, string Detail)? Refusal)> ReadSomeAsync(PipeReader reader)
    {
        // Not by the token of a read: one that ends so counts as under way, and the server fails when it reads the rest of the body away.
        using var interruption = deadline.Token.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), reader);
        try
        {
            while (true)
            {
                ReadResult read = await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                if (!read.IsCanceled) return (read, null);
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                if (deadline.Token.IsCancellationRequested) return (default, ShutdownDeadline.Refusal);
            }
        }
        catch (BadHttpRequestException e)
        {
            return (default, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge : (e.StatusCode, e.Message));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return (default, (ClientClosedRequest, "The connection was closed before the request had arrived."));
        }
    }

    private (int Status, string Detail) TooLarge
        => (StatusCodes.Status413PayloadTooLarge, $"The request has more than {_maximumBytes} bytes.");

    private static ReadOnlySequence<byte> AsUtf8(HttpContext context, ReadOnlySequence<byte> body)
    {
        if (context.Request.GetTypedHeaders().ContentType?.Encoding is { } encoding && encoding.CodePage != Encoding.UTF8.CodePage)
            body = new(Encoding.Convert(encoding, Encoding.UTF8, body.ToArray()));
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        return body.Length >= mark.Length && body.Slice(0, mark.Length).ToArray().AsSpan().SequenceEqual(mark)
            ? body.Slice(mark.Length)
            : body;
    }
}
