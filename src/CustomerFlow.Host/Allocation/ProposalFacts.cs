using System.Text.Json;
using CustomerFlow.Data;
using CustomerFlow.Data.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Allocation;

/// <summary>A proposed change of owner as the one who decides reads it.</summary>
internal sealed record ProposedChange(string? From, string? To, string Reason, string? Note, string By);

/// <summary>Reads the proposal that a case is about. Whoever may see the case or its task may see this.</summary>
internal sealed class ProposalFacts(CustomerFlowDb db)
{
    /// <summary>Null for every other kind of case.</summary>
    public async Task<ProposedChange?> OfAsync(long instanceKey, CancellationToken cancellationToken)
    {
        var json = await db.Set<InstanceRow>().AsNoTracking()
            .Where(row => row.Key == instanceKey && row.ProcessId == ProposeTransfer.ProcessId)
            .Select(row => row.Variables).SingleOrDefaultAsync(cancellationToken);
        if (json is null) return null;
        using var variables = JsonDocument.Parse(json);
        return Text("reason") is { } reason && Text("proposedBy") is { } by
            ? new ProposedChange(Text("fromPerson"), Text("toPerson"), reason, Text("note"), by) : null;

        string? Text(string name) =>
            variables.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
