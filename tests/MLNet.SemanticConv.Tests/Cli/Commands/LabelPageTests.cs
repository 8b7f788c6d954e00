using System.Text.Json;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

/// <summary>The page of <c>semconv label</c> as its user meets it: in a browser, with the keyboard.</summary>
public sealed class LabelPageTests(TrainedModels models) : IClassFixture<TrainedModels>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ChromiumFact]
    public async Task Keys_accept_reject_skip_tag_and_take_back()
    {
        await using RunningService service = await RunningService.OfAsync(
            "label", "--model", models.Model, "--labeled", models.Train, "--test", models.Test, "--unlabeled", models.Unlabeled, "--out",
            _folder["a.jsonl"]);
        await using Chromium page = await Chromium.OpenAsync(service.Client.BaseAddress!);
        string first = await ShownAsync(page, 0);
        string[] given = await CheckedAsync(page);
        Assert.Equal(TextTagger.Load(models.Model).Tag(first).Labels.Select(label => label.Label), given);

        await page.PressAsync("1");
        string[] toggled = await CheckedAsync(page);
        Assert.Single(given.Except(toggled).Concat(toggled.Except(given)));
        await page.PressAsync("t");
        await page.TypeAsync("music & light");
        await page.PressAsync("Enter");
        Assert.Equal("music & light", (await CheckedAsync(page))[^1]);
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.PressAsync("Enter");

        await ShownAsync(page, 1);
        Assert.Equal("text", (await page.EvaluateAsync("document.activeElement.id")).GetString());
        await page.PressAsync("r");
        string third = await ShownAsync(page, 2);
        await page.PressAsync("s");
        await page.UntilAsync("/ 1 skipped/.test(' ' + document.getElementById('counts').textContent)");
        await page.PressAsync("u");
        await page.UntilAsync("!/skipped/.test(document.getElementById('counts').textContent)");
        Assert.Equal(third, await ShownAsync(page, 2));

        LabeledText[] rows = [.. LabeledFile.Read(_folder["a.jsonl"])];
        Assert.Equal(first, rows[0].Text);
        Assert.Equal([.. toggled, "music & light"], rows[0].Labels);
        Assert.Empty(rows[1].Labels);
        Assert.NotEmpty(await page.TextsAsync("#figure"));
        foreach (string scheme in (string[])["light", "dark"])
        {
            await page.PreferAsync(scheme);
            if (Environment.GetEnvironmentVariable("SEMCONV_SCREENSHOT") is { Length: > 0 } file)
                await page.SaveScreenshotAsync($"{file}.{scheme}.png");
        }
    }

    [ChromiumFact]
    public async Task Words_that_speak_for_a_tag_are_marked_and_pairs_of_characters_too()
    {
        _folder.Write("labels.txt", "屏幕\nservice\n");
        _folder.Write("texts.txt", "这屏幕很好，New屏幕！\nThe service, so slow\n");
        await using RunningService service = await RunningService.OfAsync(
            "label", "--known-labels", _folder["labels.txt"], "--unlabeled", _folder["texts.txt"], "--out", _folder["a.jsonl"]);
        await using Chromium page = await Chromium.OpenAsync(service.Client.BaseAddress!);
        for (int answered = 0; answered < 2; answered++)
        {
            string text = await ShownAsync(page, answered);
            await page.EvaluateAsync($"boxes().find(box => box.value === '{(text.Contains('屏') ? "屏幕" : "service")}').focus()");
            string[] marks = await page.TextsAsync("#text mark");
            Assert.Equal(text.Contains('屏') ? ["屏幕", "屏幕"] : ["service"], marks);
            Assert.Equal(text, (await page.TextsAsync("#text"))[0]);
            await page.ClickAsync("#reject");
        }
    }

    [ChromiumFact]
    public async Task Every_fifth_text_says_that_it_is_there_to_measure_the_model_and_the_others_why_they_are_asked()
    {
        await using RunningService service = await RunningService.OfAsync(
            "label", "--model", models.Model, "--unlabeled", models.Unlabeled, "--out", _folder["a.jsonl"]);
        await using Chromium page = await Chromium.OpenAsync(service.Client.BaseAddress!);
        for (int answered = 0; answered < 5; answered++)
        {
            await ShownAsync(page, answered);
            string reason = (await page.TextsAsync("#reason"))[0];
            if (answered < 4) Assert.StartsWith("Asked because it is a close call: ", reason);
            else Assert.Equal("Drawn at random to measure the model, which does not learn from it here.", reason);
            await page.ClickAsync("#reject");
        }
        await page.UntilAsync("/5 answered, 1 of them held out to measure the model/.test(document.getElementById('counts').textContent)");
    }

    [ChromiumFact]
    public async Task Every_control_has_a_name_and_keys_can_be_switched_off()
    {
        await using RunningService service = await RunningService.OfAsync(
            "label", "--model", models.Model, "--unlabeled", models.Unlabeled, "--out", _folder["a.jsonl"]);
        await using Chromium page = await Chromium.OpenAsync(service.Client.BaseAddress!);
        string first = await ShownAsync(page, 0);
        Assert.Empty((await page.EvaluateAsync(
            "[...document.querySelectorAll('input, button')].filter(e => !(e.labels?.[0] ?? "
                + "e).textContent.trim()).map(e => e.outerHTML)")).EnumerateArray());
        await page.ClickAsync("#keys");
        await page.PressAsync("s");
        await page.ClickAsync("#skip");
        await page.UntilAsync("/1 skipped/.test(document.getElementById('counts').textContent)");
        Assert.NotEqual(first, await ShownAsync(page, 0));
    }

    [ChromiumFact]
    public async Task A_text_is_shown_as_it_is_and_a_service_that_has_ended_is_told()
    {
        const string Text = "the soup & the <b id=evil>waiter</b>";
        _folder.Write("texts.txt", Text + "\n");
        Chromium page;
        await using (RunningService service = await RunningService.OfAsync(
            "label", "--model", models.Model, "--unlabeled", _folder["texts.txt"], "--out", _folder["a.jsonl"]))
        {
            page = await Chromium.OpenAsync(service.Client.BaseAddress!);
            Assert.Equal(Text, await ShownAsync(page, 0));
            Assert.Equal(JsonValueKind.Null, (await page.EvaluateAsync("document.getElementById('evil')")).ValueKind);
        }
        await using (page)
        {
            await page.PressAsync("s");
            await page.UntilAsync("/does not answer/.test(document.getElementById('problem').textContent)");
        }
    }

    private static async Task<string> ShownAsync(Chromium page, int answered)
    {
        await page.UntilAsync(
            $"document.getElementById('counts').textContent.startsWith('{answered} answered') && document.querySelector('#tags li')");
        return (await page.TextsAsync("#text"))[0];
    }

    private static async Task<string[]> CheckedAsync(Chromium page)
        => (await page.EvaluateAsync("[...document.querySelectorAll('#tags :checked')].map(box => box.value)")).Deserialize<string[]>()!;
}
