using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CustomerFlow.Host.People;

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
