using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CustomerFlow.Host.Shared;

/// <summary>One field that must be corrected; an empty name means the form as a whole.</summary>
internal sealed record FieldProblem(string Field, Text Why);

/// <summary>What came of saving a form.</summary>
internal abstract record Saving
{
    private Saving()
    {
    }

    public sealed record Saved(long Key) : Saving
    {
        /// <summary>What else is to be said than that it was saved.</summary>
        public Text? Note { get; init; }

        /// <summary>What was saved, where it has a key beside that of the page to go to.</summary>
        public long? Record { get; init; }
    }

    public sealed record NotFound : Saving;

    public sealed record Refused(IReadOnlyList<FieldProblem> Problems) : Saving
    {
        public Refused(string field, Text why)
            : this([new FieldProblem(field, why)])
        {
        }
    }
}

/// <summary>Puts what must be corrected beside its field.</summary>
internal static class FieldProblems
{
    public static void Show(this ModelStateDictionary state, Saving.Refused refused, string form)
    {
        foreach (var problem in refused.Problems)
        {
            var name = problem.Field.Length == 0 ? "" : $"{form}.{problem.Field}";
            // What binding already said of the field ("the value is not valid") is less than the rule says.
            state.Remove(name);
            state.AddModelError(name, problem.Why);
        }
    }
}
