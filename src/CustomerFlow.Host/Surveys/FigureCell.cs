using System.Globalization;

namespace CustomerFlow.Host.Surveys;

/// <summary>A figure as a table shows it: never without the number of answers that it comes from.</summary>
internal sealed record FigureCell(Figure Figure, Func<decimal, string> Write)
{
    public static FigureCell Mean(Figure figure) => new(figure, value => Display.Number(Math.Round(value, 2)));

    public static FigureCell Balance(Figure figure) => new(figure, Balance);

    public static FigureCell Correlation(Figure figure) =>
        new(figure, value => value.ToString("0.00", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal));

    /// <summary>With its sign: +28, −12, 0.</summary>
    public static string Balance(decimal value) => Math.Round(value, MidpointRounding.AwayFromZero) switch
    {
        > 0 and var good => string.Create(CultureInfo.InvariantCulture, $"+{good:0}"),
        < 0 and var bad => string.Create(CultureInfo.InvariantCulture, $"−{-bad:0}"),
        _ => "0",
    };

    public static string Rate(decimal? rate) =>
        rate is { } known ? AnalysisTexts.Percent.With(Math.Round(known).ToString(CultureInfo.InvariantCulture)) : "";
}

/// <summary>One table of figures.</summary>
internal sealed record SurveyTable(Text Heading, IEnumerable<SurveyLine> Lines, Func<SurveyLine, string> Name, bool HasEffort);
