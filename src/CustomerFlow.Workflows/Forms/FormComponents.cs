using System.Collections.Immutable;
using CustomerFlow.Workflows.Texts;

namespace CustomerFlow.Workflows.Forms;

/// <summary>Reads the components of a form and of its groups.</summary>
internal sealed class FormComponents(List<Problem> problems)
{
    private const int RowsPerTable = 50;
    private const int SpacerHeight = 60;

    private int _count;

    public ImmutableArray<FormComponent> Read(FormJson owner, FormPath? outer, int depth)
    {
        if (depth > FormReader.DepthMax)
        {
            owner.Note("form.too-deep", "分组嵌套过深。", "Groups are nested too deeply.");
            return [];
        }

        var components = ImmutableArray.CreateBuilder<FormComponent>();
        foreach (var json in owner.Objects("components"))
        {
            if (++_count > FormReader.ComponentsMax)
            {
                problems.Add(new("$", "form.too-large", new(
                    $"表单的组件超过 {FormReader.ComponentsMax} 个。", $"The form has more than {FormReader.ComponentsMax} components.")));
                break;
            }

            var id = json.Text("id") ?? json.Text("key") ?? $"component-{_count}";
            if (Component(json.Named(id), outer, depth) is not { } component) continue;
            var layout = json.Object("layout");
            components.Add(component with
            {
                Layout = new(layout.Text("row"), layout.Whole("columns")),
                Hide = json.Named(id).Object("conditional").Expression("hide"),
            });
        }

        return components.ToImmutable();
    }

    private FormComponent? Component(FormJson json, FormPath? outer, int depth)
    {
        var id = json.Path;
        switch (json.Text("type"))
        {
            case "group":
                var inner = json.Text("path") is { Length: > 0 } text ? Path(json, text)?.Under(outer) ?? outer : outer;
                return new FormComponent.Group(json.Template("label"), json.Flag("showOutline"), Read(json, inner, depth + 1)) { Id = id };
            case "text":
                return new FormComponent.Text(json.Template("text")) { Id = id };
            case "separator":
                return new FormComponent.Separator { Id = id };
            case "spacer":
                return new FormComponent.Spacer(Math.Clamp(json.Whole("height") ?? SpacerHeight, 1, 1000)) { Id = id };
            case "image":
                return new FormComponent.Image(json.Template("source"), json.Template("alt")) { Id = id };
            case "button":
                return new FormComponent.Button(json.Template("label"), json.Text("action") == "reset") { Id = id };
            case "table":
                return Table(json);
            case "expression":
                return Computed(json, outer);
            case var type when FieldReader.Kind(json, type) is { } kind:
                return Field(json, outer, kind);
            default:
                json.Note("form.component-unsupported",
                    $"组件“{id}”的类型“{json.Text("type")}”无法在网页上显示；请改用其他组件。",
                    $"The component \"{id}\" is of the type \"{json.Text("type")}\", which the pages cannot show; use another one.");
                return null;
        }
    }

    private static FormComponent.Field? Field(FormJson json, FormPath? outer, FieldKind kind)
    {
        if (Key(json) is not { } path) return null;
        var look = json.Object("appearance");
        return new()
        {
            Id = json.Path,
            Path = path.Under(outer),
            Kind = kind,
            Label = json.Template("label", FieldReader.Label(json, kind)),
            Description = json.Template("description"),
            Default = json.Value("defaultValue"),
            Required = json.Object("validate").Flag("required"),
            Disabled = json.Flag("disabled"),
            ReadOnly = json.Expression("readonly"),
            Prefix = look.Text("prefixAdorner") ?? "",
            Suffix = look.Text("suffixAdorner") ?? "",
        };
    }

    private static FormComponent.Table? Table(FormJson json)
    {
        ImmutableArray<TableColumn> columns =
            [.. json.Objects("columns").Select(column => new TableColumn(column.Text("key") ?? "", column.Text("label") ?? ""))];
        if (json.Has("columnsExpression") || columns.IsEmpty)
            json.Note("form.table-columns", "表格的列须逐一写明，不能用表达式。", "Name the columns of the table one by one, not by an expression.");
        var rowsMax = Math.Clamp(json.Whole("rowCount") ?? RowsPerTable, 1, 500);
        return Needed(json, "dataSource") is { } rows
            ? new FormComponent.Table(json.Template("label"), rows, columns, rowsMax) { Id = json.Path }
            : null;
    }

    private static FormComponent.Computed? Computed(FormJson json, FormPath? outer) =>
        Key(json) is { } path && Needed(json, "expression") is { } value
            ? new FormComponent.Computed(path.Under(outer), value) { Id = json.Path }
            : null;

    private static Feel.FeelExpression? Needed(FormJson json, string name)
    {
        if (!json.Has(name)) json.Note("form.expression-missing", $"缺少表达式“{name}”。", $"The expression \"{name}\" is missing.");
        return json.Expression(name);
    }

    private static FormPath? Key(FormJson json)
    {
        if (json.Text("key") is { Length: > 0 } key) return Path(json, key);
        json.Note("form.key-missing", $"组件“{json.Path}”没有填写字段名（key）。", $"The component \"{json.Path}\" has no key.");
        return null;
    }

    private static FormPath? Path(FormJson json, string text)
    {
        if (FormPath.TryParse(text, out var path)) return path;
        json.Note("form.key-invalid", $"“{text}”不能作为字段名；请使用字母、数字和下划线，层级之间用点。",
            $"\"{text}\" cannot be a key; use letters, digits and underscores, with dots between levels.");
        return null;
    }
}
