using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.SemanticConv;

/// <summary>A fitted binary model of ML.NET's, of any kind, as a function from features to score and probability.</summary>
internal sealed class StockModel
{
    private readonly IValueMapper _mapper;

    /// <exception cref="NotSupportedException">The model does not map a vector of features to a score.</exception>
    public StockModel(object model) => _mapper = model as IValueMapper
        ?? throw new NotSupportedException($"A {model.GetType().Name} cannot be scored row by row from one vector of features.");

    public delegate (float Score, float Probability) Mapper(in VBuffer<float> features);

    public bool IsCalibrated => _mapper is IValueMapperDist { DistType: var type } && type == NumberDataViewType.Single;

    /// <summary>A mapper for one thread; where the model is not calibrated, the probability is NaN.</summary>
    public Mapper CreateMapper()
    {
        if (IsCalibrated)
        {
            var both = ((IValueMapperDist)_mapper).GetMapper<VBuffer<float>, float, float>();
            return (in VBuffer<float> features) =>
            {
                float score = 0, probability = 0;
                both(in features, ref score, ref probability);
                return (score, probability);
            };
        }
        var map = _mapper.GetMapper<VBuffer<float>, float>();
        return (in VBuffer<float> features) =>
        {
            float score = 0;
            map(in features, ref score);
            return (score, float.NaN);
        };
    }

    public void Save(ModelSaveContext ctx, string name) => ctx.SaveModel(_mapper, name);

    public static StockModel Load(IHostEnvironment env, ModelLoadContext ctx, string name)
    {
        ctx.LoadModel<IValueMapper, SignatureLoadModel>(env, out var model, name);
        return new(model);
    }
}
