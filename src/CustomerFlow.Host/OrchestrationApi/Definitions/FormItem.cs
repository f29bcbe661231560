using System.Text;
using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.OrchestrationApi.Search;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.OrchestrationApi.Definitions;

/// <summary>A form with its schema, as form-js reads it.</summary>
internal sealed record FormItem(string TenantId, string FormId, string Schema, int Version, string FormKey)
{
    /// <summary>The form of a release, or null when it has none of that id.</summary>
    public static async Task<FormItem?> FindAsync(CustomerFlowDb db, long releaseKey, string formId, CancellationToken cancellationToken)
    {
        var found = await (
            from form in db.Set<FormDefinitionRow>()
            where form.ReleaseKey == releaseKey && form.FormId == formId
            join file in db.Set<ResourceRow>() on form.ResourceKey equals file.Key
            select new { form.Key, form.Version, file.Content }).FirstOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new FormItem(Tenants.Only, formId, Encoding.UTF8.GetString(found.Content), found.Version, Columns.Key(found.Key));
    }
}
