using System.Text.RegularExpressions;

namespace CustomerFlow.Workflows.Forms;

/// <summary>Reads what a field asks for and how it is checked.</summary>
internal static class FieldReader
{
    /// <summary>Answers null when the type is no field.</summary>
    public static FieldKind? Kind(FormJson json, string? type) => type switch
    {
        "textfield" => Text(json, lines: false),
        "textarea" => Text(json, lines: true),
        "number" => Number(json),
        "checkbox" => new FieldKind.Checkbox(),
        "radio" => new FieldKind.Choice(ChoiceLook.Radio, Options(json)),
        "select" => new FieldKind.Choice(ChoiceLook.Select, Options(json)),
        "checklist" => new FieldKind.Choice(ChoiceLook.Checklist, Options(json)),
        "taglist" => new FieldKind.Choice(ChoiceLook.TagList, Options(json)),
        "datetime" => Moment(json),
        _ => null,
    };

    /// <summary>A date or time has its words under other names.</summary>
    public static string Label(FormJson json, FieldKind kind) => json.Text("label")
        ?? (kind is FieldKind.Moment { Part: MomentPart.Time } ? json.Text("timeLabel") : json.Text("dateLabel") ?? json.Text("timeLabel"))
        ?? "";

    private static FieldKind.Text Text(FormJson json, bool lines)
    {
        var rules = json.Object("validate");
        return new()
        {
            Lines = lines,
            Format = rules.Text("validationType") switch { "email" => TextFormat.Email, "phone" => TextFormat.Phone, _ => TextFormat.Any },
            Pattern = rules.Text("pattern") is { Length: > 0 } pattern ? Pattern(json, pattern) : null,
            LengthMin = rules.Expression("minLength"),
            LengthMax = rules.Expression("maxLength"),
        };
    }

    private static FieldKind.Number Number(FormJson json)
    {
        var rules = json.Object("validate");
        return new()
        {
            Decimals = json.Whole("decimalDigits"),
            Step = json.Number("increment") is { Sign: > 0 } step ? step : null,
            Min = rules.Expression("min"),
            Max = rules.Expression("max"),
            AsText = json.Flag("serializeToString"),
        };
    }

    private static FieldKind.Moment Moment(FormJson json) => new(json.Text("subtype") switch
    {
        "time" => MomentPart.Time,
        "datetime" => MomentPart.DateTime,
        _ => MomentPart.Date,
    })
    {
        NotPast = json.Flag("disallowPassedDates"),
        Zone = json.Text("timeSerializingFormat") switch
        {
            "utc_normalized" => MomentZone.Utc,
            "no_timezone" => MomentZone.None,
            _ => MomentZone.Offset,
        },
    };

    // The order of precedence is that of form-js.
    private static OptionSource Options(FormJson json)
    {
        if (json.Text("valuesKey") is { Length: > 0 }) return Computed(json, "valuesKey");
        if (json.Has("values")) return new OptionSource.Fixed([.. json.Objects("values").Select(option =>
            (option.Value("value"), option.Template("label", option.Text("label") ?? option.Value("value").ToString())))]);
        if (json.Has("valuesExpression")) return Computed(json, "valuesExpression");
        json.Note("form.options-missing", $"“{json.Path}”没有选项。", $"\"{json.Path}\" has no options.");
        return new OptionSource.Fixed([]);
    }

    private static OptionSource Computed(FormJson json, string name) =>
        json.Expression(name) is { } options ? new OptionSource.Computed(options) : new OptionSource.Fixed([]);

    private static Regex? Pattern(FormJson json, string pattern)
    {
        try
        {
            return new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            json.Note("form.pattern-invalid", $"“{pattern}”不是可用的匹配规则；不支持前后查找和反向引用。",
                $"\"{pattern}\" is no pattern that can be used; look-arounds and back-references are not supported.");
            return null;
        }
    }
}
