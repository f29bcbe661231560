using System.Collections.Immutable;

namespace CustomerFlow.Workflows.Forms;

/// <summary>A form as form-js 1.23 writes it, read and checked: everything in it can be rendered on the server.</summary>
/// <param name="Id">Id of the form, with which its texts begin.</param>
/// <param name="Components">The components in order.</param>
public sealed record FormSchema(string Id, ImmutableArray<FormComponent> Components)
{
    /// <summary>All components, each before those inside it.</summary>
    public IEnumerable<FormComponent> All => Flatten(Components);

    /// <summary>All components that people fill in.</summary>
    public IEnumerable<FormComponent.Field> Fields => All.OfType<FormComponent.Field>();

    private static IEnumerable<FormComponent> Flatten(ImmutableArray<FormComponent> components) => components.SelectMany(component =>
        component is FormComponent.Group group ? Flatten(group.Components).Prepend(component) : [component]);
}
