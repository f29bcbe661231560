using System.Text;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Execution;

/// <summary>
/// Variables are JSON values: what FEEL has besides is kept as its text, so that a stored value equals the one in memory.
/// </summary>
internal static class JsonValue
{
    public static FeelValue Of(FeelValue value) => value switch
    {
        FeelNull or FeelBoolean or FeelNumberValue or FeelText => value,
        FeelList list => list.Items.All(IsPlain) ? list : new FeelList([.. list.Items.Select(Of)]),
        FeelContext context => Of(context),
        _ => FeelValue.Of(value.ToString()),
    };

    public static FeelContext Of(FeelContext context)
    {
        foreach (var (_, value) in context.Entries)
        {
            if (!IsPlain(value)) return new FeelContext(context.Entries.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value))));
        }

        return context;
    }

    /// <summary>Size in UTF-8 bytes of the JSON, without escapes: near enough for a limit, and no text is built for it.</summary>
    public static int BytesOf(FeelValue value) => value switch
    {
        FeelNull => 4,
        FeelBoolean => 5,
        FeelNumberValue => 8,
        FeelText text => Encoding.UTF8.GetByteCount(text.Value) + 2,
        FeelList list => list.Items.Sum(item => BytesOf(item) + 1) + 2,
        FeelContext context => context.Entries.Sum(entry => Encoding.UTF8.GetByteCount(entry.Key) + 4 + BytesOf(entry.Value)) + 2,
        _ => 40,
    };

    private static bool IsPlain(FeelValue value) => ReferenceEquals(Of(value), value);
}
