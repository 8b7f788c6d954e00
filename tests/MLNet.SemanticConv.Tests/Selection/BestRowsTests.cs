using CsCheck;

namespace MLNet.SemanticConv.Tests.Selection;

public class BestRowsTests
{
    [Fact]
    public void The_best_of_any_number_are_those_that_sorting_finds_each_text_once()
        => Gen.Select(Gen.Int[0, 8].Array[0, 60], Gen.Int[0, 12]).Sample((texts, capacity) =>
        {
            // A text has one value, as it has with a model; different texts may have the same.
            float ValueOf(int text) => text / 2;
            BestRows best = new(capacity);
            for (int row = 0; row < texts.Length; row++) best.Offer(row, $"text {texts[row]}".AsMemory(), ValueOf(texts[row]));
            var expected = texts.Select((text, row) => (Row: (long)row, Text: text)).DistinctBy(item => item.Text)
                .OrderBy(item => ValueOf(item.Text)).ThenBy(item => item.Row).Take(capacity).Select(item => item.Row);
            Assert.Equal(expected.Order(), best.Rows.Select(item => item.Row).Order());
        });
}
