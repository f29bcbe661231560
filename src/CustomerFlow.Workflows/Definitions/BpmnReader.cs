using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Definitions;

/// <summary>Reads BPMN 2.0 in the Camunda 8 dialect and in plain form, from a file that may be hostile.</summary>
public static class BpmnReader
{
    /// <summary>Reads a file. Never throws for what the file holds: a file that cannot be read has no process and a problem.</summary>
    /// <param name="resourceName">The file's name, for problems.</param>
    /// <param name="xml">The file's bytes in the encoding that it declares, at most 4 MiB; a DTD is refused.</param>
    public static BpmnReading Read(string resourceName, ReadOnlyMemory<byte> xml)
    {
        var log = new ProblemLog(resourceName);
        if (BpmnFile.Open(xml, log) is not { } document)
        {
            return new BpmnReading([], log.All(), BpmnDocument.Empty) { Resource = resourceName };
        }

        var expressions = new ExpressionReader(log);
        var processes = ImmutableArray.CreateBuilder<ProcessDefinition>();
        foreach (var process in document.Definitions.Children("process").Where(process => process.Flag("isExecutable", false)))
        {
            // A process without id cannot be started by anyone; the checks say so.
            if (process.Id() is { } id)
            {
                processes.Add(new ProcessReader(document, expressions, process, id).Read());
            }
        }

        foreach (var task in document.Definitions.Elements().Where(element => BpmnNames.GlobalTasks.Contains(element.Kind())))
        {
            if (task.Id() is { } id)
            {
                processes.Add(GlobalTaskReader.Read(document, expressions, task, id));
            }
        }

        return new BpmnReading(processes.DistinctBy(process => process.Id).ToImmutableArray(), log.All(), document)
        {
            Resource = resourceName,
        };
    }
}
