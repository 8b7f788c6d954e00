using System.Text.Json;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>The page of <c>semconv serve</c> as its user meets it: in a browser, with the keyboard and the mouse.</summary>
public sealed class ServePageTests(TrainedModels models) : IClassFixture<TrainedModels>
{
    [ChromiumFact]
    public async Task A_review_that_is_pasted_gets_its_tags_and_the_words_that_carry_them()
    {
        const string Review = "the soup & the bread had <i id=evil>no taste</i>";
        await using RunningService service = await RunningService.StartAsync(models.Model);
        await using Chromium page = await Chromium.OpenAsync(service.Client.BaseAddress!);
        await page.ClickAsync("textarea");
        await page.TypeAsync(Review);
        await page.ClickAsync("button");
        await page.UntilAsync("document.querySelector('#why table')");

        TextTagger tagger = TextTagger.Load(models.Model);
        Tagging tagging = tagger.Tag(Review);
        Assert.Equal(tagging.Labels.Select(label => label.Label), await page.TextsAsync("#labels .given td:first-child"));
        Assert.Equal("FOOD", tagging.Labels[0].Label);
        Assert.Equal(tagging.Labels.Concat(tagging.Best).Select(label => $"{100 * label.Probability:F0} %").Distinct().Order(),
            (await page.TextsAsync("#labels td:nth-child(3)")).Distinct().Order());
        Assert.Contains("soup", await page.TextsAsync("#why tbody td:first-child"));
        Assert.Contains("soup", await page.TextsAsync("#why mark"));
        Assert.Equal(Review, (await page.TextsAsync("#why blockquote"))[0]);
        Assert.Equal(JsonValueKind.Null, (await page.EvaluateAsync("document.getElementById('evil')")).ValueKind);
        if (Environment.GetEnvironmentVariable("SEMCONV_SCREENSHOT") is { Length: > 0 } file) await page.SaveScreenshotAsync(file);
    }

    [ChromiumFact]
    public async Task What_the_service_refuses_is_said_on_the_page()
    {
        await using RunningService service = await RunningService.StartAsync(models.Model);
        await using Chromium page = await Chromium.OpenAsync(service.Client.BaseAddress!);
        await page.EvaluateAsync("document.querySelector('textarea').value = 'x'.repeat(100_001)");
        await page.ClickAsync("button");
        await page.UntilAsync("document.getElementById('problem').textContent");
        Assert.Contains("100001 characters, and 100000 are allowed", (await page.TextsAsync("#problem"))[0]);
        Assert.Empty(await page.TextsAsync("#labels tr"));
    }
}
