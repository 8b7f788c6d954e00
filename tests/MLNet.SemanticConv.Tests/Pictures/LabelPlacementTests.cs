extern alias library;

using CsCheck;
using LabelPlacement = library::MLNet.Shared.LabelPlacement;

namespace MLNet.SemanticConv.Tests.Pictures;

public class LabelPlacementTests
{
    private const double Width = 400, Height = 300, FontSize = 12, Radius = 3, Rounding = 1e-9;

    [Fact]
    public void No_label_covers_another_or_a_point_or_leaves_the_picture()
        => Gen.Select(Gen.Double[0, Width], Gen.Double[0, Height], Gen.String[Gen.Char['a', 'z'], 1, 12]).List[1, 40].Sample(words =>
        {
            var places = LabelPlacement.Place([.. words.Select(word => (word.Item1, word.Item2))],
                [.. words.Select(word => word.Item3)], FontSize, Radius, Width, Height);
            var boxes = places.Zip(words).Where(pair => pair.First != null)
                .Select(pair => (pair.First!.Value.X, pair.First.Value.Y, Half: HalfWidth(pair.Second.Item3))).ToArray();
            foreach (var (i, box) in boxes.Index())
            {
                Assert.InRange(box.X, box.Half, Width - box.Half);
                Assert.InRange(box.Y, FontSize / 2, Height - FontSize / 2);
                Assert.All(boxes.Skip(i + 1),
                    other => Assert.True(
                        Math.Abs(box.X - other.X) >= box.Half + other.Half - Rounding || Math.Abs(box.Y - other.Y) >= FontSize - Rounding));
                Assert.All(words, word => Assert.True(Math.Abs(box.X - word.Item1) >= box.Half + Radius - Rounding
                    || Math.Abs(box.Y - word.Item2) >= FontSize / 2 + Radius - Rounding));
            }
        }, iter: 200);

    [Fact]
    public void A_label_alone_stands_to_the_right_and_at_the_edge_to_the_left()
    {
        Assert.True(LabelPlacement.Place([(100, 100)], ["word"], FontSize, Radius, Width, Height)[0]!.Value.X > 100);
        Assert.True(LabelPlacement.Place([(395, 100)], ["word"], FontSize, Radius, Width, Height)[0]!.Value.X < 395);
    }

    private static double HalfWidth(string word) => word.Length * FontSize * LabelPlacement.LetterWidth / 2;
}
