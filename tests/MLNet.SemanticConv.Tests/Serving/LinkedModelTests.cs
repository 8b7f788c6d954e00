using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MLNet.SemanticConv.Tests;

namespace MLNet.SemanticConv.Serving.Tests;

public sealed class LinkedModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("semconv-links-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_swapped_link_of_the_folder_is_seen_as_Kubernetes_swaps_it()
    {
        // one time and one length, as reproducible images have them: only the path tells
        int length = Math.Max(Service.First.Length, Service.Second.Length) + 1;
        DateTime written = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var (version, model) in new[] { ("..2026_01", Service.First), ("..2026_02", Service.Second) })
        {
            Write($"{version}/model.zip", WithComment(model, length));
            File.SetLastWriteTimeUtc(In($"{version}/model.zip"), written);
        }
        Directory.CreateSymbolicLink(In("..data"), "..2026_01");
        Link("model.zip", Path.Combine("..data", "model.zip"));
        await using var service = await Service.StartAsync(options => options.ModelPath = In("model.zip"));
        Assert.DoesNotContain("any", service.Tagger.Current.Labels);

        SwapFolder("..data", "..2026_02");
        await Patience.UntilAsync(() => service.Tagger.Current.Labels.Contains("any"));
        Assert.Null(service.Tagger.LastError);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_overwritten_target_of_a_link_is_seen(bool absolute)
    {
        Write("models/one.zip", Service.First);
        Link("model.zip", absolute ? In("models/one.zip") : Path.Combine("models", "..", "models", "one.zip"));
        await using var service = await Service.StartAsync(options => options.ModelPath = In("model.zip"));

        Write("models/one.new", Service.Second);
        File.Move(In("models/one.new"), In("models/one.zip"), overwrite: true);
        await Patience.UntilAsync(() => service.Tagger.Current.Labels.Contains("any"));
    }

    [Fact]
    public async Task A_link_that_leads_in_a_circle_for_a_while_keeps_the_model()
    {
        Write("one.zip", Service.First);
        Link("model.zip", "one.zip");
        await using var service = await Service.StartAsync(options => options.ModelPath = In("model.zip"));

        Link("circle", "circle");
        File.Move(In("circle"), In("model.zip"), overwrite: true);
        await Patience.UntilAsync(() => service.Tagger.LastError is not null);
        Assert.DoesNotContain("any", service.Tagger.Current.Labels);

        Write("two.zip", Service.Second);
        Link("back", "two.zip");
        File.Move(In("back"), In("model.zip"), overwrite: true);
        await Patience.UntilAsync(() => service.Tagger.Current.Labels.Contains("any"));
        Assert.Null(service.Tagger.LastError);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private void Write(string name, byte[] model)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.WriteAllBytes(In(name), model);
    }

    /// <summary>The same archive, made longer by the comment that may end one.</summary>
    private static byte[] WithComment(byte[] zip, int length)
    {
        byte[] longer = [.. zip, .. Enumerable.Repeat((byte)' ', length - zip.Length)];
        BinaryPrimitives.WriteUInt16LittleEndian(longer.AsSpan(zip.Length - 2), (ushort)(length - zip.Length));
        return longer;
    }

    private void SwapFolder(string link, string target)
    {
        Directory.CreateSymbolicLink(In("..new"), target);
        if (OperatingSystem.IsWindows()) Directory.Delete(In(link));   // .NET moves no link over another there
        if (OperatingSystem.IsWindows()) Directory.Move(In("..new"), In(link));
        else Assert.Equal(0, Rename(In("..new"), In(link)));
    }

    [DllImport("libc", EntryPoint = "rename")]
    private static extern int Rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    private void Link(string name, string target) => File.CreateSymbolicLink(In(name), target);
}
