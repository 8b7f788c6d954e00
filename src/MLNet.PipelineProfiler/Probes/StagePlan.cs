using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Shared;

namespace MLNet.PipelineProfiler;

/// <summary>How a pipeline is fitted stage by stage, as ML.NET's chain does it, with probes between the stages.</summary>
internal abstract class StagePlan
{
    /// <summary>Takes a pipeline apart.</summary>
    /// <param name="recorder">The recorder.</param>
    /// <param name="place">The place of the estimator: empty for the whole pipeline.</param>
    /// <param name="estimator">The estimator.</param>
    public static StagePlan Of(Recorder recorder, int[] place, IEstimator<ITransformer> estimator)
    {
        if (PipelineParts.Of(estimator) is { } links) return new Chain(recorder, place, estimator, links);
        if (CorpusFit.Of(estimator) is { } corpusFit) return new OnCorpus(recorder, corpusFit, Of(recorder, place, corpusFit.Estimator));
        return new Single(recorder, place.Length > 0 ? place : [1], estimator);
    }

    /// <summary>Fits the estimators.</summary>
    /// <param name="input">What to fit on.</param>
    /// <param name="output">The same as the next estimator is to see it.</param>
    /// <returns>What the pipeline itself would have fitted.</returns>
    public abstract ITransformer Fit(IDataView input, out IDataView output);

    /// <summary>Puts probes after the stages of what was fitted.</summary>
    public abstract ITransformer Wrap(ITransformer fitted);

    private sealed class Single(Recorder recorder, int[] place, IEstimator<ITransformer> estimator) : StagePlan
    {
        private readonly Stage _stage = recorder.StageAt(place, () => StageNames.Of(estimator));
        private readonly Dictionary<string, Stage> _steps = [];

        public override ITransformer Fit(IDataView input, out IDataView output)
        {
            ITransformer fitted;
            long? before = LiveBytes();
            CallNode node;
            using (var measurement = recorder.Measure(FrameKind.Fit, _stage, ProfiledActivity.Fit))
            {
                node = measurement.Node!;
                fitted = SteppedFit.Of(estimator) is { } fit ? fit(input, Step) : estimator.Fit(input);
            }
            node.LiveBytes = (node.LiveBytes ?? 0) + LiveBytes() - before;
            var probed = Wrap(fitted);
            output = probed is StageTransformer stage ? stage.TransformForTraining(input) : probed.Transform(input);
            return fitted;
        }

        public override ITransformer Wrap(ITransformer fitted) => StageTransformer.Wrap(recorder, place, fitted);

        // Numbered before the parts of what is fitted: a step need not make one.
        private void Step(string name, Action work)
        {
            if (!_steps.TryGetValue(name, out var step))
                _steps.Add(name, step = recorder.StageAt([.. _stage.Place, 0, _steps.Count + 1], () => name));
            using var _ = recorder.Measure(FrameKind.Fit, step, ProfiledActivity.Fit);
            work();
        }

        private long? LiveBytes()
        {
            if (!recorder.Options.LiveMemory) return null;
            using var _ = recorder.Measure(FrameKind.Profiler, recorder.Profiler, ProfiledActivity.Fit);
            long bytes = GC.GetTotalMemory(forceFullCollection: true);
            recorder.ForgetCollections();
            return bytes;
        }
    }

    private sealed class Chain : StagePlan
    {
        private readonly Recorder _recorder;
        private readonly IEstimator<ITransformer> _estimator;
        private readonly (StagePlan Plan, TransformerScope Scope, Stage? Cache)[] _links;

        public Chain(Recorder recorder, int[] place, IEstimator<ITransformer> estimator, PipelineParts.Link[] links)
        {
            (_recorder, _estimator) = (recorder, estimator);
            _links = [.. links.Select((link, i) =>
            {
                int[] at = [.. place, i + 1];
                var plan = Of(recorder, at, link.Estimator);
                bool isCached = link.IsCached && i < links.Length - 1;
                return (plan, link.Scope,
                    isCached ? recorder.StageAt([.. at, int.MaxValue], () => "CacheCheckpoint", isCache: true) : null);
            })];
        }

        public override ITransformer Fit(IDataView input, out IDataView output)
        {
            PipelineParts.CheckSchema(_estimator, input.Schema);
            var fitted = new ITransformer[_links.Length];
            output = input;
            for (int i = 0; i < _links.Length; i++)
            {
                fitted[i] = _links[i].Plan.Fit(output, out output);
                if (_links[i].Cache is { } cache)
                    output = ProbeView.After(new(_recorder, cache, isRowToRow: false), _recorder.Context.Data.Cache(output), output);
            }
            return PipelineParts.Chain(_estimator, fitted, _links.Select(link => link.Scope));
        }

        public override ITransformer Wrap(ITransformer fitted)
            => TransformerParts.Of(fitted) is { } parts && parts.Length == _links.Length
                ? new TransformerChain<ITransformer>(parts.Select((part, i) => _links[i].Plan.Wrap(part.Transformer)),
                    parts.Select(part => part.Scope))
                : fitted;
    }

    private sealed class OnCorpus(Recorder recorder, CorpusFit corpusFit, StagePlan plan) : StagePlan
    {
        public override ITransformer Fit(IDataView input, out IDataView output)
        {
            var fitted = corpusFit.Fit(corpus => plan.Fit(ProbeView.OfInput(recorder, corpus), out _));
            output = Wrap(fitted).Transform(input);
            return fitted;
        }

        public override ITransformer Wrap(ITransformer fitted) => plan.Wrap(fitted);
    }
}
