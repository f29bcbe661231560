using CustomerFlow.Data;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Execution;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Tasks;

/// <summary>The form of a task with the variables that the task sees.</summary>
internal sealed record TaskForm(string Title, FormSchema? Schema, FormContext Context, ReleasePages Release)
{
    /// <summary>The task names a form that this release does not hold, or that cannot be rendered.</summary>
    public bool IsUnreadable { get; init; }

    public FormView? Show(IReadOnlyDictionary<string, string[]>? posted, FormOutcome.Refused? refused)
    {
        if (Schema is null) return null;
        var language = Languages.Code(Languages.Current);
        return FormView.Of(Schema, Context, language, key => Release.Texts.Find(key, language), posted, refused?.Errors ?? []);
    }
}

/// <summary>Finds the form of a task and the variables around it.</summary>
internal sealed class TaskForms(CustomerFlowDb db, ReleaseReader releases, BusinessClock clock, IOptions<AppOptions> app)
{
    public async Task<TaskForm> OfAsync(UserTaskRow task, CancellationToken cancellationToken)
    {
        var release = await releases.OfDefinitionAsync(task.ProcessDefinitionKey, cancellationToken);
        var variables = await VariablesAsync(task, cancellationToken);
        var schema = release.Form(task.FormId);
        var context = new FormContext(variables, FeelEnvironment.At(clock.Now, app.Value.TimeZone));
        return new TaskForm(release.Name(task.ElementId, task.Name), schema, context, release)
        {
            IsUnreadable = task.FormId is not null && schema is null,
        };
    }

    private async Task<FeelContext> VariablesAsync(UserTaskRow task, CancellationToken cancellationToken)
    {
        var instance = await db.Set<InstanceRow>().AsNoTracking().Where(row => row.Key == task.InstanceKey)
            .Select(row => new { row.State, row.Variables, row.Revision }).SingleAsync(cancellationToken);
        // The state alone knows the scopes; a task that has ended sees what the case as a whole knows.
        var visible = instance.Revision > 0 ? StateBytes.Read(instance.State).VisibleVariables(task.ElementInstanceKey) : null;
        return visible ?? FeelJson.ParseObject(instance.Variables);
    }
}
