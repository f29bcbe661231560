using CustomerFlow.Data;
using CustomerFlow.Data.People;
using CustomerFlow.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Complaints;

/// <summary>What a customer complained about, opened for those who work on it.</summary>
internal sealed record ComplaintFact(
    string? Description, string? RemedyWanted, string Category, string Severity, decimal? Amount, string Channel, string? Product,
    DateTimeOffset ReceivedAt, DateTimeOffset EnteredAt)
{
    /// <summary>Null for the customer's own form.</summary>
    public Text? EnteredBy { get; init; }

    /// <summary>Whom it is about.</summary>
    public Text? Named { get; init; }
}

/// <summary>Reads the facts of a complaint; the context hides what is hidden from the person.</summary>
internal sealed class ComplaintFacts(CustomerFlowDb db, SubjectKeys subjects)
{
    /// <summary>Null where the case is no complaint.</summary>
    public async Task<ComplaintFact?> OfAsync(long caseKey, CancellationToken cancellationToken)
    {
        var complaint = await db.Complaints.AsNoTracking().SingleOrDefaultAsync(row => row.InstanceKey == caseKey, cancellationToken);
        if (complaint is null) return null;
        var dataKeys = await subjects.OpenManyAsync(db, [complaint.SealedFor], cancellationToken);
        var dataKey = dataKeys[complaint.SealedFor];
        return new ComplaintFact(
            FieldProtector.Open(dataKey, ComplaintColumns.Description, complaint.DescriptionSealed),
            FieldProtector.Open(dataKey, ComplaintColumns.RemedyWanted, complaint.RemedyWantedSealed),
            complaint.Category, complaint.Severity, complaint.Amount, complaint.Channel, complaint.Product, complaint.ReceivedAt,
            complaint.EnteredAt)
        {
            EnteredBy = await NameAsync(complaint.EnteredByKey, cancellationToken),
            Named = await NameAsync(complaint.NamedPersonKey, cancellationToken),
        };
    }

    private async Task<Text?> NameAsync(long? personKey, CancellationToken cancellationToken) =>
        personKey is { } key && await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, cancellationToken) is { } person
            ? new Text(person.NameZh, person.NameEn)
            : null;
}
