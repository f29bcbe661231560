using Xunit.Abstractions;

namespace CustomerFlow.Workflows.Tests.Conformance;

/// <summary>The public DMN test suite: each result node of each case counts once.</summary>
public sealed class DmnConformanceTests(ITestOutputHelper output)
{
    [Fact]
    public void As_many_results_of_the_public_suite_are_right_as_were_recorded()
    {
        if (ConformanceMaterial.Folder(Path.Combine("dmn", "TestCases")) is not { } folder)
        {
            output.WriteLine("Skipped: the conformance material is not on this machine.");
            return;
        }

        var directories = Directory.GetDirectories(folder).SelectMany(Directory.GetDirectories).Order(StringComparer.Ordinal);
        var results = directories.SelectMany(DmnCases.Run).ToList();
        var passed = results.Count(result => result.Passed);
        output.WriteLine($"DMN: {passed} of {results.Count} results pass.");
        foreach (var failed in results.Where(result => !result.Passed)) output.WriteLine($"{failed.Place}: {failed.Detail}");

        var recorded = ConformanceMaterial.Recorded("dmn");
        Assert.True(passed >= recorded, $"{passed} of {results.Count} results pass, {recorded} are recorded.");
    }
}
