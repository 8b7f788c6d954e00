using System.Globalization;
using CsCheck;

namespace MLNet.SemanticConv.Tests.Transforms;

public class WordOffsetsTests
{
    private static string Offsets(string text) => string.Join(' ', WordOffsets.Of(text, new())
        .Select(word => $"{word.Word}@{word.Offset.Start.Value}+{word.Offset.End.Value - word.Offset.Start.Value}"));

    [Theory]
    [InlineData("The screen, the SCREEN!", "the@0+3 screen@4+6 the@12+3 screen@16+6")]
    [InlineData("Größe: Füße—ÄRGER", "größe@0+5 füße@7+4 ärger@12+5")]
    [InlineData("Экран — ХОРОШИЙ, ёлка.", "экран@0+5 хороший@8+7 ёлка@17+4")]
    [InlineData("日本語は、いい", "日本@0+2 本語@1+2 語は@2+2 いい@5+2")]
    [InlineData("ที่นี่ดี ๒๕", "ที่นี่@0+6 นี่ดี@3+5 ๒๕@9+2")]
    [InlineData("배터리 USB포트", "배터@0+2 터리@1+2 usb@4+3 포트@7+2")]
    [InlineData("ok 👎🏽 fine😀end", "ok@0+2 fine@8+4 end@14+3")]
    [InlineData("\U00010400x \U00020000\U00020001\U00020002", "\U00010428x@0+3 \U00020000\U00020001@4+4 \U00020001\U00020002@6+4")]
    [InlineData("e\u0301te\u0301 \u0301x", "e\u0301te\u0301@0+5 x@7+1")]
    [InlineData("Do\u00ADnau\u00AD \u200Cمی\u200Cخواهم\u200C.", "donau@0+6 می\u200Cخواهم@9+8")]
    [InlineData("電\u00AD池\u00AD用", "電池@0+3 池用@2+3")]
    [InlineData("New屏幕 и ΦΩΣ", "new@0+3 屏幕@3+2 и@6+1 φωσ@8+3")]
    [InlineData("", ""), InlineData(" 😀 … ", "")]
    public void Words_are_where_they_are(string text, string expected) => Assert.Equal(expected, Offsets(text));

    [Fact]
    public void Halves_of_pairs_are_passed_over() => Assert.Equal("a@0+1 b@2+1 c@4+1", Offsets("a\uD83Db\uDE00c\uD83D"));

    // By another definition: what is there, in lower case and without what nobody sees, is the word; and they come one after the other.
    [Fact]
    public void In_any_text_a_word_is_what_is_at_its_offset()
    {
        var characters = Gen.OneOf(Gen.Char["abßжİΣ_9"], Gen.Char["日本語ソフト가나คก"],
            Gen.Char[" ,.\u00AD\u200B\u200C\u200D\u0301\u0E31"],
            Gen.Char['\uD800', '\uDFFF'], Gen.Char);
        string[] pairs = ["😀", "👩‍💻", "\U00010400", "\U00020000", "\U00011127"];
        var part = Gen.OneOf(characters.Select(c => $"{c}"), Gen.Int[0, pairs.Length - 1].Select(i => pairs[i]));
        part.Array[0, 30].Select(string.Concat).Sample(text =>
        {
            int start = -1;
            foreach (var (word, offset) in WordOffsets.Of(text, new()))
            {
                Assert.Equal(word, string.Concat(text[offset].EnumerateRunes()
                    .Where(rune => rune.Value is 0x200C or 0x200D || System.Text.Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
                    .Select(System.Text.Rune.ToLowerInvariant)));
                Assert.True(offset.Start.Value > start);
                start = offset.Start.Value;
            }
        }, iter: 2000, threads: 1);
    }

    [Fact]
    public void What_was_split_before_is_forgotten()
    {
        NormalizedWords split = new();
        split.Split("some more");
        Assert.Equal([("text", 1..5)], WordOffsets.Of(" text", split));
    }
}
