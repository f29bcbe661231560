using System.Text.Json;
using Microsoft.OpenApi;

namespace CustomerFlow.Host.Tests.OrchestrationApi;

/// <summary>The OpenAPI documents are whole: a reader finds no error, and every reference leads somewhere.</summary>
public sealed class EngineDocumentTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("api")]
    [InlineData("v2")]
    public async Task The_document_is_valid(string name)
    {
        var text = await fixture.Host.Visitor().GetStringAsync(new Uri($"/openapi/{name}.json", UriKind.Relative));

        var read = OpenApiDocument.Parse(text);

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Document!.Validate(ValidationRuleSet.GetDefaultRuleSet()));
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_and_says_what_it_does()
    {
        using var document = JsonDocument.Parse(await fixture.Host.Visitor().GetStringAsync(new Uri("/openapi/v2.json", UriKind.Relative)));

        var operations = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value).ToList();

        Assert.Equal(operations.Count, operations.Select(one => one.GetProperty("operationId").GetString()).Distinct().Count());
        Assert.All(operations, one => Assert.False(string.IsNullOrEmpty(one.GetProperty("summary").GetString())));
    }
}
