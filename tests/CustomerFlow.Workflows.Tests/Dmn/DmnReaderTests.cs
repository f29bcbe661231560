using System.Text;
using CustomerFlow.Workflows.Dmn;
using CustomerFlow.Workflows.Feel;

namespace CustomerFlow.Workflows.Tests.Dmn;

public sealed class DmnReaderTests
{
    private const string Chain = """
        <inputData id="age" name="Applicant age"><variable name="Applicant age" typeRef="number"/></inputData>
        <decision id="adult" name="Is adult">
          <informationRequirement><requiredInput href="#age"/></informationRequirement>
          <literalExpression><text>Applicant age >= 18</text></literalExpression>
        </decision>
        <decision id="answer" name="Answer">
          <informationRequirement><requiredDecision href="#adult"/></informationRequirement>
          <knowledgeRequirement><requiredKnowledge href="#greet"/></knowledgeRequirement>
          <literalExpression><text>greet(if Is adult then "you" else "child")</text></literalExpression>
        </decision>
        <businessKnowledgeModel id="greet" name="greet"><encapsulatedLogic>
          <formalParameter name="who" typeRef="string"/><literalExpression><text>"Hello " + who</text></literalExpression>
        </encapsulatedLogic></businessKnowledgeModel>
        <decisionService id="service" name="Service"><outputDecision href="#answer"/><inputDecision href="#adult"/></decisionService>
        """;

    [Fact]
    public void Required_decisions_are_evaluated_first_and_once()
    {
        var model = A.Model(Chain);

        var outcome = model.Evaluate("answer", A.Variables("""{ "Applicant age": 20 }"""), A.Environment);

        Assert.Equal(FeelValue.Of("Hello you"), outcome.Value);
        Assert.Equal(["adult", "answer"], outcome.Decisions.Select(decision => decision.Id));
    }

    [Fact]
    public void A_service_takes_its_input_decisions_from_the_caller()
    {
        var model = A.Model(Chain);

        var outcome = model.Evaluate("Service", A.Variables("""{ "Is adult": false }"""), A.Environment);

        Assert.Equal(FeelValue.Of("Hello child"), outcome.Value);
    }

    [Fact]
    public void An_input_of_another_type_is_null_and_a_problem()
    {
        var model = A.Model(Chain);

        var outcome = model.Evaluate("adult", A.Variables("""{ "Applicant age": "old" }"""), A.Environment);

        Assert.True(outcome.Value.IsNull);
        Assert.Contains(outcome.Problems, problem => problem.Code == "feel.type");
    }

    [Fact]
    public void Values_outside_those_allowed_are_no_values_of_the_type()
    {
        var model = A.Model("""
            <itemDefinition name="tColour"><typeRef>string</typeRef><allowedValues><text>"red", "green"</text></allowedValues></itemDefinition>
            <decision id="d" name="D"><variable name="D" typeRef="tColour"/><literalExpression><text>x</text></literalExpression></decision>
            """);

        Assert.Equal(FeelValue.Of("red"), model.Evaluate("d", A.Variables("""{ "x": "red" }"""), A.Environment).Value);
        Assert.Equal(FeelValue.Null, model.Evaluate("d", A.Variables("""{ "x": "blue" }"""), A.Environment).Value);
    }

    [Fact]
    public void A_broken_expression_is_a_problem_of_its_element()
    {
        var reading = DmnReader.Read(A.Xml("""<decision id="d" name="D"><literalExpression id="e"><text>1 +</text></literalExpression></decision>"""));

        var problem = reading.Problems.Single();

        Assert.Equal(("e", "feel.unfinished"), (problem.ElementId, problem.Code));
        Assert.True(reading.Model!.Evaluate("d", FeelContext.Empty, A.Environment).Value.IsNull);
    }

    [Theory]
    [InlineData("""<decision id="d" name="D"><informationRequirement><requiredDecision href="#x"/></informationRequirement></decision>""", "dmn.reference")]
    [InlineData("""<decision id="d" name="D"><informationRequirement><requiredDecision href="#d"/></informationRequirement></decision>""", "dmn.cycle")]
    [InlineData("""<decision id="d" name="D"/><decision id="d" name="E"/>""", "dmn.duplicate")]
    [InlineData("""<itemDefinition name="a"><typeRef>b</typeRef></itemDefinition><itemDefinition name="b"><typeRef>a</typeRef></itemDefinition>""", "dmn.cycle")]
    [InlineData("""<itemDefinition name="a"><typeRef>string</typeRef><allowedValues><text>1 +</text></allowedValues></itemDefinition>""", "feel.unfinished")]
    [InlineData("""<decision id="d" name="D"><decisionTable hitPolicy="SOME"/></decision>""", "dmn.hit-policy")]
    [InlineData("""<import name="other" namespace="nowhere" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>""", "dmn.import")]
    public void A_model_with_mistakes_says_which(string content, string code)
    {
        var reading = DmnReader.Read(A.Xml(content));

        Assert.Contains(reading.Problems, problem => problem.Code == code);
    }

    [Fact]
    public void A_decision_may_require_one_of_an_imported_model()
    {
        var library = A.Xml("""<decision id="base" name="Base rate"><literalExpression><text>7</text></literalExpression></decision>""", "library");
        var main = A.Xml("""
            <import name="lib" namespace="library" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>
            <decision id="d" name="D"><informationRequirement><requiredDecision href="library#base"/></informationRequirement>
              <literalExpression><text>lib.Base rate * 2</text></literalExpression></decision>
            """);

        var model = DmnReader.Read(main, ns => ns == "library" ? library : null).Model!;

        Assert.Equal(FeelValue.Of(14), model.Evaluate("d", FeelContext.Empty, A.Environment).Value);
    }

    [Fact]
    public void Inputs_of_an_imported_model_are_given_under_its_name()
    {
        var library = A.Xml(
            """
            <inputData id="i" name="rate"/>
            <decision id="base" name="Base"><informationRequirement><requiredInput href="#i"/></informationRequirement>
              <literalExpression><text>rate + 1</text></literalExpression></decision>
            """,
            "library");
        var main = A.Xml("""
            <import name="lib" namespace="library" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>
            <decision id="d" name="D"><informationRequirement><requiredDecision href="library#base"/></informationRequirement>
              <literalExpression><text>lib.Base * 2</text></literalExpression></decision>
            """);

        var model = DmnReader.Read(main, _ => library).Model!;

        Assert.Equal(FeelValue.Of(8), model.Evaluate("d", A.Variables("""{ "lib": { "rate": 3 } }"""), A.Environment).Value);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><definitions/>", "dmn.xml")]
    [InlineData("<definitions", "dmn.xml")]
    [InlineData("<definitions xmlns='urn:other'/>", "dmn.root")]
    public void A_file_that_is_no_model_is_refused(string xml, string code)
    {
        var reading = DmnReader.Read(Encoding.UTF8.GetBytes(xml));

        Assert.Null(reading.Model);
        Assert.Equal(code, reading.Problems.Single().Code);
    }

    [Fact]
    public void A_file_nested_too_deeply_is_refused_while_it_is_read()
    {
        var xml = string.Concat(Enumerable.Repeat("<a>", 200_000));

        var reading = DmnReader.Read(Encoding.UTF8.GetBytes(xml));

        Assert.Equal("dmn.depth", reading.Problems.Single().Code);
    }

    [Fact]
    public void Content_it_does_not_know_is_passed_over()
    {
        var model = A.Model("""
            <extensionElements><x xmlns="urn:x"/></extensionElements><textAnnotation id="t"/>
            <decision id="d" name="D"><future/><literalExpression><text>1</text></literalExpression></decision>
            """);

        Assert.Equal(FeelValue.Of(1), model.Evaluate("d", FeelContext.Empty, A.Environment).Value);
    }
}
