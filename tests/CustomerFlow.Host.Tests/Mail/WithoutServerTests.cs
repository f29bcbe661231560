using System.Net;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Host.Access;
using CustomerFlow.Host.Mail;
using CustomerFlow.Host.Shared;
using CustomerFlow.Host.Start;
using CustomerFlow.Host.Tests.Complaints;
using CustomerFlow.Testing;
using CustomerFlow.Testing.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CustomerFlow.Host.Tests.Mail;

/// <summary>Where mail goes with and without a server, in a demo and outside of one.</summary>
public sealed class WithoutServerTests
{
    private const string Password = "long enough to sign in";

    [Fact]
    public async Task A_demo_without_a_server_keeps_what_it_sent()
    {
        await using var scene = await ComplaintScene.StartAsync(published: false);

        await scene.OpenAsync();

        Assert.IsType<MailboxTransport>(scene.Get<IMailTransport>());
        await Until.TrueAsync(() => AnyAsync(scene, MailState.Sent, hasText: true), "the mail was kept");
    }

    [Fact]
    public async Task Outside_of_a_demo_mail_waits_until_there_is_a_server()
    {
        await using var scene = await ComplaintScene.StartAsync(published: false, "--Demo:Enabled=false");
        await AddCompanyAsync(scene);

        using var visitor = scene.Host.Visitor();
        using var sent = await TestHost.PostFormAsync(
            visitor, "/complain", ("Category", "delivery"), ("Subject", "Parcel never came"), ("Description", "Nothing since Monday."),
            ("Severity", "normal"), ("Name", "Li Hua"), ("Email", "li.hua@example.cn"));

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        await Until.TrueAsync(() => AnyAsync(scene, MailState.Queued, hasText: true), "the mail was queued");
        // The loop has ended: nothing will ever take it.
        await scene.Host.Services.GetServices<IHostedService>().OfType<MailLoop>().Single().ExecuteTask!;
        Assert.True(await AnyAsync(scene, MailState.Queued, hasText: true));
    }

    [Fact]
    public async Task Outside_of_a_demo_there_is_no_clock_and_the_mailbox_is_for_those_who_run_the_place()
    {
        await using var scene = await ComplaintScene.StartAsync(published: false, "--Demo:Enabled=false");
        await AddAdminAsync(scene);
        using var admin = scene.Host.Visitor();
        (await TestHost.PostFormAsync(admin, "/sign-in", ("Username", "root"), ("Password", Password))).Dispose();

        using var clock = await admin.GetAsync(new Uri("/clock", UriKind.Relative));
        var mailbox = await admin.GetStringAsync(new Uri("/mailbox", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, clock.StatusCode);
        Assert.DoesNotContain("cf-clock", mailbox, StringComparison.Ordinal);
        Assert.Contains("Smtp:Host", mailbox, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_server_the_text_goes_and_staff_do_not_read_the_mailbox()
    {
        await using var sink = new SmtpSink();
        await using var scene = await ComplaintScene.StartAsync(
            published: false, "--Smtp:Host=127.0.0.1", $"--Smtp:Port={sink.Port}", "--Smtp:Security=None");
        await scene.OpenAsync();
        await sink.NextMailAsync();
        using var agent = await scene.Host.SignedInAsync("agent");
        using var admin = await scene.Host.SignedInAsync("admin");

        await Until.TrueAsync(() => AnyAsync(scene, MailState.Sent, hasText: false), "the text of the sent mail was cleared");
        using var refused = await agent.GetAsync(new Uri("/mailbox", UriKind.Relative));
        using var shown = await admin.GetAsync(new Uri("/mailbox", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (refused.StatusCode, shown.StatusCode));
    }

    private static async Task<bool> AnyAsync(ComplaintScene scene, MailState state, bool hasText)
    {
        await using var db = scene.Db();
        return await db.Set<OutgoingMailRow>().AnyAsync(row => row.State == state && (row.Content != null) == hasText);
    }

    // Without its teams the shipped workflow cannot give the complaint to anybody.
    private static async Task AddCompanyAsync(ComplaintScene scene)
    {
        await using var scope = scene.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NewPeople>()
            .AddDemoAsync(DemoPeople.All, Password, CancellationToken.None);
    }

    private static async Task AddAdminAsync(ComplaintScene scene)
    {
        await using var scope = scene.Host.Services.CreateAsyncScope();
        var person = new NewPerson("root", new Text("根", "Root"), Language.En, [Roles.Admin]);
        Assert.NotNull(await scope.ServiceProvider.GetRequiredService<NewPeople>().AddFirstAsync(person, Password, CancellationToken.None));
    }
}
