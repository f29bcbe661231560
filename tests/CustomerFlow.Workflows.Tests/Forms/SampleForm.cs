using CustomerFlow.Workflows.Feel;
using CustomerFlow.Workflows.Forms;

namespace CustomerFlow.Workflows.Tests.Forms;

/// <summary>Short ways to read a form of some components and to post to it, at half past ten on 24 November 2026 in Shanghai.</summary>
internal static class SampleForm
{
    public static readonly FeelEnvironment Shanghai = FeelEnvironment.At(DateTimeOffset.Parse("2026-11-24T02:30:00Z", null), "Asia/Shanghai");

    public static FormSchema Of(params string[] components)
    {
        var reading = FormReader.Read(Json(components));
        Assert.Empty(reading.Problems);
        return reading.Form!;
    }

    public static string Json(params string[] components) =>
        $$"""{ "type": "default", "id": "intake", "schemaVersion": 19, "components": [{{string.Join(", ", components)}}] }""";

    public static FormContext With(string variables = "{}") => new(FeelJson.ParseObject(variables), Shanghai);

    public static Dictionary<string, string[]> Posted(params (string Name, string Value)[] fields) =>
        fields.GroupBy(field => field.Name).ToDictionary(field => field.Key, field => field.Select(value => value.Value).ToArray());

    public static FormOutcome Post(FormSchema form, params (string Name, string Value)[] fields) =>
        FormSubmission.Check(form, Posted(fields), With());

    // Accepted values as JSON; refusals as "name code".
    public static string Text(FormOutcome outcome) => outcome switch
    {
        FormOutcome.Accepted accepted => FeelJson.ToText(accepted.Values),
        FormOutcome.Refused refused => string.Join("; ", refused.Errors.Select(error => $"{error.Name} {error.Code}")),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
