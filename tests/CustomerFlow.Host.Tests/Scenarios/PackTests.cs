using System.Text;
using System.Text.Json;
using CustomerFlow.Data.Workflows.Releases;
using CustomerFlow.Host.Definitions;
using CustomerFlow.Workflows.Definitions;
using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Forms;
using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Host.Tests.Scenarios;

/// <summary>What every shipped workflow must be: readable, complete in both languages, and only made of what exists.</summary>
public sealed class PackTests
{
    private static readonly string[] Languages = ["zh", "en"];

    public static TheoryData<string> Packs => [.. WorkflowFiles.Packs];

    /// <summary>Without those that hold tables only, which pages and jobs ask.</summary>
    public static TheoryData<string> PacksWithFlows => [.. WorkflowFiles.Packs.Where(
        pack => Directory.EnumerateFiles(Path.Combine(WorkflowFiles.Root, pack), "*.bpmn").Any())];

    [Fact]
    public async Task Every_pack_is_published_without_problems()
    {
        await using var world = await PostgresWorld.CreateAsync();

        var outcomes = await world.Get<Packs>().LoadAsync(world.Get<WorkflowFolder>().Path, CancellationToken.None);

        // An unknown step, form, decision or called process refuses a pack; so does anything that cannot be read.
        Assert.All(outcomes, outcome => Assert.True(
            outcome is PackOutcome.Published,
            outcome is PackOutcome.Refused refused ? string.Join("; ", refused.Problems.Select(p => $"{p.Resource} {p.ElementId}: {p.En}")) : ""));
        Assert.Equal(WorkflowFiles.Packs, outcomes.Select(outcome => outcome.Name));
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public async Task A_pack_has_not_even_warnings(string pack)
    {
        await using var world = await PostgresWorld.CreateAsync();
        await world.Get<DeployPacks>().RunAsync(CancellationToken.None);
        var files = await Data.Workflows.Releases.Packs.ReadAsync(Path.Combine(WorkflowFiles.Root, pack), CancellationToken.None);

        var problems = await world.Get<ReleaseStore>().CheckAsync(files, CancellationToken.None);

        Assert.Empty(problems.Select(problem => $"{problem.Resource} {problem.ElementId}: {problem.En}"));
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void Names_exist_in_both_languages(string pack)
    {
        var folder = Path.Combine(WorkflowFiles.Root, pack);
        var (texts, problems) = TextCatalog.Read(
            File.ReadAllText(Path.Combine(folder, "texts.zh.json")), File.ReadAllText(Path.Combine(folder, "texts.en.json")));

        var forms = Directory.EnumerateFiles(folder, "*.form").Select(file => FormReader.Read(File.ReadAllText(file))).ToList();
        var named = Directory.EnumerateFiles(folder, "*.bpmn").SelectMany(NamedElements);
        var needed = named.Concat(forms.SelectMany(reading => FormTextKeys.Of(reading.Form!)));

        Assert.Empty(problems);
        Assert.Empty(forms.SelectMany(reading => reading.Problems));
        Assert.Empty(texts.Missing(needed).Select(problem => problem.Path));
    }

    [Theory]
    [MemberData(nameof(PacksWithFlows))]
    public void Mails_that_steps_send_can_be_read_in_both_languages(string pack)
    {
        var folder = Path.Combine(WorkflowFiles.Root, pack);
        var sent = Directory.EnumerateFiles(folder, "*.bpmn").SelectMany(MailHeaders).Distinct().ToList();

        var problems = sent.SelectMany(mail => Languages.SelectMany(language => ProblemsOf(folder, mail, language)));

        Assert.NotEmpty(sent);
        Assert.Empty(problems);
    }

    [Theory]
    [MemberData(nameof(PacksWithFlows))]
    public void No_mail_lies_about_that_nobody_sends(string pack)
    {
        var folder = Path.Combine(WorkflowFiles.Root, pack);
        var sent = Directory.EnumerateFiles(folder, "*.bpmn").SelectMany(MailHeaders).ToHashSet();

        var names = Directory.EnumerateFiles(Path.Combine(folder, "mails")).Select(file => Path.GetFileName(file).Split('.')[0]).Distinct();

        Assert.Subset(sent, names.ToHashSet());
    }

    [Fact]
    public void Element_templates_describe_every_step_in_both_languages()
    {
        var described = Languages.ToDictionary(language => language, StepTypesDescribed);

        var used = WorkflowFiles.Packs
            .SelectMany(pack => Directory.EnumerateFiles(Path.Combine(WorkflowFiles.Root, pack), "*.bpmn"))
            .SelectMany(Jobs).Select(job => Assert.IsType<FeelAttribute.Static>(job.Type).Text).Distinct().Order();

        Assert.Equal(described["zh"], described["en"]);
        Assert.Subset(described["zh"].ToHashSet(), used.ToHashSet());
    }

    private static string[] StepTypesDescribed(string language)
    {
        using var templates = JsonDocument.Parse(File.ReadAllText(Path.Combine(WorkflowFiles.Root, $"element-templates.{language}.json")));
        return [.. templates.RootElement.EnumerateArray()
            .SelectMany(template => template.GetProperty("properties").EnumerateArray())
            .Where(property => property.GetProperty("binding").GetProperty("type").GetString() == "zeebe:taskDefinition")
            .Select(property => property.GetProperty("value").GetString()!)];
    }

    // What a person reads in a flow chart, an inbox or a timeline.
    private static IEnumerable<string> NamedElements(string file) => Elements(file)
        .Where(element => element.Name is { Length: > 0 }).Select(element => element.Id);

    private static IEnumerable<string> MailHeaders(string file) => Jobs(file)
        .Select(job => job.Headers.GetValueOrDefault("mail")).OfType<string>();

    private static IEnumerable<JobDefinition> Jobs(string file) => Elements(file).OfType<Element.JobTask>().Select(task => task.Job);

    private static IEnumerable<Element> Elements(string file) =>
        BpmnReader.Read(file, File.ReadAllBytes(file)).Processes.SelectMany(process => process.Elements);

    private static IEnumerable<string> ProblemsOf(string folder, string mail, string language)
    {
        var path = Path.Combine(folder, "mails", $"{mail}.{language}.md");
        return File.Exists(path)
            ? MailText.Read(path, File.ReadAllText(path, Encoding.UTF8)).Problems.Select(problem => $"{problem.Path}: {problem.Sentence.En}")
            : [$"{path} is missing"];
    }
}
