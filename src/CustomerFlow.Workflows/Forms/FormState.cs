using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Forms;

/// <summary>
/// A form at one moment: the answers so far, which fields can be filled in, and what is hidden. Hidden answers are null to everything
/// else, so conditions are worked out until nothing changes any more.
/// </summary>
internal sealed record FormState
{
    // A chain of conditions longer than this is a circle.
    private const int RoundsMax = 16;

    private FormState()
    {
    }

    /// <summary>The variables with the answers over them, as conditions, options and texts see them.</summary>
    public required FeelContext Data { get; init; }

    /// <summary>Ids of the components that are not shown, those inside hidden groups included.</summary>
    public required ImmutableHashSet<string> Hidden { get; init; }

    /// <summary>What was posted, or is stored, for each field that can be filled in, by id.</summary>
    public required ImmutableDictionary<string, FieldAnswer> Answers { get; init; }

    /// <summary>Works the state out.</summary>
    /// <param name="form">The form.</param>
    /// <param name="posted">Posted texts by field name; null when the form is shown for the first time.</param>
    /// <param name="context">The variables and the environment.</param>
    public static FormState Of(FormSchema form, IReadOnlyDictionary<string, string[]>? posted, FormContext context)
    {
        var given = form.Fields.Where(field => !field.Disabled)
            .ToImmutableDictionary(field => field.Id, field => Given(field, posted, context));
        var before = DataOf(form, given, [], context);
        var answers = form.Fields.Where(field => given.ContainsKey(field.Id) && !context.Holds(field.ReadOnly, before))
            .ToImmutableDictionary(field => field.Id, field => WithOption(field, given[field.Id], context, before));

        var hidden = ImmutableHashSet<string>.Empty;
        for (var round = 0; ; round++)
        {
            var data = DataOf(form, answers, hidden, context);
            var next = HiddenIn(form.Components, context, data, outer: false).ToImmutableHashSet();
            if (next.SetEquals(hidden) || round == RoundsMax) return new() { Data = data, Hidden = next, Answers = answers };
            hidden = next;
        }
    }

    /// <summary>Answers what the variables hold for a field, or its default.</summary>
    public static FeelValue Stored(FormComponent.Field field, FormContext context) =>
        field.Path.Get(context.Variables) is { IsNull: false } value ? value : field.Default;

    private static FieldAnswer Given(FormComponent.Field field, IReadOnlyDictionary<string, string[]>? posted, FormContext context) =>
        posted is null ? new(Stored(field, context), null) : FieldAnswer.Of(field, posted.GetValueOrDefault(field.Path.Name, []), context);

    // An option is posted as a text; conditions and the process want the value behind it.
    private static FieldAnswer WithOption(FormComponent.Field field, FieldAnswer answer, FormContext context, FeelContext data) =>
        field.Kind is FieldKind.Choice choice && !answer.Value.IsNull
            && FormOptions.Chosen(FormOptions.Of(choice, context, data), answer.Value) is { } value
            ? answer with { Value = value }
            : answer;

    private static FeelContext DataOf(
        FormSchema form, ImmutableDictionary<string, FieldAnswer> answers, ImmutableHashSet<string> hidden, FormContext context) =>
        form.Fields.Aggregate(context.Variables, (data, field) => field.Path.Put(data,
            hidden.Contains(field.Id) ? FeelValue.Null
            : answers.TryGetValue(field.Id, out var answer) ? answer.Value
            : Stored(field, context)));

    private static IEnumerable<string> HiddenIn(ImmutableArray<FormComponent> components, FormContext context, FeelContext data, bool outer)
    {
        foreach (var component in components)
        {
            var hidden = outer || context.Holds(component.Hide, data);
            if (hidden) yield return component.Id;
            if (component is not FormComponent.Group group) continue;
            foreach (var id in HiddenIn(group.Components, context, data, hidden)) yield return id;
        }
    }
}
