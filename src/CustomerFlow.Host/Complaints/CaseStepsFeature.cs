using CustomerFlow.Data.Workflows.Steps;
using CustomerFlow.Host.Mail;
using CustomerFlow.Host.People;
using CustomerFlow.Host.Surveys;

namespace CustomerFlow.Host.Complaints;

/// <summary>All inline steps of the shipped workflows. A new one is one line here and one element template.</summary>
internal static class CaseStepsFeature
{
    public static IServiceCollection AddCaseSteps(this IServiceCollection services)
    {
        services.AddSingleton<CompanyDay>();
        services.AddSingleton<MailFactsReader>();
        services.AddSingleton<InlineStep, AssignCaseStep>();
        services.AddSingleton<InlineStep, StartClocksStep>();
        services.AddSingleton<InlineStep, PauseClockStep>();
        services.AddSingleton<InlineStep, ResumeClockStep>();
        services.AddSingleton<InlineStep, StopClockStep>();
        services.AddSingleton<InlineStep, SendMailStep>();
        services.AddSingleton<InlineStep, EscalateStep>();
        services.AddSingleton<InlineStep, ReopenCaseStep>();
        services.AddSingleton<InlineStep, CloseCaseStep>();
        services.AddSingleton<InlineStep, SendSurveyStep>();
        services.AddSingleton<InlineStep, RemindSurveyStep>();
        services.AddSingleton<InlineStep, CloseSurveyStep>();
        return services;
    }
}
