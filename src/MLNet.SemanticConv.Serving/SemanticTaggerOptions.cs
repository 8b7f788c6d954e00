namespace MLNet.SemanticConv.Serving;

/// <summary>What is served, and how much of it at a time.</summary>
public sealed class SemanticTaggerOptions
{
    /// <summary>The model, a .zip file that <c>mlContext.Model.Save</c> or <c>semconv train</c> has written.</summary>
    public string ModelPath { get; set; } = "";

    /// <summary>The column of the text, or null to find it in the model. The default value is null.</summary>
    public string? TextColumnName { get; set; }

    /// <summary>How often to check whether the file has changed; zero means never. The default value is 2 seconds.</summary>
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a model may take to load; <see cref="Timeout.InfiniteTimeSpan"/> means no limit. A changed file that takes longer is not
    /// used: the old model goes on, and health is degraded until the file changes again. A load that takes too long cannot be stopped, and
    /// keeps its thread until it ends or the process does. The default value is one minute.
    /// </summary>
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The most bytes that the model may unpack to. The default value is 4 GiB.</summary>
    public long MaximumModelBytes { get; set; } = 1L << 32;

    /// <summary>
    /// The parts that the model may hold: see <see cref="TextTagger.Load"/>. The default value is <see cref="AcceptedParts.Checked"/>,
    /// unlike there, so that the service goes on, and keeps within its memory, whatever file replaces the model. What <c>semconv train</c>
    /// writes, and what pipelines of this library's transforms, stock text transforms and linear models or trees are saved as, has no other
    /// parts.
    /// </summary>
    public AcceptedParts AcceptedParts { get; set; } = AcceptedParts.Checked;

    /// <summary>The most characters that a text may have. The default value is 100,000.</summary>
    public int MaximumTextLength { get; set; } = 100_000;

    /// <summary>The most texts in a batch. The default value is 1,000.</summary>
    public int MaximumBatchSize { get; set; } = 1_000;

    /// <summary>The most bytes that the body of a request, or a line of a stream, may have. The default value is 4 MiB.</summary>
    public int MaximumRequestBytes { get; set; } = 4 << 20;
}
