using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv.Tests.Transforms;

public class TokenizeIntoNormalizedWordsTests
{
    private readonly MLContext _ml = new(seed: 1);

    private string Words(string text) => string.Join('|', Words([text]).Single());

    private IEnumerable<string[]> Words(string[] texts)
    {
        var data = _ml.Texts(texts);
        return _ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text").Fit(data).Transform(data).GetColumn<string[]>("Tokens");
    }

    [Theory]
    [InlineData("Great Screen,but the BATTERY...", "great|screen|but|the|battery")]
    [InlineData("don't (ever) buy/eat <this>", "don|t|ever|buy|eat|this")]
    [InlineData("naïve Café №5 — “quoted”, it’s 3.5", "naïve|café|5|quoted|it|s|3|5")]
    [InlineData("snake_case e-mail\ttab\u00A0nbsp 25 m² ½", "snake_case|e|mail|tab|nbsp|25|m²|½")]
    [InlineData("a→b ≤ c €5 100% x\u2028y\u3000z", "a|b|c|5|100|x|y|z")]
    [InlineData("", ""), InlineData(" … ", "")]
    public void Words_are_lower_case_and_end_at_space_punctuation_and_symbols(string text, string expected)
        => Assert.Equal(expected, Words(text));

    [Theory]
    [InlineData("الطعام رائع، لكن الخدمة بطيئة؟ نعم؛ جدًا!", "الطعام|رائع|لكن|الخدمة|بطيئة|نعم|جدًا")]
    [InlineData("यह जगह अच्छी है। फिर आएँगे॥", "यह|जगह|अच्छी|है|फिर|आएँगे")]
    [InlineData("好！很 大？「不」、行。", "好|很|大|不|行")]
    [InlineData("ＦＵＬＬ，ｗｉｄｔｈ（２）", "ｆｕｌｌ|ｗｉｄｔｈ|２")]
    [InlineData("Ωραίο· ναι; ΌΧΙ", "ωραίο|ναι|όχι")]
    [InlineData("ጤና፡ይስጥልኝ። հա՞ այո՜", "ጤና|ይስጥልኝ|հա|այո")]
    [InlineData("שלום־עולם׃ כן", "שלום|עולם|כן")]
    [InlineData("e\u0301te\u0301 xo\u0302\u0323", "e\u0301te\u0301|xo\u0302\u0323")]
    public void Words_of_every_script_end_at_its_marks_and_keep_their_combining_marks(string text, string expected)
        => Assert.Equal(expected, Words(text));

    [Theory]
    [InlineData("great😀 loud👎🏽", "great|loud")]
    [InlineData("ok❤️👍 fine", "ok|fine")]
    [InlineData("dev👩‍💻team 🏴\U000E0067\U000E0062\U000E007F flag🇩🇪", "dev|team|flag")]
    [InlineData("1️⃣ first", "1\uFE0F\u20E3|first")]
    public void Emoji_end_words_and_leave_nothing_of_themselves(string text, string expected) => Assert.Equal(expected, Words(text));

    [Theory]
    [InlineData("می\u200Cخواهم خوب\u200C ", "می\u200Cخواهم|خوب")]
    [InlineData("क\u094D\u200Dष \u200Dx", "क\u094D\u200Dष|x")]
    [InlineData("Donau\u00ADdampf \u200Fنعم\u200F", "donaudampf|نعم")]
    [InlineData("ไป\u200Bบ้าน \uFEFFmark", "ไป|บ้า|าน|mark")]
    public void Invisible_characters_join_separate_or_vanish(string text, string expected) => Assert.Equal(expected, Words(text));

    [Theory]
    [InlineData("\U00010400\U0001E900\U00020000", "\U00010428\U0001E922|\U00020000")]
    [InlineData("\U00011103\U00011127\U00011141\U00011103", "\U00011103\U00011127|\U00011103")]
    [InlineData("👎\U00011127x", "x")]
    public void Letters_marks_and_punctuation_of_other_planes_are_what_they_are(string text, string expected)
        => Assert.Equal(expected, Words(text));

    [Theory]
    [InlineData("屏幕很好！電池用3天", "屏幕|幕很|很好|電池|池用|3|天")]
    [InlineData("Windows版のソフト・人々", "windows|版の|のソ|ソフ|フト|人々")]
    [InlineData("배터리가 좋다 USB포트 1개", "배터|터리|리가|좋다|usb|포트|1|개")]
    [InlineData("ที่นี่ดี ๒๕ ปี", "ที่นี่|นี่ดี|๒๕|ปี")]
    [InlineData("ດີຫຼາຍ ខ្ញុំ ကောင်း", "ດີຫຼ|ຫຼາ|າຍ|ខ្ញុំ|ကော|ာင်|င်း")]
    [InlineData("\U00020000\U00020001\U00020002 ｶﾞｽ", "\U00020000\U00020001|\U00020001\U00020002|ｶﾞｽ")]
    [InlineData("電\u00AD池\u200B用 e\u0301日_本", "電池|用|e\u0301|日|_|本")]
    public void Where_spaces_do_not_tell_words_apart_two_characters_are_a_word(string text, string expected)
        => Assert.Equal(expected, Words(text));

    [Fact]
    public void Halves_of_pairs_end_words() => Assert.Equal("a|b|c", Words("a\uD83Db\uDE00\uDE00c\uD83D"));

    // By another definition: a text's elements, each of which is a letter, a number or an underscore with what belongs to it, or is not.
    [Fact]
    public void Any_text_is_split_as_a_regular_expression_splits_it()
    {
        var characters = Gen.OneOf(Gen.Char["abZ_ßжÀŒ9½²"], Gen.Char[" ,.’—\u3000。，؟।€→№\u2028\t\u0000"], Gen.Char, Gen.Const(' '));
        var word = new Regex(@"[\p{L}\p{N}_\p{Cn}\p{Co}][\p{L}\p{N}_\p{Cn}\p{Co}\p{M}\u200C\u200D]*");
        var text = characters.Where(c => !char.IsSurrogate(c) && !Paired.IsMatch($"{c}")).Array[0, 40].Select(chars => new string(chars));
        text.Array[1, 10].Sample(texts =>
        {
            var expected = texts.Select(text => word.Matches(Regex.Replace(text, @"[\p{Cf}-[\u200B\u200C\u200D\uFEFF]]", ""))
                .Select(match => match.Value.TrimEnd('\u200C', '\u200D'))
                .Select(match => string.Concat(match.Select(char.ToLowerInvariant))).ToArray());
            Assert.Equal(expected, Words(texts));
        }, iter: 300, threads: 1);
    }

    // By Unicode's blocks as .NET's regular expressions know them.
    private static readonly Regex Paired = new(@"[\p{IsThai}\p{IsLao}\p{IsMyanmar}\p{IsHangulJamo}\p{IsKhmer}\p{IsHiragana}\p{IsKatakana}"
        + @"\p{IsHangulCompatibilityJamo}\p{IsKatakanaPhoneticExtensions}\p{IsCJKUnifiedIdeographsExtensionA}"
        + @"\p{IsCJKUnifiedIdeographs}\p{IsHangulSyllables}\p{IsCJKCompatibilityIdeographs}\u3005-\u3007\uA9E0-\uA9FF\uAA60-\uAA7F"
        + @"\uFF66-\uFF9F-[\p{P}\p{S}\p{Nd}]]");

    [Fact]
    public void Pairs_lie_between_the_words_as_a_regular_expression_finds_them()
    {
        var pair = new Regex($@"({Paired}{{2}})|(?<!{Paired}){Paired}|((?!{Paired})\w)+");
        Gen.OneOf(Gen.Char["日本語の文ソフト가나คก々"], Gen.Char["abé1_ "], Gen.Char[" 。，・!"]).Array[0, 30]
            .Select(characters => new string(characters)).Array[1, 10].Sample(texts =>
        {
            var expected = texts.Select(text =>
            {
                var found = new List<string>();
                for (int at = 0; pair.Match(text, at) is { Success: true } match;)
                {
                    found.Add(match.Value);
                    at = match.Groups[1].Success ? match.Index + 1 : match.Index + match.Length;
                }
                return found.ToArray();
            }).ToArray();
            Assert.Equal(expected, Words(texts));
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void What_the_stock_transforms_split_is_split_alike()
    {
        char[] separators = [.. Enumerable.Range(0, 128).Select(code => (char)code).Where(c => !char.IsLetterOrDigit(c) && c != '_')];
        var text = _ml.Transforms.Text;
        Gen.OneOf(Gen.Char[' ', '~'], Gen.Char["äÖéŠжЖİıſ"]).Array[0, 60].Select(characters => new string(characters)).Array[1, 10]
            .Sample(texts =>
        {
            var data = _ml.Texts(texts);
            var stock = text.NormalizeText("Tokens", "Text", keepDiacritics: true)
                .Append(text.TokenizeIntoWords("Tokens", "Tokens", separators));
            Assert.Equal(stock.Fit(data).Transform(data).GetColumn<string[]>("Tokens"), Words(texts));
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void The_bag_has_the_same_words()
    {
        var data = _ml.Texts("Screen,but", "BUT screen!");
        var bag = _ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text")
            .Append(_ml.Transforms.Text.ProduceWordBags("Bag", "Tokens", ngramLength: 1)).Fit(data).Transform(data);
        Assert.Equal(["screen", "but"], bag.SlotNames("Bag"));
        Assert.Equal([[1, 1], [1, 1]], bag.Floats("Bag"));
    }

    [Fact]
    public void Several_texts_of_a_row_are_split_one_after_the_other()
    {
        var data = _ml.Texts("One, two", "");
        var both = _ml.Transforms.CopyColumns("Title", "Text").Append(_ml.Transforms.Concatenate("Texts", "Title", "Text"))
            .Append(_ml.Transforms.Text.TokenizeIntoNormalizedWords("Texts")).Fit(data).Transform(data);
        Assert.Equal([["one", "two", "one", "two"], []], both.GetColumn<string[]>("Texts"));
    }

    [Fact]
    public void Words_of_a_row_stay_what_they_are_when_the_next_is_read()
    {
        var rows = Words(["first row", "another, longer one", "x"]);
        var data = _ml.Texts("first row", "another, longer one", "x");
        var tokens = _ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text").Fit(data).Transform(data);
        List<ReadOnlyMemory<char>> kept = [];
        using (var cursor = tokens.GetRowCursor(tokens.Schema))
        {
            var read = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(tokens.Schema["Tokens"]);
            VBuffer<ReadOnlyMemory<char>> words = default;
            while (cursor.MoveNext())
            {
                read(ref words);
                kept.AddRange(words.DenseValues());
            }
        }
        Assert.Equal(rows.SelectMany(row => row), kept.Select(word => word.ToString()));
    }

    [Fact]
    public void A_saved_model_has_the_same_words()
    {
        var data = _ml.Texts("Great،Café😀 m²", "", "屏幕好");
        var model = _ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Text").Fit(data);
        using var file = new MemoryStream();
        _ml.Model.Save(model, data.Schema, file);
        var loaded = new MLContext().Model.Load(file, out _);
        Assert.Equal([["great", "café", "m²"], [], ["屏幕", "幕好"]], loaded.Transform(data).GetColumn<string[]>("Tokens"));
    }

    [Fact]
    public void A_model_of_format_1_1_keeps_the_words_that_it_has_learnt_and_so_does_a_copy_of_it()
    {
        var data = _ml.Texts("Great 屏幕很好");
        var model = _ml.Model.Load(Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Golden", "Formats", "1.1", "words.zip"), out _);
        using var file = new MemoryStream();
        _ml.Model.Save(model, data.Schema, file);
        Assert.All([model, _ml.Model.Load(file, out _)],
            loaded => Assert.Equal([["great", "屏幕很好"]], loaded.Transform(data).GetColumn<string[]>("Tokens")));
    }

    [Fact]
    public void A_column_that_is_no_text_is_named()
    {
        var data = _ml.Transforms.Conversion.MapValue("Number", new Dictionary<string, float> { ["a"] = 1 }, "Text").Fit(_ml.Texts("a"))
            .Transform(_ml.Texts("a"));
        var estimator = _ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "Number");
        Assert.Contains("'Number' must be text", Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(data)).Message);
        Assert.Contains("'Number' must be text",
            Assert.Throws<ArgumentOutOfRangeException>(
                () => _ml.Transforms.CopyColumns("Copy", "Number").Append(estimator).Fit(data)).Message);
        Assert.Contains("no column 'None'",
            Assert.Throws<ArgumentOutOfRangeException>(
                () => _ml.Transforms.Text.TokenizeIntoNormalizedWords("Tokens", "None").Fit(data)).Message);
    }
}
