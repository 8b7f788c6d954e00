namespace MLNet.SemanticConv.Tests.Correlation;

public class CorrelationMatrixBuildTests
{
    [Fact]
    public void Blog_is_what_gensims_most_similar_gives_exactly()
        => MatrixAssert.Equal(GoldenData.Matrix("blog.mtx"),
            CorrelationMatrix.Build(GoldenData.Vocabulary, GoldenData.Vectors, CorrelationOptions.Blog));

    [Fact]
    public void An_ngram_has_the_neighbours_that_gensims_most_similar_gives_for_its_words()
        => MatrixAssert.Equal(
            GoldenData.Matrix("blog-ngrams.mtx"),
            CorrelationMatrix.Build(GoldenData.Vocabulary, GoldenData.Vectors, CorrelationOptions.Blog with { Ngrams = true }));

    [Theory]
    [InlineData(null)]
    [InlineData(10)]
    public void A_number_of_neighbours_without_end_is_that_of_all_words(int? csls)
    {
        var all = CorrelationOptions.Blog with { Ngrams = true, CslsNeighbors = csls, TopN = GoldenData.Vectors.Count };
        MatrixAssert.Equal(
            CorrelationMatrix.Build(GoldenData.Vocabulary, GoldenData.Vectors, all),
            CorrelationMatrix.Build(GoldenData.Vocabulary, GoldenData.Vectors, all with { TopN = int.MaxValue }));
    }

    [Fact]
    public void A_search_for_more_places_than_an_array_has_says_what_to_lower()
        => Assert.Contains("lower TopN", Assert.Throws<InvalidOperationException>(() => new BestCandidates(50_000, 50_000, 0)).Message);

    [Fact]
    public void Default_is_what_NumPys_singular_vectors_and_cosines_give()
        => MatrixAssert.Equal(GoldenData.Matrix("default.mtx"), CorrelationMatrix.Build(GoldenData.Vocabulary, GoldenData.Vectors), 1e-6f);

    [Fact]
    public void Csls_chooses_what_the_papers_formula_chooses_in_NumPy()
    {
        var options = CorrelationOptions.Default with
        {
            RemovedComponents = null,
            CslsNeighbors = 10,
            TopN = 4,
            Threshold = 0.3f,
            Strength = 1,
        };
        MatrixAssert.Equal(GoldenData.Matrix("csls.mtx"),
            CorrelationMatrix.Build(GoldenData.Vocabulary, GoldenData.Vectors, options), 1e-6f);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(4)]
    public void SoftCosine_is_gensims_SparseTermSimilarityMatrix(int nonzeroLimit)
    {
        string[] words = [.. GoldenData.Vocabulary.Where(word => !word.Contains('|'))];
        var options = CorrelationOptions.SoftCosine with { TopN = nonzeroLimit };
        MatrixAssert.Equal(GoldenData.Matrix($"soft-cosine-{nonzeroLimit}.mtx", words),
            CorrelationMatrix.Build(words, GoldenData.Vectors, options), 1e-6f);
    }

    [Fact]
    public void Blog_has_ones_on_the_diagonal_for_every_slot_with_a_vector_or_without()
    {
        var vectors = MatrixMaker.Vectors(("hot", [1, 0]), ("warm", [0.8f, 0.6f]));
        var matrix = CorrelationMatrix.Build(["unknown", "warm", "hot"], vectors, CorrelationOptions.Blog);
        MatrixAssert.Equal(MatrixMaker.From(["unknown", "warm", "hot"], [[1, 0, 0], [0, 1, 1], [0, 1, 1]]), matrix);
    }

    [Fact]
    public void A_neighbour_weighs_strength_times_its_cosine_to_the_power()
    {
        var vectors = MatrixMaker.Vectors(("hot", [2, 0]), ("warm", [0.8f, 0.6f]));
        var options = CorrelationOptions.Default with { RemovedComponents = null, Strength = 0.25f, Weight = NeighborWeight.Power(2) };
        var matrix = CorrelationMatrix.Build(["hot", "warm"], vectors, options);
        MatrixAssert.Equal(MatrixMaker.From(["hot", "warm"], [[0, 0.16f], [0.16f, 0]]), matrix, 1e-7f);
    }

    [Fact]
    public void A_neighbour_that_is_no_slot_takes_a_place_among_the_models_words_and_none_among_the_slots()
    {
        var vectors = MatrixMaker.Vectors(("a", [1, 0]), ("b", [0.9f, 0.1f]), ("c", [0.8f, 0.2f]));
        var options = CorrelationOptions.Blog with { TopN = 1, OwnWeight = 0 };
        Assert.Equal(0, CorrelationMatrix.Build(["a", "c"], vectors, options).Columns(0).Length);
        Assert.Equal([1], CorrelationMatrix.Build(["a", "c"], vectors, options with { Among = NeighborScope.Vocabulary })
            .Columns(0).ToArray());
    }

    [Fact]
    public void Of_equal_cosines_the_word_that_stands_first_in_the_model_is_the_neighbour()
    {
        var vectors = MatrixMaker.Vectors(("z", [1, 0]), ("y", [1, 0]), ("x", [1, 0]), ("w", [1, 0]));
        var options = CorrelationOptions.Blog with { TopN = 2, OwnWeight = 0 };
        foreach (var scope in Enum.GetValues<NeighborScope>())
        {
            var matrix = CorrelationMatrix.Build(["w", "x", "y", "z"], vectors, options with { Among = scope });
            Assert.Equal([2, 3], matrix.Columns(0).ToArray());
            Assert.Equal([1, 2], matrix.Columns(3).ToArray());
        }
    }

    [Fact]
    public void A_word_whose_vector_is_zero_has_no_neighbours_and_is_none()
    {
        var vectors = MatrixMaker.Vectors(("a", [1, 0]), ("zero", [0, 0]), ("b", [1, 0.1f]));
        var options = CorrelationOptions.Default with { RemovedComponents = 0, Threshold = 0 };
        foreach (var scope in Enum.GetValues<NeighborScope>())
        {
            var matrix = CorrelationMatrix.Build(["a", "zero", "b"], vectors, options with { Among = scope, RemovedComponents = null });
            Assert.Equal([2], matrix.Columns(0).ToArray());
            Assert.Equal(0, matrix.Columns(1).Length);
            matrix = CorrelationMatrix.Build(["a", "zero", "b"], vectors, options with { Among = scope });
            Assert.Equal(0, matrix.Columns(1).Length);
        }
    }

    [Fact]
    public void Strength_zero_leaves_no_entries() => Assert.Equal(
        0, CorrelationMatrix.Build(GoldenData.Vocabulary, GoldenData.Vectors, CorrelationOptions.Default with { Strength = 0 }).EntryCount);

    [Fact]
    public void A_vocabulary_without_words_of_the_model_gives_an_empty_matrix()
    {
        var matrix = CorrelationMatrix.Build(["?", "!"], GoldenData.Vectors);
        Assert.Equal((2, 0), (matrix.Size, matrix.EntryCount));
    }

    [Fact]
    public void Half_precision_rounds_the_weights_by_at_most_two_to_the_minus_11_of_themselves()
    {
        var full = CorrelationMatrix.Build(GoldenData.Vocabulary, GoldenData.Vectors);
        var half = CorrelationMatrix.Build(GoldenData.Vocabulary, GoldenData.Vectors,
            CorrelationOptions.Default with { HalfPrecision = true });
        MatrixAssert.Equal(full, half, MathF.ScaleB(0.5f, -11));
        Assert.NotEqual(full.Weights(3).ToArray(), half.Weights(3).ToArray());
    }

    [Fact]
    public void Slot_names_must_be_there_and_differ()
    {
        Assert.Contains("'b' occurs twice, at 1 and 2",
            Assert.Throws<ArgumentException>(() => CorrelationMatrix.Build(["a", "b", "b"], GoldenData.Vectors)).Message);
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => CorrelationMatrix.Build([], GoldenData.Vectors)).Message);
        Assert.Contains("Slot 1 has no name",
            Assert.Throws<ArgumentException>(() => CorrelationMatrix.Build(["a", null!], GoldenData.Vectors)).Message);
    }

    [Fact]
    public void Cancellation_ends_the_build()
        => Assert.ThrowsAny<OperationCanceledException>(
            () => CorrelationMatrix.Build(GoldenData.Vocabulary, GoldenData.Vectors,
                cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public void Settings_that_share_a_search_give_what_each_gives_alone()
    {
        CorrelationOptions[] options =
        [
            CorrelationOptions.Default with { TopN = 3, Threshold = 0.2f },
            CorrelationOptions.Default with { TopN = 9, Threshold = 0.5f },
            CorrelationOptions.Default with { TopN = 5, Threshold = 0.3f, Strength = 2 },
        ];
        var together = CorrelationMatrix.BuildAll(GoldenData.Vocabulary, GoldenData.Vectors, options);
        Assert.All(options.Zip(together), pair =>
            MatrixAssert.Equal(CorrelationMatrix.Build(GoldenData.Vocabulary, GoldenData.Vectors, pair.First), pair.Second));
    }

    [Fact]
    public void A_neighbour_has_a_cosine_above_the_threshold_not_at_it()
    {
        var vectors = MatrixMaker.Vectors(("a", [1, 0]), ("b", [3, 4]));
        var options = CorrelationOptions.Blog with { OwnWeight = 0 };
        var matrices = CorrelationMatrix.BuildAll(["a", "b"], vectors,
            [options with { Threshold = 0.59f }, options with { Threshold = 0.6f }]);
        Assert.Equal([2, 0], matrices.Select(matrix => matrix.EntryCount));
    }

    [Fact]
    public void However_long_an_ngram_is_its_own_words_leave_room_for_its_neighbours()
    {
        var vectors = MatrixMaker.Vectors(("a", [10, 1]), ("b", [10, 0]), ("c", [10, -1]), ("d", [10, 5]));
        var matrix = CorrelationMatrix.Build(
            ["a|b", "a|b|c", "d"], vectors, CorrelationOptions.Blog with { TopN = 1, OwnWeight = 0, Ngrams = true });
        Assert.Equal([2], matrix.Columns(1).ToArray());
    }
}
