using System.Globalization;
using System.Text.RegularExpressions;

namespace CustomerFlow.Workflows.Definitions.Checks;

/// <summary>The written forms of a timer: ISO 8601 date, duration and repetition, or cron as Spring writes it.</summary>
internal static partial class TimerText
{
    private static readonly string[] Macros = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

    public static bool IsDate(string text)
    {
        // A named zone may follow in brackets: 2026-10-01T09:00:00+08:00[Asia/Shanghai].
        var moment = ZoneName().Replace(text, "");
        return DateWithTime().IsMatch(moment)
            && DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
    }

    public static bool IsDuration(string text) => Duration().IsMatch(text);

    public static bool IsCycle(string text)
    {
        if (!text.StartsWith('R'))
        {
            return IsCron(text);
        }

        var parts = text.Split('/');
        return Repetition().IsMatch(parts[0]) && parts.Length switch
        {
            2 => IsDuration(parts[1]),
            3 => IsDate(parts[1]) && IsDuration(parts[2]),
            _ => false,
        };
    }

    private static bool IsCron(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 6 ? fields.All(field => CronField().IsMatch(field)) : Macros.Contains(text);
    }

    [GeneratedRegex(@"\[[A-Za-z0-9_+\-/]+\]$")]
    private static partial Regex ZoneName();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$")]
    private static partial Regex DateWithTime();

    [GeneratedRegex(@"^-?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^R(\d+|-1)?$")]
    private static partial Regex Repetition();

    [GeneratedRegex(@"^[0-9A-Z*/,\-?#]+$")]
    private static partial Regex CronField();
}
