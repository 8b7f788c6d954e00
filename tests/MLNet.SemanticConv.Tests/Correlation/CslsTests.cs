namespace MLNet.SemanticConv.Tests.Correlation;

public class CslsTests
{
    [Fact]
    public void A_hub_gives_way_to_a_word_with_fewer_friends()
    {
        // Angles in degrees: the query at 0, a hub at 30 with friends at 40, 45 and 50, a loner at −32.
        // With k = 2, r(hub) = (cos 10 + cos 15)/2 = .975, r(loner) = (cos 32 + cos 62)/2 = .659; cos − r/2: hub .866 − .488 = .378, loner
        // .848 − .329 = .519.
        float[] angles = [0, 30, -32, 40, 45, 50];
        var vectors = UnitVectors.Normalize(
            [.. angles.SelectMany(angle => new[] { MathF.Cos(angle * MathF.PI / 180), MathF.Sin(angle * MathF.PI / 180) })], 2);
        var csls = new Csls(vectors, new([0, 1, 2, 3, 4, 5], [], []), surroundings: 2);
        Assert.Equal(0.975, csls.Nearness[1], 0.001);
        Assert.Equal(0.659, csls.Nearness[2], 0.001);
        var nearest = csls.Find(2)(0);
        Assert.Equal([2, 1], nearest.Select(candidate => candidate.Row));
        Assert.Equal(0.848, nearest[0].Score, 0.001);
    }
}
