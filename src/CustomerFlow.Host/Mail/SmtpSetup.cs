using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Mail;

internal static class SmtpSetup
{
    /// <summary>
    /// Adds the checked settings of section <c>Smtp</c> and the transport that uses them; without a server, the one that leaves every
    /// mail in the built-in mailbox.
    /// </summary>
    public static IServiceCollection AddSmtpTransport(this IServiceCollection services)
    {
        services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IMailTransport>(provider => provider.GetRequiredService<IOptions<SmtpOptions>>().Value.HasServer
            ? ActivatorUtilities.CreateInstance<SmtpTransport>(provider)
            : new MailboxTransport());
        return services;
    }
}
