namespace CustomerFlow.Host.Mail;

internal static class SmtpSetup
{
    /// <summary>Adds the checked settings of section <c>Smtp</c> and the transport that uses them.</summary>
    public static IServiceCollection AddSmtpTransport(this IServiceCollection services)
    {
        services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IMailTransport, SmtpTransport>();
        return services;
    }
}
