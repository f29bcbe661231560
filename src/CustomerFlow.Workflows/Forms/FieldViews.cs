using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;
using NodaTime.Text;

namespace CustomerFlow.Workflows.Forms;

/// <summary>Shows the fields of a form.</summary>
internal sealed record FieldViews(
    FormState State, FormContext Context, FormWords Words, IReadOnlyDictionary<string, string[]>? Posted, ImmutableArray<FieldError> Errors)
{
    private static readonly LocalDateTimePattern Control = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public FormViewItem.Field Of(FormComponent.Field field)
    {
        var name = field.Path.Name;
        var readOnly = !State.Answers.ContainsKey(field.Id);
        var values = Values(field, readOnly);
        var number = field.Kind as FieldKind.Number;
        return new()
        {
            Id = field.Id,
            Layout = field.Layout,
            Name = name,
            Input = Input(field.Kind),
            Label = Words.Text(name, "label", field.Label),
            Description = Words.Text(name, "description", field.Description),
            Values = values,
            Options = field.Kind is FieldKind.Choice choice ? Options(name, choice, values) : [],
            Required = field.Required,
            ReadOnly = readOnly,
            Min = field.Kind is FieldKind.Moment moment ? Earliest(moment) : Bound(number?.Min),
            Max = Bound(number?.Max),
            Step = number is null ? null : Step(number),
            LengthMax = field.Kind is FieldKind.Text text ? FieldRules.LengthBound(text, Context, State.Data) : null,
            Prefix = field.Prefix,
            Suffix = field.Suffix,
            Errors = [.. Errors.Where(error => error.Name == name).Select(error => error.Sentence.In(Words.Format.Language))],
        };
    }

    // What a person typed comes back as it was typed, also when it is no number or date.
    private ImmutableArray<string> Values(FormComponent.Field field, bool readOnly)
    {
        if (Posted is not null && !readOnly) return [.. Posted.GetValueOrDefault(field.Path.Name, [])];
        return field.Path.Get(State.Data) switch
        {
            FeelNull => [],
            FeelList list => [.. list.Items.Select(FormOption.TextOf)],
            var value => [TextOf(field.Kind, value)],
        };
    }

    private string TextOf(FieldKind kind, FeelValue value) => (kind, value) switch
    {
        (FieldKind.Moment moment, FeelText text) => Shown(moment, Read(moment.Part, text.Value) ?? value),
        (FieldKind.Moment moment, _) => Shown(moment, value),
        _ => FormOption.TextOf(value),
    };

    // Variables are kept as JSON, where dates are strings.
    private static FeelValue? Read(MomentPart part, string text) => part switch
    {
        MomentPart.Date => FeelTemporalText.Date(text),
        MomentPart.Time => FeelTemporalText.Time(text),
        _ => FeelTemporalText.DateTime(text),
    };

    private string Shown(FieldKind.Moment moment, FeelValue value) => value switch
    {
        FeelDate date => LocalDatePattern.Iso.Format(date.Value),
        FeelTime time => time.Value.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        FeelDateTime local when local.Zone.IsNone => Control.Format(local.Value),
        FeelDateTime zoned when FieldAnswer.IsSane(zoned.Value.Date) =>
            Control.Format(zoned.ToInstant(Context.Zone).InZone(Context.Zone).LocalDateTime),
        _ => moment.Part is MomentPart.Date ? "" : FormOption.TextOf(value),
    };

    private ImmutableArray<FormViewOption> Options(string name, FieldKind.Choice choice, ImmutableArray<string> values)
    {
        var written = choice.Options as OptionSource.Fixed;
        return [.. FormOptions.Of(choice, Context, State.Data).Select((option, index) => new FormViewOption(
            option.Posted,
            Words.Own(name, $"options.{option.Posted}") ?? option.Label ?? Words.Fill(written!.Options[index].Label),
            values.Contains(option.Posted))
        {
            Note = Words.Own(name, $"options.{option.Posted}.note"),
        })];
    }

    private string? Bound(FeelExpression? bound) => FieldRules.Bound(bound, Context, State.Data)?.ToString();

    private string? Earliest(FieldKind.Moment moment) => (moment.NotPast, moment.Part) switch
    {
        (true, MomentPart.Date) => LocalDatePattern.Iso.Format(Context.Today),
        (true, MomentPart.DateTime) => Control.Format(Context.Today.AtMidnight()),
        _ => null,
    };

    private static string Step(FieldKind.Number number) => number switch
    {
        { Step: { } step } => step.ToString(),
        { Decimals: 0 } => "1",
        { Decimals: { } decimals and > 0 } => $"0.{new string('0', decimals - 1)}1",
        _ => "any",
    };

    private static FormInput Input(FieldKind kind) => kind switch
    {
        FieldKind.Text { Lines: true } => FormInput.TextArea,
        FieldKind.Text { Format: TextFormat.Email } => FormInput.Email,
        FieldKind.Text { Format: TextFormat.Phone } => FormInput.Phone,
        FieldKind.Text => FormInput.Text,
        FieldKind.Number => FormInput.Number,
        FieldKind.Checkbox => FormInput.Checkbox,
        FieldKind.Choice { Look: ChoiceLook.Radio } => FormInput.Radio,
        FieldKind.Choice { Look: ChoiceLook.Select } => FormInput.Select,
        FieldKind.Choice { Look: ChoiceLook.Checklist } => FormInput.Checklist,
        FieldKind.Choice => FormInput.TagList,
        FieldKind.Moment { Part: MomentPart.Date } => FormInput.Date,
        FieldKind.Moment { Part: MomentPart.Time } => FormInput.Time,
        _ => FormInput.DateTime,
    };
}
