using System.Runtime.InteropServices;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Serving.Tests;

public sealed class LoadTimeoutTests
{
    [Fact]
    public async Task A_model_that_never_ends_to_load_is_given_up_and_later_ones_are_taken()
    {
        await using var service = await Service.StartAsync(options =>
        {
            options.AcceptedParts = AcceptedParts.All;
            options.LoadTimeout = TimeSpan.FromSeconds(4);
        });
        for (int i = 0; i < 2; i++)
        {
            service.Replace(EndlessModel.Bytes);
            await Patience.UntilAsync(() => service.Tagger.LastError is not null);
            Assert.Contains("took longer to load than 4 s", service.Tagger.LastError);
            Assert.Equal("Degraded", await service.Client.GetStringAsync("/health"));
            Assert.NotEmpty(service.Tagger.Tag("a plug").Best);

            service.Replace(i == 0 ? Service.Second : Service.First);
            await Patience.UntilAsync(() => service.Tagger.LastError is null);
            Assert.Equal(i == 0, service.Tagger.Current.Labels.Contains("any"));
            Assert.Equal("Healthy", await service.Client.GetStringAsync("/health"));
        }
    }

    [Fact]
    public async Task A_reload_that_never_ends_does_not_hold_the_host()
    {
        var service = await Service.StartAsync(options =>
        {
            options.AcceptedParts = AcceptedParts.All;
            options.LoadTimeout = Timeout.InfiniteTimeSpan;
        });
        service.Replace(EndlessModel.Bytes);
        await Task.Delay(500);   // the watcher looks every 20 ms
        await service.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Whoever_waits_for_a_reload_can_stop_waiting()
    {
        await using var service = await Service.StartAsync(options =>
        {
            options.AcceptedParts = AcceptedParts.All;
            options.ReloadInterval = TimeSpan.Zero;
        });
        service.Replace(EndlessModel.Bytes);
        using CancellationTokenSource stop = new();
        Task<bool> reload = service.Tagger.ReloadAsync(stop.Token);
        Assert.False(reload.IsCompleted);
        Assert.False(await service.Tagger.ReloadAsync());   // the first is still at it
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reload);
        service.Replace(Service.Second);
        Assert.True(await service.Tagger.ReloadAsync());
    }

    [Fact]
    public async Task A_host_whose_first_model_never_ends_to_load_does_not_start()
    {
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => Service.StartAsync(options =>
        {
            options.AcceptedParts = AcceptedParts.All;
            options.LoadTimeout = TimeSpan.FromMilliseconds(200);
        }, model: EndlessModel.Bytes));
        Assert.Contains("LoadTimeout", exception.Message);
    }

    [Fact]
    public async Task A_host_that_is_told_to_stop_while_its_first_model_loads_stops()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Service.StartAsync(
            options =>
            {
                options.AcceptedParts = AcceptedParts.All;
                options.LoadTimeout = Timeout.InfiniteTimeSpan;
            },
            model: EndlessModel.Bytes, stop: stop.Token).WaitAsync(TimeSpan.FromMinutes(2)));
    }

    [UnixFact]
    public async Task A_pipe_in_the_models_place_is_refused_without_waiting()
    {
        await using var service = await Service.StartAsync(options => options.LoadTimeout = Timeout.InfiniteTimeSpan);
        Assert.Equal(0, MakePipe(service.ModelPath + ".pipe", 0b110_000_000));
        File.Move(service.ModelPath + ".pipe", service.ModelPath, overwrite: true);
        await Patience.UntilAsync(() => service.Tagger.LastError is not null);
        Assert.Contains("pipe", service.Tagger.LastError);
    }

    [Fact]
    public async Task A_limit_of_no_time_is_refused()
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => Service.StartAsync(options => options.LoadTimeout = TimeSpan.Zero));
        Assert.Contains("LoadTimeout must be greater than 0", exception.Message);
    }

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
