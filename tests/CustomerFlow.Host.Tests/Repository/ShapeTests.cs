using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CustomerFlow.Host.Tests.Repository;

/// <summary>Rules of the house about the shape of the code, read from its syntax.</summary>
public sealed class ShapeTests
{
    private const int MethodLinesMax = 60;
    private const int ProgramLinesMax = 80;

    // An interface is a seam to the outside world or to the simulator; every new one is a decision.
    private static readonly string[] Seams =
    [
        "IFeelScope", "IMailTransport", "IPreparedMail", "IWorkflowStore",
    ];

    [Fact]
    public void No_method_is_longer_than_sixty_lines()
    {
        var tooLong = Methods("src").Where(method => Lines(method.Node) > MethodLinesMax)
            .Select(method => $"{method.File}: {Name(method.Node)} has {Lines(method.Node)} lines");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Every_interface_is_a_named_seam()
    {
        var interfaces = Nodes<InterfaceDeclarationSyntax>("src").Select(found => found.Node.Identifier.Text);

        Assert.Empty(interfaces.Except(Seams));
    }

    [Fact]
    public void Every_class_is_sealed_static_or_abstract()
    {
        var open = Nodes<ClassDeclarationSyntax>("src").Where(found => !found.Node.Modifiers.Any(modifier =>
                modifier.IsKind(SyntaxKind.SealedKeyword) || modifier.IsKind(SyntaxKind.StaticKeyword) ||
                modifier.IsKind(SyntaxKind.AbstractKeyword)))
            .Select(found => $"{found.File}: {found.Node.Identifier.Text}");

        Assert.Empty(open);
    }

    [Fact]
    public void Program_is_a_table_of_contents()
    {
        var lines = SourceTree.Lines(Path.Combine("src", "CustomerFlow.Host", "Program.cs")).Length;

        Assert.InRange(lines, 1, ProgramLinesMax);
    }

    [Fact]
    public void There_are_no_regions_and_no_asynchronous_void()
    {
        var files = SourceTree.CSharpFiles("src").Select(file => (file, text: string.Join('\n', SourceTree.Lines(file))));

        var found = files.Where(source => source.text.Contains("#region", StringComparison.Ordinal) ||
            source.text.Contains("async void", StringComparison.Ordinal)).Select(source => source.file);

        Assert.Empty(found);
    }

    private static IEnumerable<(string File, MemberDeclarationSyntax Node)> Methods(string folder) =>
        Nodes<BaseMethodDeclarationSyntax>(folder).Select(found => (found.File, (MemberDeclarationSyntax)found.Node));

    private static IEnumerable<(string File, TNode Node)> Nodes<TNode>(string folder)
        where TNode : SyntaxNode =>
        SourceTree.CSharpFiles(folder).SelectMany(file => Parse(file).DescendantNodes().OfType<TNode>().Select(node => (file, node)));

    private static CompilationUnitSyntax Parse(string file) =>
        CSharpSyntaxTree.ParseText(string.Join('\n', SourceTree.Lines(file)), CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest))
            .GetCompilationUnitRoot();

    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string Name(MemberDeclarationSyntax node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => node.Kind().ToString(),
    };
}
