using CustomerFlow.Data;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;

namespace CustomerFlow.Host.Instances;

/// <summary>What colleagues write on a case for each other.</summary>
internal sealed class CaseComments(CustomerFlowDb db, KeyBlocks keys, BusinessClock clock, CurrentPerson me)
{
    public const int CharactersMax = 4000;

    public async Task AddAsync(long instanceKey, string text, CancellationToken cancellationToken)
    {
        db.Add(new CommentRow
        {
            Key = await keys.NextAsync(cancellationToken),
            InstanceKey = instanceKey,
            WrittenBy = me.Username,
            WrittenAt = clock.Now,
            Text = text,
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
