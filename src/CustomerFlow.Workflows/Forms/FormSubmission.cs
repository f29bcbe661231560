using System.Collections.Immutable;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Forms;

/// <summary>
/// Turns what a page posted into variables. Taken are the visible fields that can be filled in; what was posted for hidden, read-only and
/// disabled fields, and under names that the form does not know (such as the page's own anti-forgery token), is passed over. A field
/// left empty is stored as null, so that an earlier answer goes away.
/// </summary>
public static class FormSubmission
{
    /// <summary>Checks what was posted.</summary>
    /// <param name="form">The form.</param>
    /// <param name="posted">Posted texts by field name. Dates are posted as <c>2026-11-24</c>, times as <c>10:30</c>, both as
    /// <c>2026-11-24T10:30</c>, a ticked box as <c>true</c> or <c>on</c>.</param>
    /// <param name="context">The variables and the environment.</param>
    public static FormOutcome Check(FormSchema form, IReadOnlyDictionary<string, string[]> posted, FormContext context)
    {
        var state = FormState.Of(form, posted, context);
        var taken = form.Fields.Where(field => state.Answers.ContainsKey(field.Id) && !state.Hidden.Contains(field.Id)).ToList();
        var errors = taken.Select(field => Check(field, state, context)).OfType<FieldError>().ToImmutableArray();
        if (!errors.IsEmpty) return new FormOutcome.Refused(errors);

        var values = taken.Aggregate(FeelContext.Empty, (all, field) => field.Path.Put(all, Kept(field, state.Answers[field.Id].Value)));
        var computed = form.All.OfType<FormComponent.Computed>().Where(component => !state.Hidden.Contains(component.Id));
        return new FormOutcome.Accepted(computed.Aggregate(
            values, (all, component) => component.Path.Put(all, context.Evaluate(component.Value, state.Data))));
    }

    private static FieldError? Check(FormComponent.Field field, FormState state, FormContext context)
    {
        var answer = state.Answers[field.Id];
        return answer.Error ?? FieldRules.Check(field, answer.Value, context, state.Data);
    }

    private static FeelValue Kept(FormComponent.Field field, FeelValue value) =>
        field.Kind is FieldKind.Number { AsText: true } && value is FeelNumberValue number ? FeelValue.Of(number.Value.ToString()) : value;
}

/// <summary>What came of a posted form.</summary>
public abstract record FormOutcome
{
    private FormOutcome()
    {
    }

    /// <summary>All answers hold.</summary>
    /// <param name="Values">The answers as variables, nested as the form's keys and group paths say. Merge them into the variables
    /// name by name (<see cref="MergedInto"/>): a group may hold only some of the entries of its context.</param>
    public sealed record Accepted(FeelContext Values) : FormOutcome
    {
        /// <summary>Puts the answers over variables, contexts entry by entry.</summary>
        public FeelContext MergedInto(FeelContext variables) => Merge(variables, Values);

        private static FeelContext Merge(FeelContext old, FeelContext added) => added.Entries.Aggregate(old, (merged, entry) => merged.With(
            entry.Key,
            entry.Value is FeelContext inner && merged.Get(entry.Key) is FeelContext outer ? Merge(outer, inner) : entry.Value));
    }

    /// <summary>Something must be corrected; nothing was taken.</summary>
    /// <param name="Errors">At most one per field, in the order of the form.</param>
    public sealed record Refused(ImmutableArray<FieldError> Errors) : FormOutcome;
}
