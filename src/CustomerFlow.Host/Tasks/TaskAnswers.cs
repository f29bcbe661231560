using System.Diagnostics;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Work;
using CustomerFlow.Host.People;

namespace CustomerFlow.Host.Tasks;

/// <summary>Says what came of an action on a task, for the person who tried it.</summary>
internal static class TaskAnswers
{
    public static async Task<string> SayAsync(TaskOutcome outcome, PeopleNames names, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case TaskOutcome.AlreadyEnded { State: UserTaskState.Canceled }:
                return TaskTexts.ConflictTitle;
            case TaskOutcome.AlreadyEnded ended:
                await names.LoadAsync([ended.By], cancellationToken);
                return TaskTexts.ConflictTitle.ToString() + TaskTexts.Colon + NameOf(ended.By, names);
            case TaskOutcome.TakenByOther other:
                await names.LoadAsync([other.Assignee], cancellationToken);
                return TaskTexts.AlreadyClaimed.With(NameOf(other.Assignee, names));
            case TaskOutcome.Barred:
                return TaskTexts.NeedsAnother;
            case TaskOutcome.Refused:
                return TaskTexts.NotYours;
            default:
                throw new UnreachableException();
        }
    }

    public static string NameOf(string? username, PeopleNames names) =>
        username is null ? TaskTexts.SomebodyElse.ToString() : names.Of(username);
}
