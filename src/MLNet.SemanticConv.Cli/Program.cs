using MLNet.SemanticConv.Cli;

ToolConsole console = ToolConsole.OfProcess();
return StandardStream.IsClosed(StandardStream.Output)
    ? Tool.Fail(console, "Standard output is closed: send it to a file or a pipe, or to /dev/null if you do not want it.")
    : await Tool.RunAsync(args, console);
