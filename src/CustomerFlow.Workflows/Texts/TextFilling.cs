using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Texts;

/// <summary>
/// The values of a template's placeholders as texts for one reader. A placeholder without a value is shown as a dash, so that the
/// text can still be read and sent, and is recorded as a problem, so that somebody corrects it.
/// </summary>
internal sealed record TextFilling(ImmutableArray<string> Values, ImmutableArray<Problem> Problems)
{
    public const string Missing = "—";

    public static TextFilling Of(TextTemplate template, string path, FeelContext variables, FeelEnvironment environment, ValueFormat format)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var scope = FeelScope.Of(variables);
        var world = environment with { Functions = environment.Functions.With("money", ["amount", "currency?"], Money(format)) };
        var values = template.Placeholders.Select(placeholder =>
        {
            var value = placeholder.Expression is null ? FeelValue.Null : placeholder.Expression.Evaluate(scope, world).Value;
            if (format.Write(value) is { } text) return WithoutControls(text);
            problems.Add(new($"{path} line {placeholder.Line}", "text.value-missing", new(
                $"“{placeholder.Source}”没有可显示的值，已用“{Missing}”代替。",
                $"\"{placeholder.Source}\" has no value to show; a dash stands in its place.")));
            return Missing;
        });
        return new([.. values], problems.ToImmutable());
    }

    // money(amount, currency): an amount as the reader writes it; without a currency in yuan.
    private static FeelFunctionBody Money(ValueFormat format) => (arguments, _) =>
        (arguments[0], arguments[1]) switch
        {
            (FeelNumberValue amount, FeelNull) => FeelValue.Of(format.Money(amount.Value, "CNY")),
            (FeelNumberValue amount, FeelText currency) => FeelValue.Of(format.Money(amount.Value, currency.Value)),
            _ => FeelValue.Null,
        };

    private static string WithoutControls(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Where(character => !char.IsControl(character) || character is '\n' or '\t'));
}
