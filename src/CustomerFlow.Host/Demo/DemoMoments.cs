using CustomerFlow.Host.Jobs;
using CustomerFlow.Workflows.Calendars;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CustomerFlow.Host.Demo;

/// <summary>Something that happens in the demo's past; without an act the complaint itself comes.</summary>
internal sealed record DemoMoment(DateTimeOffset At, DemoStory Story, DemoAct? Act);

/// <summary>Puts the stories on the company's working days, so that they always end today.</summary>
internal sealed class DemoMoments(CalendarSet calendars, IOptions<AppOptions> options)
{
    private const int DaysBackMax = 90;

    /// <summary>In order, up to a moment of real time.</summary>
    public IReadOnlyList<DemoMoment> Until(DateTimeOffset now)
    {
        var days = WorkingDaysBack(options.Value.DayOf(now));
        return [.. DemoStories.All
            .SelectMany(story => story.Acts.Select(act => (story, act: (DemoAct?)act, ago: story.Ago - act.After, at: act.At))
                .Prepend((story, act: null, ago: story.Ago, at: story.At)))
            .Where(moment => moment.ago >= 0 && moment.ago < days.Count)
            .Select(moment => new DemoMoment(MomentOf(days[moment.ago], moment.at), moment.story, moment.act))
            .Where(moment => moment.At < now)
            .OrderBy(moment => moment.At)];
    }

    /// <summary>Today first, whether it is a working day or not.</summary>
    private List<LocalDate> WorkingDaysBack(DateOnly today)
    {
        var calendar = calendars.Company();
        var first = LocalDate.FromDateOnly(today);
        var before = Enumerable.Range(1, DaysBackMax).Select(back => first.PlusDays(-back));
        return [first, .. before.Where(day => calendar.PlanFor(day).IsWorked)];
    }

    private DateTimeOffset MomentOf(LocalDate day, TimeOnly at) =>
        day.At(LocalTime.FromTimeOnly(at)).InZoneLeniently(options.Value.Zone).ToInstant().ToDateTimeOffset();
}
