namespace CustomerFlow.Host.Surveys;

/// <summary>Surveys: the steps that send them, and the pages on which customers answer or leave.</summary>
internal static class SurveysFeature
{
    public static void AddSurveys(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SurveySheets>();
        services.AddSingleton<AnswerSurvey>();
        services.AddSingleton<StopSurveys>();
    }
}
