using BenchmarkDotNet.Running;
using MLNet.SemanticConv.Benchmarks.Correlation;
using MLNet.SemanticConv.Benchmarks.Embeddings;
using MLNet.SemanticConv.Benchmarks.Fuzzing;
using MLNet.SemanticConv.Benchmarks.Loading;
using MLNet.SemanticConv.Benchmarks.MultiLabel;
using MLNet.SemanticConv.Benchmarks.Profiling;
using MLNet.SemanticConv.Benchmarks.Serving;
using MLNet.SemanticConv.Benchmarks.Transforms;

// A first argument that names a peer makes this the process that a script in peers/ drives.
if (args is ["neighbors", ..]) NeighborSearchPeer.Run(args.AsSpan(1));
else if (args is ["word2vec", ..]) Word2VecPeer.Run(args.AsSpan(1));
else if (args is ["fma-peak"]) Console.WriteLine(FmaPeak.OfRegisters());
else if (args is ["one-versus-rest", ..]) OneVersusRestPeer.Run(args.AsSpan(1));
else if (args is ["scoring", ..]) ScoringPeer.Run(args.AsSpan(1));
else if (args is ["fuzz", ..]) FuzzRun.Run(args.AsSpan(1));
else if (args is ["loading", ..]) LoadingStudy.Run(args.AsSpan(1));
else if (args is ["serving", ..]) await ServingPeer.RunAsync(args[1..]);
else if (args is ["batch", ..]) BatchStudy.Run(args.AsSpan(1));
else if (args is ["soak", ..]) await SoakRun.RunAsync(args[1..]);
else if (args is ["builds", ..]) await BuildsPeer.RunAsync(args[1..]);
else if (args is ["settings", ..]) SettingsStudy.Run(args.AsSpan(1));
else if (args is ["profiler", ..]) ProfilerPeer.Run(args.AsSpan(1));
else if (args is ["profiler-arm", ..]) ProfilerArm.Run(args.AsSpan(1));
else if (args is ["calibration", ..]) CalibrationStudy.Run(args.AsSpan(1));
else if (args is ["tokens", ..]) TokenizerPeer.Run(args.AsSpan(1));
else if (args is ["convolution", ..]) ConvolutionPeer.Run(args.AsSpan(1));
else BenchmarkSwitcher.FromAssembly(typeof(FuzzRun).Assembly).Run(args);
