namespace CustomerFlow.Host.Mail;

/// <summary>Mail leaves the house, or waits to be read in the built-in mailbox.</summary>
internal static class MailFeature
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSmtpTransport();
        services.AddSingleton<MailDelivery>();
        services.AddHostedService<MailLoop>();
    }
}
