using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv;

/// <summary>The part of ML.NET's environment in which one Fit trains many models: seeds, warnings, cancellation.</summary>
internal sealed class TrainingHost
{
    private readonly IHost _host;
    private readonly CancellationTokenSource _stop;

    /// <param name="environment">The environment, usually an <see cref="MLContext"/>.</param>
    /// <param name="name">The name that ML.NET's messages show.</param>
    /// <param name="seed">The seed of what is drawn here, or null to draw one from <paramref name="environment"/>.</param>
    public TrainingHost(IHostEnvironment environment, string name, int? seed = null) : this(environment, name, seed, new())
    {
    }

    private TrainingHost(IHostEnvironment environment, string name, int? seed, CancellationTokenSource stop)
        => (_host, _stop) = (environment.Register(name, seed), stop);

    public IHostEnvironment Environment => _host;

    public int NextSeed() => _host.Rand.Next();

    /// <summary>A host of its own for one model, whose random numbers depend on nothing but <paramref name="seed"/>.</summary>
    public TrainingHost Child(string name, int seed) => new(_host, name, seed, _stop);

    public void Warn(string message)
    {
        using var channel = _host.Start(nameof(Warn));
        channel.Warning(message);
    }

    public void Info(string activity, string message) => _host.Info(activity, message);

    /// <summary>Makes trainers that run under this host stop at their next check.</summary>
    public void Cancel()
    {
        ((ICancelable)_host).CancelExecution();
        _stop.Cancel();
    }

    /// <summary>
    /// Does some work in a context of its own, whose random numbers come from this host's: its messages go to this host, and it is
    /// cancelled with it.
    /// </summary>
    public TResult InContext<TResult>(Func<MLContext, TResult> work)
    {
        MLContext context = new(NextSeed());
        context.Log += (_, e) =>
        {
            if (e.Kind == ChannelMessageKind.Warning) Warn(e.RawMessage);
            else if (e.Kind == ChannelMessageKind.Info) Info(e.Source, e.RawMessage);
        };
        using var stopping = _stop.Token.Register(context.CancelExecution);
        return work(context);
    }

    /// <exception cref="OperationCanceledException"><see cref="Cancel"/> was called here or on a host above.</exception>
    public void ThrowIfCancelled() => _host.CheckAlive();

    /// <summary>
    /// A trainer equal to <paramref name="trainer"/> that shares no state with it. All are ML.NET's own, whose interface nobody else can
    /// implement; they keep working arrays and tuned options in their fields and draw from the random numbers of the host they were made
    /// with, so two threads must not share one, and what it learns would depend on what it learnt before.
    /// </summary>
    public TTrainer CopyTrainer<TTrainer>(TTrainer trainer) where TTrainer : class
    {
        var copy = ShallowCopy(trainer);
        var copies = new Dictionary<object, object>(ReferenceEqualityComparer.Instance);
        foreach (var field in FieldsOf(trainer.GetType()))
        {
            object? value = field.GetValue(trainer);
            if (field.FieldType == typeof(IHost))
            {
                field.SetValue(copy, _host);
            }
            else if (value is Microsoft.ML.Trainers.TrainerInputBase options)
            {
                if (!copies.TryGetValue(options, out object? copied)) copies.Add(options, copied = CopyOptions(options));
                field.SetValue(copy, copied);
            }
            else if (value is System.Collections.IList && value.GetType() is { IsGenericType: true } type
                && type.GetGenericTypeDefinition() == typeof(List<>))
            {
                field.SetValue(copy, Activator.CreateInstance(type, value));
            }
            else if (IsUnsetThreadCount(field, value))
            {
                field.SetValue(copy, 1);
            }
        }
        return copy;
    }

    /// <summary>A copy that shares everything that the trainer refers to.</summary>
    public static TTrainer ShallowCopy<TTrainer>(TTrainer trainer) where TTrainer : class => Unsafe.As<TTrainer>(MemberwiseClone(trainer));

    private static object CopyOptions(object options)
    {
        object copy = MemberwiseClone(options);
        foreach (var field in FieldsOf(options.GetType()))
            if (IsUnsetThreadCount(field, field.GetValue(options))) field.SetValue(copy, 1);
        return copy;
    }

    // Left open, the number of threads is the machine's, and what L-BFGS and SDCA learn depends on it. The labels already keep all cores
    // busy.
    private static bool IsUnsetThreadCount(System.Reflection.FieldInfo field, object? value)
        => value is null && field.FieldType == typeof(int?) && (field.Name is "NumberOfThreads" or "NumThreads");

    private static IEnumerable<System.Reflection.FieldInfo> FieldsOf(Type type)
    {
        const System.Reflection.BindingFlags own = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public
            | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.DeclaredOnly;
        for (Type? t = type; t != null && t != typeof(object); t = t.BaseType)
            foreach (var field in t.GetFields(own)) yield return field;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "MemberwiseClone")]
    private static extern object MemberwiseClone(object source);
}
