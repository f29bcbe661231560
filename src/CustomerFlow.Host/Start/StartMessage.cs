using System.Text;
using CustomerFlow.Data;
using Microsoft.Extensions.Options;

namespace CustomerFlow.Host.Start;

/// <summary>Prints where to go and how to sign in, once the port is open.</summary>
internal sealed class StartMessage(
    PublicAddress address, IOptions<DemoOptions> demo, SetupLink setup, DatabaseServer database, IOptions<DataOptions> data,
    TextWriter? output = null)
    : IHostedLifecycleService
{
    private const int LabelCells = 14;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        (output ?? Console.Out).Write(Compose());
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Compose()
    {
        var text = new StringBuilder().AppendLine().Append("  ").AppendLine(StartTexts.Ready).AppendLine();
        Line(text, StartTexts.Open, address.Link("/"));
        if (demo.Value.Enabled)
        {
            Line(text, StartTexts.SignIns, string.Join(", ", DemoPeople.All.Select(person => person.Username)));
            Line(text, StartTexts.Password, demo.Value.HasDefaultPassword ? DemoOptions.DefaultPassword : StartTexts.PasswordConfigured);
        }

        if (setup.IsOpen) Line(text, StartTexts.Setup, $"{address.Link(setup.Path)}  {StartTexts.SetupOnce}");
        if (database.IsEmbedded) Line(text, StartTexts.Data, Path.GetFullPath(data.Value.Directory));
        return text.AppendLine().Append("  ").AppendLine(StartTexts.Stop).AppendLine().ToString();
    }

    // A Chinese character takes two cells of a terminal.
    private static void Line(StringBuilder text, string label, string value)
    {
        var cells = label.Sum(character => character > 0x2e80 ? 2 : 1);
        text.Append("    ").Append(label).Append(' ', Math.Max(1, LabelCells - cells)).AppendLine(value);
    }
}
