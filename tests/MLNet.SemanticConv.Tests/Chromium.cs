using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace MLNet.SemanticConv.Tests;

/// <summary>A page in a real browser without a window, driven through the DevTools protocol.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly string _profile = Directory.CreateTempSubdirectory("semconv-chromium-").FullName;
    private readonly CancellationTokenSource _end = new(Patience.Limit);
    private readonly ClientWebSocket _socket = new();
    private readonly Process _process;
    private int _commands;

    private Chromium(Uri address)
    {
        _process = Process.Start(new ProcessStartInfo(Program!,
            ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--window-size=800,1000", "--remote-debugging-port=0",
                $"--user-data-dir={_profile}", address.ToString()])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    /// <summary>The browser, or null where there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => (string[])[Path.Combine(folder, "chromium"), Path.Combine(folder, "google-chrome")])
        .FirstOrDefault(File.Exists);

    public static async Task<Chromium> OpenAsync(Uri address)
    {
        Chromium browser = new(address);
        string? line;
        do line = await browser._process.StandardError.ReadLineAsync(browser._end.Token);
        while (line?.Contains("DevTools listening on ws://") == false);
        Assert.True(line is not null, "the browser has ended");
        _ = browser._process.StandardError.ReadToEndAsync();
        _ = browser._process.StandardOutput.ReadToEndAsync();
        Uri devTools = new(line.Split(' ')[^1]);
        using HttpClient client = new();
        JsonElement page = default;
        while (page.ValueKind == JsonValueKind.Undefined)
        {
            var targets = await client.GetFromJsonAsync<JsonElement[]>($"http://{devTools.Authority}/json/list", browser._end.Token);
            page = targets!.FirstOrDefault(target => target.GetProperty("type").GetString() == "page");
        }
        await browser._socket.ConnectAsync(new(page.GetProperty("webSocketDebuggerUrl").GetString()!), browser._end.Token);
        await browser.UntilAsync("document.readyState == 'complete' && location.href != 'about:blank'");
        return browser;
    }

    /// <summary>What a JavaScript expression comes to.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new { expression, returnByValue = true, awaitPromise = true });
        Assert.False(answer.TryGetProperty("exceptionDetails", out var details), details.ToString());
        var result = answer.GetProperty("result");
        return result.TryGetProperty("value", out var value) ? value : JsonDocument.Parse("null").RootElement;
    }

    /// <summary>Waits until an expression is true in JavaScript's sense.</summary>
    public async Task UntilAsync(string expression)
    {
        await Patience.UntilAsync(async () => (await EvaluateAsync($"Boolean({expression})")).GetBoolean(), what: expression);
    }

    /// <summary>The texts of the elements that a CSS selector finds.</summary>
    public async Task<string[]> TextsAsync(string selector)
        => (await EvaluateAsync(
            $"[...document.querySelectorAll({JsonSerializer.Serialize(selector)})].map(e => e.textContent)")).Deserialize<string[]>()!;

    /// <summary>Clicks in the middle of an element.</summary>
    public async Task ClickAsync(string selector)
    {
        var box = await EvaluateAsync($"document.querySelector({JsonSerializer.Serialize(selector)}).getBoundingClientRect().toJSON()");
        double Middle(string start, string length) => box.GetProperty(start).GetDouble() + box.GetProperty(length).GetDouble() / 2;
        foreach (string type in (string[])["mousePressed", "mouseReleased"])
            await SendAsync("Input.dispatchMouseEvent",
                new { type, x = Middle("x", "width"), y = Middle("y", "height"), button = "left", clickCount = 1 });
    }

    /// <summary>Puts text where the cursor is, as pasting does.</summary>
    public Task TypeAsync(string text) => SendAsync("Input.insertText", new { text });

    /// <summary>Presses a key: a letter, a digit or Enter.</summary>
    public async Task PressAsync(string key)
    {
        await SendAsync("Input.dispatchKeyEvent", new { type = "keyDown", key, text = key == "Enter" ? "\r" : key });
        await SendAsync("Input.dispatchKeyEvent", new { type = "keyUp", key });
    }

    /// <summary>Asks for the page in the given colours.</summary>
    /// <param name="scheme">Light or dark.</param>
    public Task PreferAsync(string scheme)
        => SendAsync("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = scheme } } });

    public async Task SaveScreenshotAsync(string path)
        => await File.WriteAllBytesAsync(path,
            (await SendAsync("Page.captureScreenshot", new { })).GetProperty("data").GetBytesFromBase64());

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().InTimeAsync();
        _process.Dispose();
        _end.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task<JsonElement> SendAsync(string method, object parameters)
    {
        int id = ++_commands;
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters }),
            WebSocketMessageType.Text, true, _end.Token);
        while (true)
        {
            var message = await ReceiveAsync();
            if (!message.TryGetProperty("id", out var of) || of.GetInt32() != id) continue;   // an event
            Assert.True(message.TryGetProperty("result", out var result), message.ToString());
            return result;
        }
    }

    private async Task<JsonElement> ReceiveAsync()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[1 << 16];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonDocument.Parse(message.ToArray()).RootElement;
    }
}
