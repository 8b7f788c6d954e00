using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;

namespace MLNet.SemanticConv.Interactive;

/// <summary>
/// What the kernel of C# notebooks loads with the package MLNet.SemanticConv, from its folder <c>interactive-extensions/dotnet</c>: cells
/// can use <see cref="Cell"/>.
/// </summary>
public sealed class SemanticConvExtension : IKernelExtension
{
    /// <inheritdoc/>
    public async Task OnLoadAsync(Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        Formatter.Register<ProgressBar>((bar, writer) => writer.Write(bar.ToHtml()), HtmlFormatter.MimeType);
        Formatter.Register<ProgressBar>((bar, writer) => writer.Write(bar.ToString()), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(ProgressBar), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
        if (kernel.RootKernel.FindKernelByName("csharp") is not { } csharp) return;
        csharp.AddMiddleware(async (command, context, next) =>
        {
            using var _ = StopButton.Watch(context.CancellationToken);
            await next(command, context);
        });
        await csharp.SendAsync(new SubmitCode($"#r \"{typeof(Cell).Assembly.Location}\"\nusing {typeof(Cell).Namespace};"));
    }
}
