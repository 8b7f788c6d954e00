using MLNet.SemanticConv.Cli;

return await Tool.RunAsync(args, ToolConsole.OfProcess());
