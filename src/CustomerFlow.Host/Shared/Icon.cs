using System.Diagnostics;
using Microsoft.AspNetCore.Html;

namespace CustomerFlow.Host.Shared;

internal enum Icon
{
    Tasks,
    Case,
    Customers,
    People,
    Complaint,
    Failure,
    Mail,
    Job,
    Flow,
    Report,
    Settings,
    Menu,
    Search,
    Language,
    Person,
    Check,
    Clock,
    Note,
    Key,
    Empty,
    Pool,
}

/// <summary>Drawn by hand on a 24-pixel grid, so that they take the colour and size of the text beside them.</summary>
internal static class Icons
{
    public static IHtmlContent Draw(Icon icon) => new HtmlString(
        $"""<svg class="cf-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{Path(icon)}"/></svg>""");

    private static string Path(Icon icon) => icon switch
    {
        Icon.Tasks => "M4 6l2 2 3-4M4 13l2 2 3-4M4 20l2 2 3-4M12 6h8M12 13h8M12 20h8",
        Icon.Case => "M4 8h16v11H4zM9 8V5h6v3M4 13h16",
        Icon.Customers => "M4 20V6l8-3 8 3v14M9 20v-5h6v5M8 9h2M14 9h2M8 12h2M14 12h2M2 20h20",
        Icon.People =>
            "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6"
            + "M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2.3.6 3.5 2.6 3.5 5.5",
        Icon.Complaint => "M4 5h16v11h-9l-4 4v-4H4zM12 8v3M12 13.5v.1",
        Icon.Failure => "M12 4L2.5 20h19zM12 10v4M12 17v.1",
        Icon.Mail => "M3 6h18v12H3zM3 7l9 7 9-7",
        Icon.Job => "M4 5h16v15H4zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4",
        Icon.Flow => "M3 4h6v5H3zM15 15h6v5h-6zM9 6.5h5a2 2 0 0 1 2 2V15M3 15h6v5H3zM9 17.5h6",
        Icon.Report => "M4 20V4M4 20h16M8 17v-5M12 17V8M16 17v-7",
        Icon.Settings => "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
        Icon.Menu => "M4 7h16M4 12h16M4 17h16",
        Icon.Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5L20 20",
        Icon.Language => "M3 6h10M8 4v2M11 6c-1 4-4 7-7.5 8.5M5.5 9c1 2.5 3 4.5 6 5.5M12 20l4.5-10L21 20M13.5 17h6",
        Icon.Person => "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 21c0-4.5 3.5-7 7.5-7s7.5 2.5 7.5 7",
        Icon.Check => "M5 12.5l5 5L19.5 7",
        Icon.Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2",
        Icon.Note => "M5 4h14v12l-4 4H5zM15 20v-4h4M8 8h8M8 12h5",
        Icon.Key => "M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 12h9M18 12v4M15 12v3",
        Icon.Empty => "M3 13l3-8h12l3 8v6H3zM3 13h5l1.5 3h5l1.5-3h5",
        Icon.Pool => "M3 9c2-2 4-2 6 0s4 2 6 0 4-2 6 0M3 14c2-2 4-2 6 0s4 2 6 0 4-2 6 0M3 19c2-2 4-2 6 0s4 2 6 0 4-2 6 0",
        _ => throw new UnreachableException(),
    };
}
