using BenchmarkDotNet.Running;
using MLNet.SemanticConv.Benchmarks.Correlation;

// A first argument that names a peer makes this the process that a script in peers/ drives.
if (args is ["neighbors", ..]) NeighborSearchPeer.Run(args.AsSpan(1));
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
