namespace MLNet.SemanticConv.Cluster;

/// <summary>The training of word vectors.</summary>
internal interface IWordVectorsJobGrain : IJobGrain<WordVectorsWork>;
