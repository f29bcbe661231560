using CustomerFlow.Host.Access;

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
        services.AddScoped(provider => ActivatorUtilities.CreateInstance<SurveyFigures>(
            provider, provider.GetRequiredService<CurrentPerson>().Scope));
        services.AddScoped<SurveyQuestions>();
        services.AddScoped<SurveyComments>();
        services.AddScoped<MakeImprovement>();
        services.AddSingleton(new NavigationEntry(
            NavigationGroup.Improve, 20, "/surveys", Icon.Report, AnalysisTexts.Title, Policies.ReadCases));
    }
}
