using CustomerFlow.Workflows.Feel;
using NodaTime;
using NodaTime.Text;

namespace CustomerFlow.Workflows.Forms;

/// <summary>One posted answer as a value, or what is wrong with its form. Rules are checked afterwards.</summary>
internal readonly record struct FieldAnswer(FeelValue Value, FieldError? Error)
{
    private const int YearMin = 1000;
    private const int YearMax = 8999;

    private static readonly LocalTimePattern ClockTime = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");
    private static readonly LocalDateTimePattern MinuteAsTyped = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static FieldAnswer Of(FormComponent.Field field, IReadOnlyList<string> posted, FormContext context)
    {
        var name = field.Path.Name;
        if (posted.Any(text => text.Length > FieldRules.TextLengthMax))
            return new(FeelValue.Null, FormSentences.TooLong(name, FieldRules.TextLengthMax));
        if (posted.Any(IsUnstorable)) return new(FeelValue.Null, FormSentences.Characters(name));
        var first = posted.Count > 0 ? posted[0].Trim() : "";
        return field.Kind switch
        {
            FieldKind.Checkbox => new(FeelValue.Of(first is "true" or "on"), null),
            FieldKind.Choice { Many: true } => new(FeelValue.Of(posted.Where(text => text.Length > 0).Distinct().Select(Text)), null),
            _ when first.Length == 0 => new(FeelValue.Null, null),
            FieldKind.Text text => new(FeelValue.Of(text.Lines ? posted[0].ReplaceLineEndings("\n").Trim() : OneLine(first)), null),
            FieldKind.Number => Number(name, first),
            FieldKind.Moment moment => Moment(name, moment, first, context.Zone),
            _ => new(FeelValue.Of(first), null),
        };
    }

    private static FeelValue Text(string text) => FeelValue.Of(text);

    private static FieldAnswer Number(string name, string text) =>
        FeelNumber.TryParse(text, out var number) ? new(FeelValue.Of(number), null) : new(FeelValue.Null, FormSentences.Number(name));

    private static FieldAnswer Moment(string name, FieldKind.Moment moment, string text, DateTimeZone zone)
    {
        var value = moment.Part switch
        {
            MomentPart.Date =>
                LocalDatePattern.Iso.Parse(text) is { Success: true } day && IsSane(day.Value) ? FeelValue.Of(day.Value) : null,
            MomentPart.Time => ClockTime.Parse(text) is { Success: true } time ? FeelValue.Of(time.Value) : null,
            _ => DateTime(text) is { } local && IsSane(local.Date) ? Stored(local, moment.Zone, zone) : null,
        };
        return value is null ? new(FeelValue.Null, FormSentences.Moment(name, moment.Part)) : new(value, null);
    }

    /// <summary>Any other year is a slip of the pen; near the ends of the time scale, zones even lead out of it.</summary>
    public static bool IsSane(LocalDate date) => date.Year is >= YearMin and <= YearMax;

    private static LocalDateTime? DateTime(string text) =>
        Minute.Parse(text) is { Success: true } posted ? posted.Value
        : MinuteAsTyped.Parse(text) is { Success: true } typed ? typed.Value
        : LocalDateTimePattern.ExtendedIso.Parse(text) is { Success: true } seconds ? seconds.Value
        : null;

    private static FeelValue Stored(LocalDateTime local, MomentZone kept, DateTimeZone zone)
    {
        if (kept is MomentZone.None) return FeelValue.Of(local);
        var moment = local.InZoneLeniently(zone);
        return FeelValue.Of(kept is MomentZone.Utc ? moment.ToInstant().ToDateTimeOffset() : moment.ToDateTimeOffset());
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    // jsonb knows no NUL, and half a surrogate pair is no text.
    private static bool IsUnstorable(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\0') return true;
            if (!char.IsSurrogate(text[index])) continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1])) return true;
            index++;
        }

        return false;
    }
}
