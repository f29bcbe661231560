using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Forms;

/// <summary>The place of an answer among the variables: names from the outside in, <c>customer.name</c>.</summary>
/// <param name="Names">At least one name.</param>
public sealed record FormPath(ImmutableArray<string> Names)
{
    /// <summary>The names with dots between them: the name under which the answer is posted.</summary>
    public string Name => string.Join('.', Names);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static bool TryParse(string text, out FormPath path)
    {
        path = new([.. text.Split('.')]);
        return path.Names.All(IsName);
    }

    internal FormPath Under(FormPath? outer) => outer is null ? this : new([.. outer.Names, .. Names]);

    /// <summary>Answers whether one path is the other or leads through it.</summary>
    internal bool Meets(FormPath other) => Names.Zip(other.Names).All(pair => pair.First == pair.Second);

    internal FeelValue Get(FeelContext data)
    {
        FeelValue value = data;
        foreach (var name in Names) value = value is FeelContext context ? context.Get(name) : FeelValue.Null;
        return value;
    }

    internal FeelContext Put(FeelContext data, FeelValue value) => Put(data, 0, value);

    private FeelContext Put(FeelContext data, int depth, FeelValue value) => data.With(Names[depth], depth == Names.Length - 1
        ? value
        : Put(data.Get(Names[depth]) as FeelContext ?? FeelContext.Empty, depth + 1, value));

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsDigit(name[0]) && name.All(character => char.IsLetterOrDigit(character) || character == '_');
}
