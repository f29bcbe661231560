using CustomerFlow.Data;
using CustomerFlow.Data.Access;
using CustomerFlow.Data.Workflows;
using CustomerFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CustomerFlow.Host.Tests.Browsers;

/// <summary>
/// The product's main job at real browsers: a customer complains, agent and lead work it, time passes, the customer answers, the case
/// closes. Every page on the way is looked at: it fits the screen, axe finds nothing serious, no policy refuses anything.
/// </summary>
public sealed class ComplaintWalkTests(HostFixture fixture, TestBrowser browser) : IClassFixture<HostFixture>, IClassFixture<TestBrowser>
{
    private const string PhoneWidthPages = "/tasks /cases /customers /mailbox /jobs /people /teams /failures /clock /account /studio";

    private TestHost Host => fixture.Host;

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("zh", 390)]
    public async Task A_complaint_is_walked_from_the_public_form_to_its_closed_case(string language, int width)
    {
        await using var customer = await browser.VisitAsync(Host.Address, language, width);
        await using var agent = await StaffAsync("agent", language, width);
        await using var lead = await StaffAsync("lead", language, width);

        var number = await ComplainAsync(customer, $"{language}@example.com");
        var key = await KeyOfAsync(number);
        await DoTaskAsync(agent, number, "investigate", ("findings", "The seal was broken."), ("investigation", "enough"));
        await DoTaskAsync(
            agent, number, "decide_remedy", ("remedy", "refund"), ("cost", "1800"), ("causeCode", "product-defect"),
            ("reasons", "You are right: the seal has a defect."));
        await DoTaskAsync(lead, number, "approve", ("approval", "approve"));
        await FollowAsync(customer, await LinkAsync(agent, key, "decision", "answer=accepted"));
        await SendAsync(customer, ".cf-message[role=status]");
        await DoTaskAsync(agent, number, "carry_out_remedy", ("carriedOutNote", "Paid back today."));
        await MoveClockAsync(agent, "Week");
        await MoveClockAsync(agent, "WorkingDay");
        await AnswerSurveyAsync(customer, await LinkAsync(agent, key, "invitation", "score=9"));
        await DoTaskAsync(agent, number, "follow_up_call", ("followUpResult", "satisfied"));

        await Until.TrueAsync(async () => (await CaseAsync(number)).ClosedAt is not null, $"{number} is closed");
        await SeeTheStoryAsync(agent, key);
        customer.AssertNoComplaint();
        agent.AssertNoComplaint();
        lead.AssertNoComplaint();
    }

    [Theory]
    [InlineData("en", 390)]
    [InlineData("zh", 1280)]
    public async Task Every_page_of_the_menu_fits_the_screen_and_can_be_used_by_everybody(string language, int width)
    {
        await using var admin = await StaffAsync("admin", language, width);

        foreach (var page in PhoneWidthPages.Split(' ')) await admin.OpenAsync(page);

        admin.AssertNoComplaint();
    }

    private async Task<BrowserVisitor> StaffAsync(string username, string language, int width)
    {
        var visitor = await browser.VisitAsync(Host.Address, language, width);
        await visitor.SignInAsync(username, language);
        return visitor;
    }

    private static async Task<string> ComplainAsync(BrowserVisitor customer, string email)
    {
        await customer.OpenAsync("/complain");
        await customer.Page.Locator("[name=Category]").SelectOptionAsync("product");
        await customer.Page.Locator("[name=Subject]").FillAsync("The kettle leaks");
        await customer.Page.Locator("[name=Description]").FillAsync("Water runs out at the bottom since the first day.");
        await customer.Page.Locator("[name=Amount]").FillAsync("900");
        // Everybody is somebody else: who was asked lately is left alone.
        await customer.Page.Locator("[name=Name]").FillAsync("Zhang San");
        await customer.Page.Locator("[name=Email]").FillAsync(email);
        await SendAsync(customer, ".cf-receipt-number");
        await customer.LookAsync();
        var number = (await customer.Page.Locator(".cf-receipt-number").InnerTextAsync()).Trim();
        await customer.Page.Locator("main a[href*='/s/']").First.ClickAsync();
        await customer.Page.Locator(".cf-status-words").First.WaitForAsync();
        await customer.LookAsync();
        return number;
    }

    /// <summary>Finds the task in the inbox, takes it when it lies with the group, fills its form and completes it.</summary>
    private async Task DoTaskAsync(BrowserVisitor staff, string number, string step, params (string Field, string Value)[] answers)
    {
        await Until.TrueAsync(async () => await TaskAsync(number, step) is not null, $"{number} has a task {step}");
        await staff.OpenAsync($"/tasks?view=all&q={number}");
        await staff.Page.Locator($"a.cf-row-title[href='/tasks/{await TaskAsync(number, step)}']").ClickAsync();
        var form = staff.Page.Locator("form[action*='Complete'] button[type=submit]");
        var claim = staff.Page.Locator("form[action*='Claim'] button[type=submit]");
        await form.Or(claim).First.WaitForAsync();
        if (await claim.CountAsync() > 0)
        {
            await claim.First.ClickAsync();
            await form.WaitForAsync();
        }

        await staff.LookAsync();
        foreach (var (field, value) in answers) await FillAsync(staff.Page, field, value);
        await form.ClickAsync();
        await Until.TrueAsync(async () => await TaskAsync(number, step) is null, $"the task {step} of {number} is done");
    }

    private static async Task FillAsync(IPage page, string field, string value)
    {
        var choice = page.Locator($"input[type=radio][name='{field}'][value='{value}']");
        if (await choice.CountAsync() > 0)
        {
            await choice.CheckAsync();
            return;
        }

        var input = page.Locator($"form[action*='Complete'] [name='{field}']");
        if (await input.EvaluateAsync<string>("element => element.tagName") == "SELECT") await input.SelectOptionAsync(value);
        else await input.FillAsync(value);
    }

    /// <summary>The address behind a link of the newest mail of a kind, as the built-in mailbox shows it.</summary>
    private async Task<string> LinkAsync(BrowserVisitor staff, long key, string purpose, string part)
    {
        await using var db = Db();
        long? mail = null;
        await Until.TrueAsync(
            async () => (mail = await db.Set<OutgoingMailRow>().AsNoTracking()
                .Where(row => row.Purpose == purpose
                    && db.Set<InstanceRow>().Any(instance => instance.Key == row.InstanceKey && instance.RootKey == key))
                .OrderByDescending(row => row.QueuedAt).Select(row => (long?)row.Key).FirstOrDefaultAsync()) is not null,
            $"the mail {purpose} is there");
        await staff.OpenAsync("/mailbox");
        await staff.Page.Locator($"a.cf-row-title[href='/mailbox/{mail}']").ClickAsync();
        await staff.LookAsync();
        await staff.Page.Locator("details.cf-more summary").First.ClickAsync();
        return (await staff.Page.Locator($"pre.cf-plain a[href*='{part}']").First.GetAttributeAsync("href"))!;
    }

    private static async Task FollowAsync(BrowserVisitor customer, string link) => await customer.OpenAsync(link);

    private static async Task AnswerSurveyAsync(BrowserVisitor customer, string link)
    {
        await FollowAsync(customer, link);
        Assert.True(await customer.Page.Locator("input[name=nps][value='9']").IsCheckedAsync());
        await AssertThumbsFitAsync(customer.Page);
        foreach (var question in new[] { "csat", "quality", "attitude", "speed" })
            await customer.Page.Locator($"input[name={question}][value='4']").CheckAsync();
        await SendAsync(customer, ".cf-message[role=status]");
    }

    /// <summary>Every choice of a scale is 44 pixels each way, however narrow the screen.</summary>
    private static async Task AssertThumbsFitAsync(IPage page)
    {
        foreach (var choice in await page.Locator(".cf-scale-choice").AllAsync())
        {
            var box = (await choice.BoundingBoxAsync())!;
            Assert.True(box.Width >= 44 && box.Height >= 44, $"{box.Width} by {box.Height}");
        }
    }

    private static async Task SendAsync(BrowserVisitor customer, string answer)
    {
        await customer.Page.Locator("main form button[type=submit]").First.ClickAsync();
        await customer.Page.Locator(answer).WaitForAsync();
        await customer.LookAsync();
    }

    private static async Task MoveClockAsync(BrowserVisitor staff, string step)
    {
        await staff.OpenAsync("/clock");
        await staff.Page.Locator($"main button[name=step][value={step}]").ClickAsync();
        await staff.Page.Locator(".cf-clock-progress").WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 90_000 });
    }

    private static async Task SeeTheStoryAsync(BrowserVisitor staff, long key)
    {
        await staff.OpenAsync($"/cases/{key}");
        var chart = staff.Page.Locator("[data-island=flow-viewer]");
        await chart.And(staff.Page.Locator("[data-state=ready]")).WaitForAsync();
        foreach (var step in new[] { "received", "investigate", "decide_remedy", "approve", "send_decision", "carry_out_remedy", "closed" })
            await staff.Page.Locator($"[data-element-id='{step}'].flow-done").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(0, await staff.Page.Locator(".flow-active").CountAsync());
    }

    private async Task<long?> TaskAsync(string number, string step)
    {
        await using var db = Db();
        return await (
            from task in db.Set<UserTaskRow>()
            join row in db.Set<CaseRow>() on task.InstanceKey equals row.InstanceKey
            where row.Number == number && task.ElementId == step && task.State == UserTaskState.Open
            select (long?)task.Key).SingleOrDefaultAsync();
    }

    private async Task<long> KeyOfAsync(string number) => (await CaseAsync(number)).InstanceKey;

    private async Task<CaseRow> CaseAsync(string number)
    {
        await using var db = Db();
        return await db.Set<CaseRow>().AsNoTracking().SingleAsync(row => row.Number == number);
    }

    private CustomerFlowDb Db() => Host.Services.GetRequiredService<DbPool>().Open(AccessScope.System("test"));
}
