namespace MLNet.SemanticConv;

/// <summary>A convolution to choose: the sources whose neighbours are added, and the matrix that they make.</summary>
/// <param name="Options">The setting that is reported; a strength of 0 for no convolution.</param>
/// <param name="Sources">The vectors, with their strengths; none for no convolution.</param>
/// <param name="Matrix">C.</param>
internal sealed record ConvolutionCandidate(CorrelationOptions Options, IReadOnlyList<ConvolutionSource> Sources, CorrelationMatrix Matrix)
{
    /// <summary>Builds the matrices of several choices and of no convolution, which comes last; each search for neighbours is done
    /// once.</summary>
    /// <param name="vocabulary">The slot names.</param>
    /// <param name="choices">For each choice the sources that are added.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static IReadOnlyList<ConvolutionCandidate> BuildAll(
        IReadOnlyList<string> vocabulary, IReadOnlyList<IReadOnlyList<ConvolutionSource>> choices, CancellationToken cancellationToken)
    {
        var matrices = new Dictionary<ConvolutionSource, CorrelationMatrix>();
        foreach (var alike in choices.SelectMany(sources => sources).Distinct().GroupBy(source => source.Vectors))
        {
            ConvolutionSource[] sources = [.. alike];
            var built = CorrelationMatrix.BuildAll(
                vocabulary, alike.Key, [.. sources.Select(source => source.Options)], cancellationToken: cancellationToken);
            for (int i = 0; i < built.Length; i++) matrices.Add(sources[i], built[i]);
        }
        return
        [
            .. choices.Select(sources
                => new ConvolutionCandidate(sources[0].Options, sources,
                    MatrixSum.Of(vocabulary, [.. sources.Select(source => matrices[source])]))),
            new(choices[0][0].Options with { Strength = 0 }, [], CorrelationMatrix.Empty(vocabulary)),
        ];
    }

    /// <summary>What is added, for people: "word2vec × 0.5 + encoder × 0.5".</summary>
    /// <returns>A line of text.</returns>
    public override string ToString() => Sources.Count == 0 ? "no convolution" : string.Join(" + ", Sources);
}
