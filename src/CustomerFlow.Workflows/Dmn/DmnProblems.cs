using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Dmn;

/// <summary>Codes and English sentences of all problems of decision models.</summary>
internal static class DmnProblems
{
    private static readonly Dictionary<string, string> Sentences = new()
    {
        ["dmn.xml"] = "The file is no readable XML: {0}",
        ["dmn.size"] = "The file is larger than {0} bytes.",
        ["dmn.depth"] = "The file is nested deeper than {0} elements.",
        ["dmn.root"] = "The file is no DMN 1.2 to 1.5 model.",
        ["dmn.reference"] = "There is no element \"{0}\".",
        ["dmn.cycle"] = "The element \"{0}\" requires itself.",
        ["dmn.duplicate"] = "Two elements have the id \"{0}\".",
        ["dmn.hit-policy"] = "There is no hit policy \"{0}\".",
        ["dmn.cells"] = "The rule has not one cell for each column.",
        ["dmn.import"] = "The model with the namespace \"{0}\" is not at hand.",
    };

    public static IReadOnlyCollection<string> Codes => Sentences.Keys;

    public static DmnProblem Of(string elementId, string code, params ReadOnlySpan<string> arguments)
    {
        var message = Sentences[code];
        for (var i = 0; i < arguments.Length; i++) message = message.Replace("{" + i + "}", arguments[i], StringComparison.Ordinal);
        return new DmnProblem(elementId, code, message, [.. arguments]);
    }

    public static DmnProblem Of(string elementId, FeelProblem problem) =>
        new(elementId, problem.Code, problem.Message, problem.Arguments);
}
