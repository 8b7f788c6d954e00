using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.SemanticConv;

/// <summary>
/// A Boolean column that tells which rows are learnt from and never judged by, as <see cref="LabelNames"/> makes. It is known by an
/// annotation: a
/// column of the same name that a user has means nothing.
/// </summary>
internal static class LearnOnlyColumn
{
    private const string Name = "LearnOnly", Annotation = "MLNet.SemanticConv.LearnOnly";

    /// <summary>Gives a member of a row type the name and the annotation.</summary>
    public static void Mark(SchemaDefinition schema, string memberName)
    {
        schema[memberName].ColumnName = Name;
        schema[memberName].AddAnnotation(Annotation, true, BooleanDataViewType.Instance);
    }

    /// <summary>Adds such a column to a schema.</summary>
    public static void AddTo(DataViewSchema.Builder schema)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(Annotation, BooleanDataViewType.Instance, true);
        schema.AddColumn(Name, BooleanDataViewType.Instance, annotations.ToAnnotations());
    }

    public static DataViewSchema.Column? Find(DataViewSchema schema)
    {
        foreach (var column in schema)
            if (!column.IsHidden && column.Annotations.Schema.GetColumnOrNull(Annotation) is not null) return column;
        return null;
    }

    /// <summary>Makes a reader of whether the current row is to learn from only.</summary>
    public static Func<bool> CreateReader(DataViewRow row, DataViewSchema.Column? column)
    {
        if (column is null) return () => false;
        var get = row.GetGetter<bool>(column.Value);
        bool value = false;
        return () =>
        {
            get(ref value);
            return value;
        };
    }
}
