using System.Text.RegularExpressions;

namespace CustomerFlow.Host.Tests.Repository;

/// <summary>Rules of the house that the compiler does not know.</summary>
public sealed partial class TidyTests
{
    private const int FileLinesMax = 400;
    private const int LineLengthMax = 140;

    [Fact]
    public void No_source_file_is_longer_than_four_hundred_lines()
    {
        var files = SourceTree.CSharpFiles("src").Concat(SourceTree.CSharpFiles("tests"));

        var tooLong = files.Select(file => (file, lines: SourceTree.Lines(file).Length)).Where(found => found.lines > FileLinesMax);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_source_line_is_longer_than_one_hundred_and_forty_characters()
    {
        var files = SourceTree.CSharpFiles("src");

        var tooLong = files.SelectMany(file => SourceTree.Lines(file)
            .Select((line, index) => (place: $"{file}:{index + 1}", line.Length))
            .Where(found => found.Length > LineLengthMax));

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Workflows_knows_neither_the_database_nor_the_web()
    {
        var files = SourceTree.CSharpFiles(Path.Combine("src", "CustomerFlow.Workflows"));

        var forbidden = files.SelectMany(file => SourceTree.Lines(file)
            .Where(line => ForbiddenInWorkflows().IsMatch(line)).Select(line => $"{file}: {line}"));

        Assert.Empty(forbidden);
    }

    [Fact]
    public void Type_names_say_what_the_type_is()
    {
        var files = SourceTree.CSharpFiles("src");

        var vague = files.SelectMany(file => SourceTree.Lines(file)
            .Where(line => VagueTypeName().IsMatch(line)).Select(line => $"{file}: {line.Trim()}"));

        Assert.Empty(vague);
    }

    [GeneratedRegex(@"^using (Microsoft\.EntityFrameworkCore|Npgsql|Microsoft\.AspNetCore)")]
    private static partial Regex ForbiddenInWorkflows();

    [GeneratedRegex(@"\b(class|record|struct|interface) \w+(Manager|Helper|Util|Utils|Impl|Dto|Base)\b")]
    private static partial Regex VagueTypeName();
}
