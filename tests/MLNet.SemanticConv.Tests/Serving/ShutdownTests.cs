using System.Net.Sockets;
using System.Text;

namespace MLNet.SemanticConv.Serving.Tests;

public sealed class ShutdownTests
{
    private const string Body = "{\"text\":\"The plug and the charger broke.\"}";

    [Fact]
    public async Task A_request_whose_body_arrives_while_the_host_stops_is_answered()
    {
        await using var service = await Service.StartAsync();
        using TcpClient client = await SendHalfAsync(service, "/tag", "application/json");
        Task stop = service.StopAsync();
        await Task.Delay(300);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Body[Half..]));
        await ExpectAsync(client, "HTTP/1.1 200");
        await stop;
        Assert.Empty(service.Log.Errors);
    }

    [Theory]
    [InlineData("/tag", "application/json", "HTTP/1.1 503")]
    [InlineData("/tag/stream", "application/x-ndjson", "{\"error\":\"The service is stopping")]
    public async Task A_request_whose_body_does_not_arrive_is_told_that_the_service_stops(string path, string type, string expected)
    {
        await using var service = await Service.StartAsync(shutdownTimeout: TimeSpan.FromSeconds(20));
        using TcpClient client = await SendHalfAsync(service, path, type);
        Task stop = service.StopAsync();
        await ExpectAsync(client, expected);
        await stop;
        Assert.Empty(service.Log.Errors);
    }

    [Theory]
    [InlineData("/tag", "application/json")]
    [InlineData("/tag/stream", "application/x-ndjson")]
    public async Task A_client_that_goes_in_the_middle_leaves_no_error_in_the_log(string path, string type)
    {
        await using var service = await Service.StartAsync();
        for (int i = 0; i < 3; i++) (await SendHalfAsync(service, path, type)).Close();
        await Task.Delay(300);
        Assert.Empty(service.Log.Errors);
    }

    private static int Half => Body.Length / 2;

    private static async Task<TcpClient> SendHalfAsync(Service service, string path, string type)
    {
        TcpClient client = new();
        Uri address = service.Client.BaseAddress!;
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {type}\r\nContent-Length: {Body.Length}\r\n\r\n{Body[..Half]}"));
        await Task.Delay(300);   // the request is under way
        return client;
    }

    /// <summary>Fails where the connection ends before the expected answer has come; what comes after it is the server's matter.</summary>
    private static async Task ExpectAsync(TcpClient client, string expected)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        StringBuilder answer = new();
        byte[] buffer = new byte[4096];
        while (!answer.ToString().Contains(expected))
        {
            int read = await client.GetStream().ReadAsync(buffer, patience.Token);
            Assert.True(read > 0, $"The answer ends: {answer}");
            answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
    }
}
