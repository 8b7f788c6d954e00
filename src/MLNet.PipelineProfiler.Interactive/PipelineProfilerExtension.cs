using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Directives;

namespace MLNet.PipelineProfiler.Interactive;

/// <summary>
/// What the kernel of C# notebooks loads with the package MLNet.PipelineProfiler, from its folder <c>interactive-extensions/dotnet</c>: a
/// cell that begins with <c>#!profile</c> shows where the time and the memory of its pipelines go.
/// </summary>
public sealed class PipelineProfilerExtension : IKernelExtension
{
    /// <inheritdoc/>
    public async Task OnLoadAsync(Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        if (kernel.RootKernel.FindKernelByName("csharp") is not CSharpKernel csharp) return;
        var directive = new KernelActionDirective("#!profile")
        { Description = "Shows where the time and the memory of the cell's pipelines go." };
        csharp.AddDirective(directive, (_, cell) =>
        {
            CellPipelines.Profile(cell);
            return Task.CompletedTask;
        });
        csharp.AddMiddleware((command, cell, next) => next(Profiled(csharp, command, cell), cell));
        await csharp.SendAsync(new SubmitCode($"#r \"{typeof(CellPipelines).Assembly.Location}\""));
    }

    private static KernelCommand Profiled(CSharpKernel csharp, KernelCommand command, KernelInvocationContext cell)
    {
        if (command is not SubmitCode submitted || csharp.ScriptState is null || !CellPipelines.AreProfiled(cell)) return command;
        var profiled = new SubmitCode(PipelineCalls.Profile(csharp.ScriptState.Script, submitted.Code), submitted.TargetKernelName);
        profiled.SetParent(submitted, bubbleEvents: true);
        return profiled;
    }
}
