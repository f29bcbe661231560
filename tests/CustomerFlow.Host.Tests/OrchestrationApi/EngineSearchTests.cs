using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CustomerFlow.Host.Tests.OrchestrationApi;

/// <summary>Filters, sorts and cursors mean what they say, and what is not known is refused.</summary>
public sealed class EngineSearchTests(EngineFixture fixture) : IClassFixture<EngineFixture>, IAsyncLifetime
{
    private readonly string mark = Guid.NewGuid().ToString();
    private readonly List<string> greetings = [];
    private string order = "";

    public async Task InitializeAsync()
    {
        foreach (var name in new[] { "Anna", "Bert", "Carl_x" }) greetings.Add(await fixture.StartAsync("greeting", new { name, mark }));
        order = await fixture.StartAsync("order", new { orderId = mark, mark, amount = 12.50, parts = new { a = 1, b = new[] { 1, 2 } } });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("""{"processDefinitionId":"greeting"}""", 3)]
    [InlineData("""{"processDefinitionId":{"$neq":"greeting"}}""", 1)]
    [InlineData("""{"processDefinitionId":{"$in":["greeting","order","other"]}}""", 4)]
    [InlineData("""{"processDefinitionId":{"$notIn":["greeting"]}}""", 1)]
    [InlineData("""{"processDefinitionId":{"$like":"*eet?ng"}}""", 3)]
    [InlineData("""{"processDefinitionId":{"$like":"greet"}}""", 0)]
    [InlineData("""{"processDefinitionVersionTag":{"$exists":false}}""", 3)]
    [InlineData("""{"endDate":{"$exists":true}}""", 3)]
    [InlineData("""{"state":"ACTIVE"}""", 1)]
    [InlineData("""{"state":{"$neq":"ACTIVE"}}""", 3)]
    [InlineData("""{"state":{"$in":["COMPLETED","TERMINATED"]}}""", 3)]
    [InlineData("""{"state":{"$like":"COMP*"}}""", 3)]
    [InlineData("""{"state":"NEVER_HEARD_OF"}""", 0)]
    [InlineData("""{"startDate":{"$gt":"2020-01-01T00:00:00Z","$lt":"2099-01-01T00:00:00Z"}}""", 4)]
    [InlineData("""{"startDate":{"$lte":"2020-01-01T00:00:00Z"}}""", 0)]
    [InlineData("""{"processDefinitionVersion":{"$gte":1}}""", 4)]
    [InlineData("""{"hasIncident":false}""", 4)]
    [InlineData("""{"tenantId":"<default>"}""", 4)]
    [InlineData("""{"$or":[{"processDefinitionId":"order"},{"state":"COMPLETED"}]}""", 4)]
    [InlineData("""{"$or":[{"processDefinitionId":"order"},{"processDefinitionId":"other"}]}""", 1)]
    public async Task A_filter_finds_what_it_describes(string filter, int expected)
    {
        var page = await fixture.SearchAsync("admin", "process-instances", $$"""{"filter":{{WithMark(filter)}}}""");

        Assert.Equal(expected, page.GetProperty("items").GetArrayLength());
        Assert.Equal(expected, page.GetProperty("page").GetProperty("totalItems").GetInt64());
    }

    [Theory]
    [InlineData("""{"name":"name","value":"\"Anna\""}""", 1)]
    [InlineData("""{"name":"name","value":{"$like":"\"*_x\""}}""", 1)]
    [InlineData("""{"name":"name","value":{"$in":["\"Anna\"","\"Bert\""]}}""", 2)]
    [InlineData("""{"name":"name","value":{"$exists":true}}""", 3)]
    [InlineData("""{"name":"amount","value":"12.5"}""", 1)]
    [InlineData("""{"name":"parts","value":"{\"b\":[1,2],\"a\":1}"}""", 1)]
    [InlineData("""{"name":"name","value":{"$neq":"\"Anna\""}}""", 3)]
    public async Task Instances_are_found_by_the_values_of_their_variables(string variable, int expected)
    {
        var request = $$$"""{"filter":{"variables":[{{{variable}}},{{{Mark}}}]}}""";

        var page = await fixture.SearchAsync("admin", "process-instances", request);

        Assert.Equal(expected, page.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Rows_come_in_the_order_asked_for_and_those_without_a_value_last()
    {
        var up = await fixture.SearchAsync("admin", "process-instances", Sorted("""{"field":"endDate"}"""));
        var down = await fixture.SearchAsync("admin", "process-instances", Sorted("""{"field":"endDate","order":"DESC"}"""));

        Assert.Equal([.. greetings, order], EngineFixture.Texts(up, "processInstanceKey"));
        Assert.Equal([.. greetings.AsEnumerable().Reverse(), order], EngineFixture.Texts(down, "processInstanceKey"));
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[{"field":"endDate","order":"DESC"}]""")]
    [InlineData("""[{"field":"endDate"}]""")]
    [InlineData("""[{"field":"processDefinitionId","order":"DESC"},{"field":"startDate"}]""")]
    [InlineData("""[{"field":"state"},{"field":"hasIncident"},{"field":"processDefinitionVersionTag"}]""")]
    public async Task Cursors_lead_through_every_row_once_and_back_again(string sort)
    {
        var whole = EngineFixture.Texts(await PageAsync(sort, """{"limit":50}"""), "processInstanceKey");

        var forwards = new List<string>();
        var place = """{"limit":1}""";
        string last;
        do
        {
            var page = await PageAsync(sort, place);
            forwards.AddRange(EngineFixture.Texts(page, "processInstanceKey"));
            last = page.GetProperty("page").GetProperty("endCursor").GetString() ?? "";
            place = JsonSerializer.Serialize(new { limit = 1, after = last });
        }
        while (last.Length > 0 && forwards.Count <= whole.Count && (await PageAsync(sort, place)).GetProperty("items").GetArrayLength() > 0);
        var before = EngineFixture.Texts(
            await PageAsync(sort, JsonSerializer.Serialize(new { limit = 2, before = last })), "processInstanceKey");

        Assert.Equal(whole, forwards);
        Assert.Equal(whole.SkipLast(1).TakeLast(2), before);
    }

    [Fact]
    public async Task A_page_can_begin_at_a_row_and_an_empty_one_has_no_cursors()
    {
        var sort = """[{"field":"startDate"}]""";

        var second = await PageAsync(sort, """{"from":1,"limit":2}""");
        var beyond = await PageAsync(sort, """{"from":4,"limit":2}""");

        Assert.Equal(greetings[1], second.GetProperty("items")[0].GetProperty("processInstanceKey").GetString());
        Assert.Equal(4, beyond.GetProperty("page").GetProperty("totalItems").GetInt64());
        Assert.Equal(JsonValueKind.Null, beyond.GetProperty("page").GetProperty("startCursor").ValueKind);
    }

    [Theory]
    [InlineData("""{"filter":{"colour":"red"}}""", "colour")]
    [InlineData("""{"filter":{"$or":[{"colour":"red"}]}}""", "colour")]
    [InlineData("""{"filter":{"tags":["a"]}}""", "tags")]
    [InlineData("""{"filter":{"hasIncident":{"$gt":true}}}""", "$gt")]
    [InlineData("""{"filter":{"processDefinitionId":{"$regex":"."}}}""", "$regex")]
    [InlineData("""{"filter":{"processDefinitionId":{}}}""", "processDefinitionId")]
    [InlineData("""{"filter":{"processInstanceKey":"x"}}""", "processInstanceKey")]
    [InlineData("""{"filter":{"processInstanceKey":17}}""", "processInstanceKey")]
    [InlineData("""{"filter":{"startDate":"yesterday"}}""", "startDate")]
    [InlineData("""{"filter":{"processDefinitionId":{"$in":"order"}}}""", "processDefinitionId")]
    [InlineData("""{"filter":{"processDefinitionId":"a\u0000b"}}""", "processDefinitionId")]
    [InlineData("""{"filter":{"variables":[{"name":"a"}]}}""", "variables")]
    [InlineData("""{"filter":{"variables":[{"name":"a","value":"not json"}]}}""", "variables")]
    [InlineData("""{"filter":[]}""", "filter")]
    [InlineData("""{"sort":[{"field":"colour"}]}""", "colour")]
    [InlineData("""{"sort":[{"field":"startDate","order":"UP"}]}""", "ASC")]
    [InlineData("""{"page":{"limit":0}}""", "limit")]
    [InlineData("""{"page":{"limit":201}}""", "200")]
    [InlineData("""{"page":{"from":-1}}""", "from")]
    [InlineData("""{"page":{"from":1,"after":"AAAA"}}""", "after")]
    [InlineData("""{"page":{"after":"AAAA"}}""", "游标")]
    [InlineData("""{"page":{"after":"WyIrc3RhcnREYXRlIl0="}}""", "游标")]
    [InlineData("""{"page":{"size":1}}""", "$.page.size")]
    [InlineData("""{"colour":1}""", "$.colour")]
    [InlineData("""{"filter":""", "$")]
    public async Task What_a_search_does_not_know_is_refused_and_named(string request, string named)
    {
        var (status, body) = await fixture.PostAsync("admin", "/v2/process-instances/search", request);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(named, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var cursor = (await PageAsync("[]", """{"limit":1}""")).GetProperty("page").GetProperty("endCursor").GetString();

        var (status, _) = await fixture.PostAsync(
            "admin", "/v2/process-instances/search", $$$"""{"sort":[{"field":"startDate"}],"page":{"after":"{{{cursor}}}"}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    // The refusal of an unknown field lists the known ones: each of them has to work, on its own and as an order with a cursor.
    [Theory]
    [InlineData("process-definitions")]
    [InlineData("decision-definitions")]
    [InlineData("process-instances")]
    [InlineData("element-instances")]
    [InlineData("incidents")]
    [InlineData("variables")]
    [InlineData("user-tasks")]
    [InlineData("jobs")]
    public async Task Every_field_that_a_search_names_can_be_used(string what)
    {
        var filters = await FieldsAsync(what, """{"filter":{"?":1}}""");
        var sorts = await FieldsAsync(what, """{"sort":[{"field":"?"}]}""");

        Assert.NotEmpty(filters);
        foreach (var field in filters.Where(field => !field.EndsWith("ariables", StringComparison.Ordinal)))
            await fixture.SearchAsync("admin", what, $$$$"""{"filter":{"{{{{field}}}}":{"$exists":true}}}""");
        Assert.NotEmpty(sorts);
        foreach (var field in sorts)
        {
            var order = $$"""[{"field":"{{field}}","order":"DESC"}]""";
            var page = await fixture.SearchAsync("admin", what, $$$"""{"sort":{{{order}}},"page":{"limit":1}}""");
            if (page.GetProperty("page").GetProperty("endCursor").GetString() is { } cursor)
                await fixture.SearchAsync("admin", what, $$$"""{"sort":{{{order}}},"page":{"limit":1,"after":"{{{cursor}}}"}}""");
        }
    }

    [Fact]
    public async Task Elements_are_found_by_their_kind_and_name()
    {
        var page = await fixture.SearchAsync(
            "admin", "element-instances", new { filter = new { processInstanceKey = order, type = "SERVICE_TASK", elementName = "Check stock" } });

        Assert.Equal(["check"], EngineFixture.Texts(page, "elementId"));
    }

    private string Mark => $$"""{"name":"mark","value":"\"{{mark}}\""}""";

    private string WithMark(string filter) => filter[..^1] + $$""","variables":[{{Mark}}]}""";

    private string Sorted(string sort) => $$$"""{"filter":{"variables":[{{{Mark}}}]},"sort":[{{{sort}}}]}""";

    private Task<JsonElement> PageAsync(string sort, string page) => fixture.SearchAsync(
        "admin", "process-instances", $$$"""{"filter":{"variables":[{{{Mark}}}]},"sort":{{{sort}}},"page":{{{page}}}}""");

    private async Task<IReadOnlyList<string>> FieldsAsync(string what, string request)
    {
        var (_, body) = await fixture.PostAsync("admin", $"/v2/{what}/search", request);
        var sentence = body.GetProperty("detail").GetString()!;
        return [.. Regex.Matches(sentence[(sentence.IndexOf('：', StringComparison.Ordinal) + 1)..], "[A-Za-z]+").Select(match => match.Value)];
    }
}
