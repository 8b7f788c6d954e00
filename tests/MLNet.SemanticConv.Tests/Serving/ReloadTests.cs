using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using Microsoft.ML;
using MLNet.SemanticConv.Tests;
using MLNet.SemanticConv.Tests.EndToEnd;

namespace MLNet.SemanticConv.Serving.Tests;

public sealed class ReloadTests
{
    [Fact]
    public async Task A_new_model_takes_over_and_a_broken_one_does_not()
    {
        await using var service = await Service.StartAsync();
        Assert.Equal("Healthy", await service.Client.GetStringAsync("/health"));
        Assert.DoesNotContain("any", service.Tagger.Current.Labels);

        service.Replace(Service.Second);
        await Patience.UntilAsync(() => service.Tagger.Current.Labels.Contains("any"));

        service.Replace(Service.First[..(Service.First.Length / 2)]);
        await Patience.UntilAsync(() => service.Tagger.LastError is not null);
        Assert.Contains("truncated or damaged", service.Tagger.LastError);
        Assert.Equal("Degraded", await service.Client.GetStringAsync("/health"));
        using (var response = await service.Client.PostAsJsonAsync("/tag", new TagRequest("a plug")))
            Assert.Contains(((await response.Content.ReadFromJsonAsync<Tagging>())!).Best, label => label.Label == "any");

        File.Delete(service.ModelPath);
        await Patience.UntilAsync(() => service.Tagger.LastError!.Contains("There is no model"));
        Assert.Contains("any", service.Tagger.Tag("a plug").Best.Select(label => label.Label));

        service.Replace(Service.First);
        await Patience.UntilAsync(() => service.Tagger.LastError is null);
        Assert.DoesNotContain("any", service.Tagger.Current.Labels);
        Assert.Equal("Healthy", await service.Client.GetStringAsync("/health"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_for_a_while_is_looked_at_again()
    {
        await using var service = await Service.StartAsync();
        service.Replace(Service.Second);
        await Patience.UntilAsync(() => service.Tagger.Current.Labels.Contains("any"));
        using (FileStream locked = new(service.ModelPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            File.SetLastWriteTimeUtc(locked.SafeFileHandle, DateTime.UtcNow.AddMinutes(1));
            await Patience.UntilAsync(() => service.Tagger.LastError is not null);
        }
        await Patience.UntilAsync(() => service.Tagger.LastError is null);
    }

    [Fact]
    public async Task Reloads_under_load_lose_no_answer_and_make_none_wrong()
    {
        await using var service = await Service.StartAsync();
        const string Text = "The plug and the friendly staff.";
        var (first, second) = (service.Tagger.Tag(Text).Best, await BestOfSecond(service, Text));
        using CancellationTokenSource done = new();
        int answers = 0;
        var asking = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                using var response = await service.Client.PostAsJsonAsync("/tag", new TagRequest(Text));
                var best = (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Tagging>())!.Best;
                Assert.True(best.SequenceEqual(first) || best.SequenceEqual(second));
                Interlocked.Increment(ref answers);
            }
        })).ToArray();
        for (int i = 0; i < 12; i++)
        {
            service.Replace((i % 3) switch { 0 => Service.Second, 1 => [.. "broken"u8], _ => Service.First });
            await Task.Delay(60);
        }
        await done.CancelAsync();
        await Task.WhenAll(asking);
        Assert.True(answers > 20, $"{answers} answers");
    }

    [Fact]
    public async Task A_host_without_a_valid_model_does_not_start()
    {
        string path = Path.GetTempFileName();
        try
        {
            var exception = await Assert.ThrowsAsync<InvalidDataException>(() => Service.StartAsync(options => options.ModelPath = path));
            Assert.Contains("is not a model", exception.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Parts_whose_content_is_not_checked_are_taken_only_where_the_options_say_so()
    {
        MLContext ml = new(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(TinyReviews.Labelled);
        var model = ml.Transforms.Conversion.Hash("Hash", "Text")
            .Append(ml.Transforms.Text.ProduceWordBags("Features", "Text", ngramLength: 1))
            .Append(ml.MultiLabelClassification.Trainers.OneVersusRest(ml.BinaryClassification.Trainers.SparseLinearSvm())).Fit(data);
        using MemoryStream hashing = new();
        ml.Model.Save(model, data.Schema, hashing);

        await using var careful = await Service.StartAsync();
        careful.Replace(hashing.ToArray());
        await Patience.UntilAsync(() => careful.Tagger.LastError is not null);
        Assert.Contains("AcceptedParts.Stock", careful.Tagger.LastError);
        await using var trusting = await Service.StartAsync(options => options.AcceptedParts = AcceptedParts.Stock,
            model: hashing.ToArray());
        Assert.NotEmpty(trusting.Tagger.Tag("a plug").Best);
    }

    [Fact]
    public async Task Texts_refusals_and_reloads_are_counted()
    {
        await using var service = await Service.StartAsync();
        Dictionary<string, long> counts = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == service.Meters) listener.EnableMeasurementEvents(instrument);   // of this service alone
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            lock (counts) counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + value;
        });
        listener.Start();
        (await service.Client.PostAsJsonAsync("/tag/batch", new TagBatchRequest(["a", "b", "c"]))).Dispose();
        (await service.Client.PostAsJsonAsync("/tag", new { })).Dispose();
        service.Replace(Service.Second);
        await Patience.UntilAsync(() => Counted("semconv.model.reloads") == 1);   // counted after the switch, which requests see at once
        Assert.Contains("any", service.Tagger.Current.Labels);
        Assert.Equal(3, Counted("semconv.tagging.texts"));
        Assert.Equal(1, Counted("semconv.tagging.refused"));

        long Counted(string name)
        {
            lock (counts) return counts.GetValueOrDefault(name);
        }
    }

    private static async Task<IReadOnlyList<ScoredLabel>> BestOfSecond(Service service, string text)
    {
        string path = service.ModelPath + ".second";
        await File.WriteAllBytesAsync(path, Service.Second);
        return TextTagger.Load(path).Tag(text).Best;
    }
}
