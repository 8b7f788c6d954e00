namespace MLNet.SemanticConv.Cli.Tests;

public sealed class NamespaceTaskTests
{
    /// <summary>40 types of 10 members in 4 namespaces; every type has one text that all types share.</summary>
    private static List<DocumentedMember> Members() =>
    [
        .. from type in Enumerable.Range(0, 40)
           from member in Enumerable.Range(0, 10)
           let text = member == 0 ? "Gets the common thing." : $"Gets thing {type} number {member}."
           select new DocumentedMember($"System.Part{type % 4}.Type{type}", $"System.Part{type % 4}", text),
    ];

    private static NamespaceTask Create(IEnumerable<DocumentedMember> members)
        => NamespaceTask.Create(members, trainRows: 100, testRows: 50, minTexts: 5);

    [Fact]
    public void It_has_the_rows_asked_for_and_the_rest_is_unlabelled()
    {
        NamespaceTask task = Create(Members());

        Assert.Equal(100, task.Train.Count);
        Assert.Equal(50, task.Test.Count);
        Assert.Equal((40 * 9) + 1 - 150, task.Unlabeled.Count);
    }

    [Fact]
    public void No_text_stands_twice()
    {
        NamespaceTask task = Create(Members());
        List<string> texts = [.. task.Train.Concat(task.Test).Select(row => row.Text), .. task.Unlabeled];

        Assert.Distinct(texts);
    }

    [Fact]
    public void A_type_is_on_one_side_of_the_split()
    {
        NamespaceTask task = Create(Members());
        static string Type(LabeledText row) => row.Text.Split(' ')[2];

        Assert.Empty(task.Train.Select(Type).Intersect(task.Test.Select(Type)));
    }

    [Fact]
    public void Labels_are_the_components_of_the_namespace_without_System_and_Microsoft()
    {
        DocumentedMember[] members = [new("Microsoft.Kitchen.System.Tools.Kettle", "Microsoft.Kitchen.System.Tools", "Boils the water.")];

        Assert.Equal(["Kitchen", "Tools"],
            Assert.Single(NamespaceTask.Create(members, trainRows: 1, testRows: 0, minTexts: 1).Train).Labels);
    }

    [Fact]
    public void A_text_of_several_namespaces_is_one_row_with_the_labels_of_all()
    {
        DocumentedMember[] members = [new("System.B.Type", "System.B", "Gets the value."),
            new("System.A.Type", "System.A", "Gets the value.")];

        Assert.Equal(["A", "B"], Assert.Single(NamespaceTask.Create(members, trainRows: 1, testRows: 0, minTexts: 1).Train).Labels);
    }

    [Fact]
    public void A_rare_component_is_no_label_and_a_row_without_a_label_is_unlabelled_text()
    {
        List<DocumentedMember> members = Members();
        members.Add(new("System.Rare.Type", "System.Rare", "Gets the rare thing."));
        NamespaceTask task = Create(members);

        Assert.DoesNotContain(task.Train.Concat(task.Test), row => row.Labels.Contains("Rare"));
        Assert.Contains("Gets the rare thing.", task.Unlabeled);
        Assert.All(task.Train.Concat(task.Test), row => Assert.NotEmpty(row.Labels));
    }

    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        List<DocumentedMember> members = Members();
        NamespaceTask one = Create(members);
        members.Reverse();
        NamespaceTask other = Create(members);

        Assert.Equal(one.Train.Select(row => row.Text), other.Train.Select(row => row.Text));
        Assert.Equal(one.Test.Select(row => row.Text), other.Test.Select(row => row.Text));
        Assert.Equal(one.Unlabeled, other.Unlabeled);
    }

    [Fact]
    public void Another_seed_makes_another_split()
    {
        NamespaceTask one = Create(Members()), other = NamespaceTask.Create(Members(), trainRows: 100, testRows: 50, minTexts: 5, seed: 2);

        Assert.NotEqual(one.Train.Select(row => row.Text), other.Train.Select(row => row.Text));
    }

    [Fact]
    public void Of_few_rows_each_part_gets_its_share()
    {
        NamespaceTask task = NamespaceTask.Create(Members(), trainRows: 3_000, testRows: 1_000, minTexts: 5);

        Assert.Equal(361 * 3 / 4, task.Train.Count);
        Assert.InRange(task.Test.Count, 70, 90);
    }

    [Fact]
    public void Texts_of_fewer_than_three_words_are_left_out()
        => Assert.Empty(NamespaceTask.Create([new("System.A.B", "System.A", "Two words.")], minTexts: 1).Train);
}
