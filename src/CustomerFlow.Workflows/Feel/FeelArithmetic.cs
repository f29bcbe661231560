using System.Numerics;
using NodaTime;

namespace CustomerFlow.Workflows.Feel;

/// <summary>The operators + - * / ** on numbers, strings, dates, times and durations (DMN §10.3.2.11).</summary>
internal static class FeelArithmetic
{
    public static FeelValue Apply(FeelRun run, int position, FeelOperator operation, FeelValue left, FeelValue right)
    {
        if (left is FeelNumberValue a && right is FeelNumberValue b)
        {
            return OfNumbers(operation, a.Value, b.Value, out var number)
                ? new FeelNumberValue(number)
                : run.Problem(position, "feel.overflow", ComparisonNode.Sign(operation));
        }

        if (operation is FeelOperator.Add && left is FeelText first && right is FeelText second)
        {
            run.CheckLength((long)first.Value.Length + second.Value.Length);
            return new FeelText(first.Value + second.Value);
        }

        try
        {
            return OfTimes(operation, left, right)
                ?? run.Problem(position, "feel.operands", ComparisonNode.Sign(operation), left.TypeName, right.TypeName);
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            return run.Problem(position, "feel.overflow", ComparisonNode.Sign(operation));
        }
    }

    private static bool OfNumbers(FeelOperator operation, FeelNumber left, FeelNumber right, out FeelNumber result) => operation switch
    {
        FeelOperator.Add => FeelNumber.TryAdd(left, right, out result),
        FeelOperator.Subtract => FeelNumber.TryAdd(left, -right, out result),
        FeelOperator.Multiply => FeelNumber.TryMultiply(left, right, out result),
        FeelOperator.Divide => FeelNumber.TryDivide(left, right, out result),
        _ => FeelNumberMath.TryPower(left, right, out result),
    };

    private static FeelValue? OfTimes(FeelOperator operation, FeelValue left, FeelValue right) => operation switch
    {
        FeelOperator.Add => Add(left, right) ?? (left is FeelDaysDuration or FeelYearsDuration ? Add(right, left) : null),
        FeelOperator.Subtract => Difference(left, right) ?? Add(left, Opposite(right)),
        FeelOperator.Multiply => Scale(left, right) ?? Scale(right, left),
        FeelOperator.Divide => Divide(left, right),
        _ => null,
    };

    private static FeelValue? Add(FeelValue value, FeelValue duration) => (value, duration) switch
    {
        (FeelDaysDuration a, FeelDaysDuration b) => new FeelDaysDuration(a.Value + b.Value),
        (FeelYearsDuration a, FeelYearsDuration b) => new FeelYearsDuration(checked(a.Months + b.Months)),
        (FeelDate date, FeelDaysDuration days) => AddTo(date, days.Value),
        (FeelDate date, FeelYearsDuration months) => AddMonths(date.Value, date.Cycles, months.Months),
        (FeelDateTime moment, FeelDaysDuration days) => AddTo(moment, days.Value),
        (FeelDateTime moment, FeelYearsDuration months) =>
            AddMonths(moment.Value.Date, moment.Cycles, months.Months) is { } date
                ? new FeelDateTime(date.Value + moment.Value.TimeOfDay, moment.Zone, date.Cycles)
                : null,
        (FeelTime time, FeelDaysDuration days) => new FeelTime(time.Value.PlusNanoseconds(days.Value.NanosecondOfDay), time.Zone),
        _ => null,
    };

    private static FeelDate AddTo(FeelDate date, Duration duration)
    {
        var moment = date.Value.AtMidnight().InUtc().Plus(duration);
        return new FeelDate(moment.Date, date.Cycles);
    }

    private static FeelDateTime AddTo(FeelDateTime moment, Duration duration)
    {
        // In a named zone the duration is spent on the time line, so that an hour is an hour also when clocks change.
        var zone = moment.Zone.Zone ?? DateTimeZone.Utc;
        var local = moment.Zone.IsNone || moment.Zone.Offset is not null
            ? moment.Value.InUtc().Plus(duration).LocalDateTime
            : moment.Value.InZoneLeniently(zone).Plus(duration).LocalDateTime;
        return new FeelDateTime(local, moment.Zone, moment.Cycles);
    }

    private static FeelDate? AddMonths(LocalDate date, int cycles, long months)
    {
        var total = checked((((date.Year + (400L * cycles)) * 12) + date.Month - 1) + months);
        var (year, month) = ((long)Math.Floor(total / 12m), (int)(((total % 12) + 12) % 12) + 1);
        if (FeelTemporalText.Date(year, month, 1) is not { } first) return null;
        var day = Math.Min(date.Day, CalendarSystem.Iso.GetDaysInMonth(first.Value.Year, first.Value.Month));
        return new FeelDate(first.Value.PlusDays(day - 1), first.Cycles);
    }

    private static FeelDaysDuration? Difference(FeelValue left, FeelValue right)
    {
        switch (left, right)
        {
            case (FeelTime a, FeelTime b) when a.Zone.IsNone == b.Zone.IsNone:
                return new FeelDaysDuration(Duration.FromNanoseconds(FeelOrder.NanosecondsOf(a) - FeelOrder.NanosecondsOf(b)));
            case (FeelDate or FeelDateTime, FeelDate or FeelDateTime):
                var (from, to) = (AsMoment(right, left), AsMoment(left, right));
                if (from.Zone.IsNone != to.Zone.IsNone || from.Cycles != to.Cycles) return null;
                return new FeelDaysDuration(to.ToInstant(DateTimeZone.Utc) - from.ToInstant(DateTimeZone.Utc));
            default:
                return null;
        }
    }

    /// <summary>A date beside a date and time counts as its midnight in UTC (DMN §10.3.2.3.5), beside a date as local.</summary>
    private static FeelDateTime AsMoment(FeelValue value, FeelValue beside) => value switch
    {
        FeelDateTime moment => moment,
        FeelDate date when beside is FeelDateTime => new FeelDateTime(date.Value.AtMidnight(), FeelZone.Of(Offset.Zero), date.Cycles),
        _ => new FeelDateTime(((FeelDate)value).Value.AtMidnight(), FeelZone.None, ((FeelDate)value).Cycles),
    };

    private static FeelValue Opposite(FeelValue value) => value switch
    {
        FeelDaysDuration duration => new FeelDaysDuration(-duration.Value),
        FeelYearsDuration duration => new FeelYearsDuration(-duration.Months),
        _ => FeelValue.Null,
    };

    private static FeelValue? Scale(FeelValue duration, FeelValue factor)
    {
        if (factor is not FeelNumberValue number) return null;
        return duration switch
        {
            FeelDaysDuration days => OfNanoseconds(NumberOf(days.Value) * number.Value),
            FeelYearsDuration years => OfMonths(FeelNumber.FromInt64(years.Months) * number.Value),
            _ => null,
        };
    }

    private static FeelValue? Divide(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelDaysDuration a, FeelNumberValue b) when b.Value.Sign != 0 => OfNanoseconds(NumberOf(a.Value) / b.Value),
        (FeelYearsDuration a, FeelNumberValue b) when b.Value.Sign != 0 => OfMonths(FeelNumber.FromInt64(a.Months) / b.Value),
        (FeelDaysDuration a, FeelDaysDuration b) when b.Value != Duration.Zero =>
            new FeelNumberValue(NumberOf(a.Value) / NumberOf(b.Value)),
        (FeelYearsDuration a, FeelYearsDuration b) when b.Months != 0 =>
            new FeelNumberValue(FeelNumber.FromInt64(a.Months) / FeelNumber.FromInt64(b.Months)),
        _ => null,
    };

    private static FeelNumber NumberOf(Duration duration) =>
        FeelNumber.TryRound(duration.ToBigIntegerNanoseconds(), 0, out var number) ? number : FeelNumber.Zero;

    private static FeelDaysDuration OfNanoseconds(FeelNumber nanoseconds)
    {
        var whole = FeelNumberRounding.ToScale(nanoseconds, 0, FeelRounding.Down);
        if (FeelNumberText.DigitCount(whole.Coefficient) + whole.Exponent > 24) throw new OverflowException();
        return FeelTemporalText.DaysDuration(BigInteger.Parse(whole.ToString(), System.Globalization.CultureInfo.InvariantCulture))
            ?? throw new OverflowException();
    }

    private static FeelYearsDuration OfMonths(FeelNumber months) =>
        FeelNumberRounding.ToScale(months, 0, FeelRounding.Down).TryToInt64(out var whole)
            ? new FeelYearsDuration(whole)
            : throw new OverflowException();
}
