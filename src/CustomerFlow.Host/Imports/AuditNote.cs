using CustomerFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Imports;

/// <summary>An audit entry for something that changes no row of its own, such as an export. No personal data may stand in it.</summary>
internal static class AuditNote
{
    public static Task WriteAsync(
        CustomerFlowDb db, string action, string subject, long key, string changes, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
             insert into customerflow.audit_entry (actor, action, subject, row_key, changes)
             values (customerflow.actor(), {action}, {subject}, {key}::bigint::text, {changes}::jsonb)
             """,
            cancellationToken);
}
