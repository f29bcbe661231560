using System.Globalization;
using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Time;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Data.Workflows.Turns;
using CustomerFlow.Host.Complaints;
using Microsoft.EntityFrameworkCore;

namespace CustomerFlow.Host.Demo;

/// <summary>
/// Lives the demo company's last weeks through on the real engine, with the clock set back. A run that was broken off goes on where
/// the clock stood: complaints are marked, and an act that was done finds nothing left to do.
/// </summary>
internal sealed class DemoHistory(
    DbPool pool, DemoMoments moments, DemoCustomers customers, DemoActs acts, OpenComplaint complaints, DemoRecords records,
    BusinessWalk walk, BusinessClock clock, TimeProvider time)
{
    private const string Marker = "demo.history";
    private const string Done = "done";
    private const string Caller = "demo";

    /// <summary>Enough for their history; the digests of all the weeks would bury the mails of the cases.</summary>
    private static readonly TimeSpan JobsRunFor = TimeSpan.FromDays(2);

    private static readonly AccessScope Scope = AccessScope.System("demo");

    /// <summary>When the past begins; null when it is told already, or other cases were there before.</summary>
    public async Task<DateTimeOffset?> BeginAsync(CancellationToken cancellationToken)
    {
        await using var db = pool.Open(Scope);
        var known = await db.Settings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Marker, cancellationToken);
        if (known is { Value: not Done })
            return DateTimeOffset.ParseExact(known.Value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None);
        if (known is not null || await db.Set<InstanceRow>().AnyAsync(cancellationToken)) return null;
        if (moments.Until(time.GetUtcNow()) is not [var first, ..]) return null;
        var begin = first.At.AddMinutes(-1);
        var value = begin.ToString("O", CultureInfo.InvariantCulture);
        var added = await db.Database.ExecuteSqlAsync(
            $"insert into customerflow.setting (id, value) values ({Marker}, {value}) on conflict do nothing",
            cancellationToken);
        // Another node that started at the same moment tells it.
        return added == 1 ? begin : null;
    }

    /// <summary>Ends with the clock at real time.</summary>
    public async Task TellAsync(DateTimeOffset begin, CancellationToken cancellationToken)
    {
        if (!clock.IsPinned || clock.Now < begin) await clock.PinAsync(begin, cancellationToken);
        await customers.AddAsync(begin, cancellationToken);
        var jobsFrom = time.GetUtcNow() - JobsRunFor;
        foreach (var moment in moments.Until(time.GetUtcNow()).Where(moment => moment.At >= clock.Now))
        {
            await walk.ToAsync(moment.At, jobsFrom, cancellationToken);
            await ActAsync(moment, cancellationToken);
            await walk.RestAsync(cancellationToken);
        }

        await walk.ToAsync(time.GetUtcNow(), jobsFrom, cancellationToken);
        await records.AddAsync(cancellationToken);
        await clock.ResetAsync(cancellationToken);
        await using var db = pool.Open(Scope);
        await db.Settings.Where(row => row.Id == Marker)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Value, Done), cancellationToken);
    }

    private async Task ActAsync(DemoMoment moment, CancellationToken cancellationToken)
    {
        // Opening it again answers with the case that is there.
        if (await OpenAsync(moment.Story, cancellationToken) is { } caseKey && moment.Act is { } act)
            await acts.DoAsync(caseKey, act, moment.At, cancellationToken);
    }

    private async Task<long?> OpenAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var (customerKey, contactKey) = await customers.FindAsync(story.Customer, cancellationToken);
        var demo = DemoStories.Customers.Single(row => row.Id == story.Customer);
        await using var db = pool.Open(Scope);
        var said = story.Said with
        {
            Contact = new NewContact(demo.Contact, demo.Email, demo.Phone),
            CustomerKey = customerKey,
            ContactKey = contactKey,
            NamesEmployee = story.Names is not null,
            NamedPersonKey = story.Names is { } named
                ? await db.People.Where(row => row.UserName == named).Select(row => row.Key).SingleAsync(cancellationToken)
                : null,
        };
        var outcome = await complaints.RunAsync(said, TurnActor.System("demo"), RequestMark.Of(Caller, story.Id, said), cancellationToken);
        return outcome is OpenOutcome.Opened opened ? opened.Complaint.Key : null;
    }
}
