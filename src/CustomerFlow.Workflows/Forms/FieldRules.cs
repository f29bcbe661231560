using System.Text.RegularExpressions;
using CustomerFlow.Workflows.Feel;
using NodaTime;

namespace CustomerFlow.Workflows.Forms;

/// <summary>Checks one answer against the rules of its field.</summary>
internal static partial class FieldRules
{
    /// <summary>The longest answer in characters where the form names no bound, and the largest bound that counts.</summary>
    public const int TextLengthMax = 20_000;

    private const int LineLengthMax = 1_000;
    private const int PhoneDigitsMin = 5;
    private const int PhoneDigitsMax = 20;

    /// <summary>Answers the first rule that is broken; null when there is none.</summary>
    public static FieldError? Check(FormComponent.Field field, FeelValue value, FormContext context, FeelContext data)
    {
        var name = field.Path.Name;
        if (field.Required && IsEmpty(value)) return field.Kind switch
        {
            FieldKind.Checkbox => FormSentences.MustBeTicked(name),
            FieldKind.Choice => FormSentences.ChooseOne(name),
            _ => FormSentences.Required(name),
        };
        return (field.Kind, value) switch
        {
            (_, FeelNull) => null,
            (FieldKind.Text text, FeelText answer) => Text(name, text, answer.Value, context, data),
            (FieldKind.Number number, FeelNumberValue answer) => Number(name, number, answer.Value, context, data),
            (FieldKind.Choice choice, _) => Choice(name, choice, value, context, data),
            (FieldKind.Moment { NotPast: true }, _) => DateOf(value, context.Zone) < context.Today ? FormSentences.Past(name) : null,
            _ => null,
        };
    }

    internal static FeelNumber? Bound(FeelExpression? bound, FormContext context, FeelContext data) =>
        bound is not null && context.Evaluate(bound, data) is FeelNumberValue number ? number.Value : null;

    internal static int LengthBound(FieldKind.Text text, FormContext context, FeelContext data)
    {
        var most = text.Lines ? TextLengthMax : LineLengthMax;
        var bound = Bound(text.LengthMax, context, data);
        return bound is not null && bound.Value.TryToInt64(out var length) ? (int)Math.Clamp(length, 0, TextLengthMax) : most;
    }

    private static bool IsEmpty(FeelValue value) => value is FeelNull or FeelBoolean { Value: false } or FeelList { Items.IsEmpty: true };

    private static FieldError? Text(string name, FieldKind.Text text, string answer, FormContext context, FeelContext data)
    {
        var most = LengthBound(text, context, data);
        if (answer.Length > most) return FormSentences.TooLong(name, most);
        if (Bound(text.LengthMin, context, data) is { } least && FeelNumber.FromInt64(answer.Length) < least)
            return FormSentences.TooShort(name, least.ToString());
        if (text.Format is TextFormat.Email && !MailAddress().IsMatch(answer)) return FormSentences.Email(name);
        if (text.Format is TextFormat.Phone && !IsPhone(answer)) return FormSentences.Phone(name);
        return text.Pattern is not null && !text.Pattern.IsMatch(answer) ? FormSentences.Pattern(name) : null;
    }

    private static bool IsPhone(string answer) =>
        PhoneNumber().IsMatch(answer) && answer.Count(char.IsAsciiDigit) is >= PhoneDigitsMin and <= PhoneDigitsMax;

    private static FieldError? Number(string name, FieldKind.Number number, FeelNumber answer, FormContext context, FeelContext data)
    {
        if (number.Decimals is { } decimals && DecimalsOf(answer) > decimals)
            return decimals == 0 ? FormSentences.Whole(name) : FormSentences.Decimals(name, decimals);
        if (Bound(number.Min, context, data) is { } least && answer < least) return FormSentences.TooSmall(name, least.ToString());
        if (Bound(number.Max, context, data) is { } most && answer > most) return FormSentences.TooLarge(name, most.ToString());
        return number.Step is { } step && !IsMultiple(answer, step) ? FormSentences.Step(name, step.ToString()) : null;
    }

    private static int DecimalsOf(FeelNumber number)
    {
        var text = number.ToString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : text.AsSpan(point + 1).TrimEnd('0').Length;
    }

    private static bool IsMultiple(FeelNumber number, FeelNumber step) =>
        FeelNumber.TryDivide(number, step, out var times) && times.IsInteger;

    private static FieldError? Choice(string name, FieldKind.Choice choice, FeelValue answer, FormContext context, FeelContext data) =>
        FormOptions.Chosen(FormOptions.Of(choice, context, data), answer) is null ? FormSentences.Option(name) : null;

    private static LocalDate? DateOf(FeelValue value, DateTimeZone zone) => value switch
    {
        FeelDate date => date.Value,
        FeelDateTime moment => moment.ToInstant(zone).InZone(zone).Date,
        _ => null,
    };

    // Says no more than that mail could go there; whether it does, only sending tells.
    [GeneratedRegex(@"^[^\s@<>,;:""()\[\]\\]{1,64}@[^\s@.<>,;:""()\[\]\\]+(\.[^\s@.<>,;:""()\[\]\\]+)+$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex MailAddress();

    [GeneratedRegex(@"^\+?[0-9][0-9 ().\-/]*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex PhoneNumber();
}
