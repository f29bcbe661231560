using CustomerFlow.Host.Access;
using CustomerFlow.Host.Start;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

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
        services.AddScoped<MailQueries>();
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<DemoOptions>, IOptions<SmtpOptions>>(AllowReading);
        services.AddSingleton(new NavigationEntry(
            NavigationGroup.Operate, 20, "/mailbox", Icon.Mail, MailboxTexts.Mailbox, Policies.ReadMail, OnPhoneBar: true));
    }

    public static void MapMail(this WebApplication app) =>
        app.MapGet("/mailbox/{key:long}/html", MailDocument.SendAsync).RequireAuthorization(Policies.ReadMail)
            .WithMetadata(FramedDocument.Metadata);

    private static void AllowReading(AuthorizationOptions options, IOptions<DemoOptions> demo, IOptions<SmtpOptions> smtp) =>
        options.AddPolicy(Policies.ReadMail, policy =>
        {
            policy.RequireAuthenticatedUser();
            if (!demo.Value.Enabled || smtp.Value.HasServer) policy.RequireRole(Policies.MailReaders);
        });
}
