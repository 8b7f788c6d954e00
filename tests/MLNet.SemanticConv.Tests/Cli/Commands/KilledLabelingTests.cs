using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Cli.Tests;

public sealed class KilledLabelingTests(TrainedModels models) : IClassFixture<TrainedModels>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _answered = [], _skipped = [];

    private string Answers => _folder["answers.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whenever_it_is_killed_all_that_it_confirmed_is_there()
    {
        for (int kills = 1; kills <= 3; kills++)
        {
            await AnswerUntilItIsKilledAsync(confirmed: 5 * kills);
            // What a write that a power cut ends may leave.
            if (kills < 3) File.AppendAllText(Answers, "{\"text\":\"the bre");
        }
        await using RunningService service = await RunningService.OfAsync(Arguments());
        JsonElement state = await service.Client.GetFromJsonAsync<JsonElement>("state");
        string[] saved = [.. LabeledFile.Read(Answers).Select(row => $"{row.Text}\t{string.Join('|', row.Labels)}")];
        Assert.Equal(saved.Length, state.GetProperty("answers").GetInt32());
        Assert.Equal(saved, saved.Distinct());
        Assert.Empty(_answered.Except(saved));
        // A kill may come between the write and its confirmation, but not twice.
        Assert.InRange(saved.Length + state.GetProperty("skipped").GetInt32(), _answered.Count + _skipped.Count,
            _answered.Count + _skipped.Count + 3);
        Assert.DoesNotContain(TextOf(state), _skipped.Concat(saved.Select(line => line.Split('\t')[0])));
    }

    /// <summary>Answers two of three questions and skips the third, until the process is killed amid them.</summary>
    private async Task AnswerUntilItIsKilledAsync(int confirmed)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "semconv.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [tool, .. Arguments()])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        Task<string> said = process.StandardError.ReadToEndAsync();
        string address = await process.StandardOutput.ReadLineAsync().InTimeAsync() ?? throw new InvalidOperationException(await said);
        using HttpClient client = new() { BaseAddress = new(address.Split(' ')[^1]) };
        Task? kill = null;
        try
        {
            JsonElement state = await client.GetFromJsonAsync<JsonElement>("state");
            for (int i = 0; state.GetProperty("question").ValueKind == JsonValueKind.Object; i++)
            {
                string text = TextOf(state);
                string[]? labels = i % 3 == 2 ? null : ["FOOD", $"label, {i}"];
                if (i == confirmed) kill = Task.Run(process.Kill);
                using var response = await client.PostAsJsonAsync(
                    "answer", new { number = state.GetProperty("question").GetProperty("number").GetInt32(), labels });
                response.EnsureSuccessStatusCode();
                state = await response.Content.ReadFromJsonAsync<JsonElement>();
                if (labels is null) _skipped.Add(text);
                else _answered.Add($"{text}\t{string.Join('|', labels)}");
            }
        }
        catch (Exception exception) when (kill is not null && exception is HttpRequestException or IOException)
        {
            // killed
        }
        finally
        {
            if (kill is null) process.Kill();
            else await kill;
            await process.WaitForExitAsync().InTimeAsync();
        }
    }

    private string[] Arguments() => ["label", "--model", models.Model, "--unlabeled", models.Unlabeled, "--out", Answers,
        "--retrain-every", "1000"];

    private static string TextOf(JsonElement state) => state.GetProperty("question").GetProperty("text").GetString()!;
}
