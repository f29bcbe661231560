using System.Net.Mime;
using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Instances;

/// <summary>What the flow chart of a case needs: the version that it runs and which steps are done, active or failed.</summary>
internal sealed record FlowChart(string ProcessId, string? ProcessName, int Version, string Marks);

/// <summary>Draws a case on the very definition that it runs, from its own history.</summary>
internal sealed class CaseFlow(CustomerFlowDb db)
{
    private const int ElementsMax = 2000;

    public async Task<FlowChart?> OfAsync(long instanceKey, CancellationToken cancellationToken)
    {
        var definition = await Definition(instanceKey).Select(row => new { row.ProcessId, row.Name, row.Version })
            .SingleOrDefaultAsync(cancellationToken);
        if (definition is null) return null;
        var elements = await db.Set<ElementEventRow>().AsNoTracking()
            .Where(row => row.InstanceKey == instanceKey && row.ElementInstanceKey != null && row.Kind <= ElementEventKind.Terminated)
            .GroupBy(row => row.ElementId)
            .Select(group => new
            {
                Id = group.Key,
                Begun = group.Count(row => row.Kind == ElementEventKind.Activated),
                Completed = group.Count(row => row.Kind == ElementEventKind.Completed),
                Terminated = group.Count(row => row.Kind == ElementEventKind.Terminated),
            }).Take(ElementsMax).ToListAsync(cancellationToken);
        var failed = await db.Set<IncidentRow>().Where(row => row.InstanceKey == instanceKey && row.ResolvedAt == null)
            .Select(row => row.ElementId).Distinct().ToListAsync(cancellationToken);
        var active = elements.Where(element => element.Begun > element.Completed + element.Terminated)
            .Select(element => element.Id).ToList();
        var marks = new
        {
            done = elements.Where(element => element.Completed > 0).Select(element => element.Id).Except(active).Except(failed),
            active = active.Except(failed),
            failed,
        };
        return new FlowChart(definition.ProcessId, definition.Name, definition.Version, JsonSerializer.Serialize(marks));
    }

    /// <summary>The BPMN file as it was published, with its names in the reader's language, for the viewer on the page.</summary>
    public static async Task<Results<FileContentHttpResult, NotFound>> SendAsync(
        long key, CaseQueries cases, CaseFlow flow, FlowFiles files, CancellationToken cancellationToken)
    {
        if (!await cases.IsVisibleAsync(key, cancellationToken)) return TypedResults.NotFound();
        var definitionKey = await flow.Definition(key).Select(row => (long?)row.Key).SingleOrDefaultAsync(cancellationToken);
        return definitionKey is { } known && await files.FindAsync(known, cancellationToken) is { } file
            ? TypedResults.File(file, MediaTypeNames.Application.Xml)
            : TypedResults.NotFound();
    }

    private IQueryable<ProcessDefinitionRow> Definition(long instanceKey) =>
        db.Set<InstanceRow>().AsNoTracking().Where(row => row.Key == instanceKey)
            .Join(db.Set<ProcessDefinitionRow>(), row => row.ProcessDefinitionKey, definition => definition.Key,
                (_, definition) => definition);
}
