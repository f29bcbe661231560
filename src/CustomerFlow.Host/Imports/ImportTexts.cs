namespace CustomerFlow.Host.Imports;

internal static class ImportTexts
{
    public static readonly Text Import = new("导入", "Import");
    public static readonly Text Title = new("批量导入", "Import from a file");
    public static readonly Text Lead = new(
        "从 Excel 或 CSV 文件导入。先预览，确认之后才写入；要么全部写入，要么什么都不变。",
        "From an Excel or CSV file. You see a preview first; then everything goes in at once, or nothing does.");
    public static readonly Text What = new("文件内容", "What is in the file");
    public static readonly Text Customers = new("客户与联系人", "customers and contacts");
    public static readonly Text Purchases = new("购买记录", "purchases");
    public static readonly Text File = new("文件", "File");
    public static readonly Text FileHint = new(
        $"Excel（.xlsx）或 CSV，不超过 {ImportLimits.FileMegabytesMax} MB、{ImportLimits.RowsMax:#,0} 行。第一行是列名。",
        $"Excel (.xlsx) or CSV, at most {ImportLimits.FileMegabytesMax} MB and {ImportLimits.RowsMax:#,0} lines. "
            + "The first line names the columns.");
    public static readonly Text Upload = new("上传并继续", "Upload and go on");
    public static readonly Text Templates = new("模板", "Templates");
    public static readonly Text TemplateLead = new("列名可以是中文或英文，列的顺序任意。", "Column names may be Chinese or English, in any order.");
    public static readonly Text TemplateZh = new("中文模板（Excel）", "Chinese template (Excel)");
    public static readonly Text TemplateEn = new("英文模板（Excel）", "English template (Excel)");
    public static readonly Text Earlier = new("导入记录", "Imports so far");
    public static readonly Text NoneYet = new("还没有导入过文件", "Nothing has been imported yet");
    public static readonly Text NoneYetAdvice = new("上传第一个文件后，这里会显示进度和结果。", "Once you upload a file, its progress and result stand here.");
    public static readonly Text By = new("由 {0} 于 {1} 上传", "uploaded by {0}, {1}");
    public static readonly Text Lines = new("{0} 行", "{0} lines");

    public static readonly Text Columns = new("核对列", "Check the columns");
    public static readonly Text ColumnsLead = new(
        "请确认每一列对应的内容，不需要的列选择“不导入”。", "Say what each column holds; choose “leave out” for what is not needed.");
    public static readonly Text Column = new("文件中的列", "Column in the file");
    public static readonly Text Holds = new("对应内容", "Holds");
    public static readonly Text SampleOf = new("前几行", "First lines");
    public static readonly Text LeaveOut = new("不导入", "leave out");
    public static readonly Text Check = new("检查文件", "Check the file");
    public static readonly Text Unnamed = new("（第 {0} 列）", "(column {0})");
    public static readonly Text NameColumnNeeded = new(
        "请指定“客户名称”或“客户编号”所在的列。", "Say which column holds the customer's name or number.");
    public static readonly Text PurchaseColumnsNeeded = new(
        "购买记录需要订单行号、购买日期、产品和金额四列。", "Purchases need the columns order line, bought on, product and amount.");
    public static readonly Text CustomerColumnNeeded = new(
        "购买记录需要一列来识别客户：编号、名称、电话或邮箱。", "Purchases need a column that tells the customer: number, name, phone or e-mail.");

    public static readonly Text Preview = new("预览", "Preview");
    public static readonly Text New = new("新增", "New");
    public static readonly Text Changed = new("有变化", "Changed");
    public static readonly Text Unchanged = new("无变化", "Unchanged");
    public static readonly Text Skipped = new("已跳过", "Skipped");
    public static readonly Text Bad = new("有错误", "Refused");
    public static readonly Text Line = new("第 {0} 行", "Line {0}");
    public static readonly Text WholeLine = new("整行", "The line");
    public static readonly Text NoLines = new("没有这样的行", "There is no such line");
    public static readonly Text NoLinesAdvice = new("选择上面的其他数字查看。", "Choose another figure above.");
    public static readonly Text Known = new("系统中已有（按{0}识别）", "on file, recognised by {0}");
    public static readonly Text Changes = new("将更新：{0}", "changes: {0}");
    public static readonly Text ContactAdded = new("新增联系人", "a new contact");
    public static readonly Text KnownRows = new("系统中已有的客户", "Customers on file already");
    public static readonly Text UpdateKnown = new("用文件中的内容更新", "bring up to date from the file");
    public static readonly Text SkipKnown = new("跳过，不修改", "skip, change nothing");
    public static readonly Text BadStay = new(
        "有错误的行不会导入；导入后可下载这些行，改好再传。", "Refused lines are left out; you can download them afterwards, correct them and send them again.");
    public static readonly Text Run = new("导入 {0} 行", "Import {0} lines");
    public static readonly Text NothingToRun = new("没有可以导入的行。", "There is nothing to import.");
    public static readonly Text BackToColumns = new("重新选择列", "Choose the columns again");
    public static readonly Text Discard = new("放弃这次导入", "Discard this import");

    public static readonly Text Checking = new("正在检查……", "Checking …");
    public static readonly Text Running = new("正在导入……", "Importing …");
    public static readonly Text Progress = new("已处理 {0} / {1} 行", "{0} of {1} lines");
    public static readonly Text ProgressAdvice = new(
        "可以离开此页，稍后再来看结果。", "You may leave this page and look again later.");
    public static readonly Text Refresh = new("刷新", "Refresh");
    public static readonly Text Cancel = new("取消", "Cancel");
    public static readonly Text Cancelling = new("正在取消……", "Cancelling …");

    public static readonly Text Result = new("结果", "Result");
    public static readonly Text DoneAt = new("已于 {0} 导入。", "Imported {0}.");
    public static readonly Text Cancelled = new("这次导入已取消，没有写入任何内容。", "This import was cancelled; nothing was written.");
    public static readonly Text Failed = new(
        "这次导入多次中断，没有写入任何内容。请联系运维人员，或重新上传。",
        "This import was cut off several times; nothing was written. Ask operations, or upload the file again.");
    public static readonly Text DownloadBad = new("下载被拒绝的行（CSV）", "Download the refused lines (CSV)");
    public static readonly Text Reason = new("原因", "Reason");

    public static readonly Text Sample = new("抽样核对", "Check of a sample");
    public static readonly Text SampleLead = new(
        "请把这 {0} 个客户与来源逐一核对。全部一致后，这一批新客户记为已核实。",
        "Compare these {0} customers with the source. If all agree, the new customers of this import count as verified.");
    public static readonly Text SampleOther = new(
        "由导入者以外的同事来核对；您导入的文件不能由您自己核对。", "A colleague checks it: nobody checks an import of their own.");
    public static readonly Text SampleAgrees = new("全部一致", "All agree");
    public static readonly Text SampleDiffers = new("有不一致", "Something differs");
    public static readonly Text SamplePassed = new("{0} 于 {1} 抽样核对，全部一致。", "{0} checked a sample {1}: all agreed.");
    public static readonly Text SampleFailed = new(
        "{0} 于 {1} 抽样核对，发现不一致；这批客户仍是未核实。", "{0} checked a sample {1}: something differed. These customers stay unverified.");
    public static readonly Text SampleTick = new("请逐一勾选核对过的客户。", "Tick every customer that you compared.");

    public static readonly Text Open = new("打开", "Open");
    public static readonly Text Comma = new("、", ", ");

    public static readonly Text FileMissing = new("请选择文件。", "Choose a file.");
    public static readonly Text KindMissing = new("请选择文件内容。", "Say what is in the file.");
    public static readonly Text FileEmpty = new("文件是空的。", "The file is empty.");
    public static readonly Text FileNoRows = new("文件里只有列名，没有内容。", "The file has column names and nothing below them.");
    public static readonly Text FileTooLarge = new(
        $"文件超过 {ImportLimits.FileMegabytesMax} MB（或解压后过大）。请拆成几个文件。",
        $"The file is larger than {ImportLimits.FileMegabytesMax} MB, or unpacks to too much. Split it into several.");
    public static readonly Text FileOldExcel = new(
        "这是旧版 Excel 文件（.xls）或加密的文件。请另存为没有密码的 .xlsx。",
        "This is an old Excel file (.xls) or one with a password. Save it as .xlsx without a password.");
    public static readonly Text FileNoTable = new("这个文件不是 Excel（.xlsx）也不是 CSV。", "This is neither an Excel file (.xlsx) nor CSV.");
    public static readonly Text FileNoText = new(
        "无法识别文件的文字编码。请另存为 UTF-8 的 CSV，或 .xlsx。", "The letters of the file cannot be read. Save it as CSV in UTF-8, or as .xlsx.");
    public static readonly Text TooManyRows = new(
        $"文件超过 {ImportLimits.RowsMax:#,0} 行。请拆成几个文件。", $"The file has more than {ImportLimits.RowsMax:#,0} lines. Split it into several.");
    public static readonly Text TooManyColumns = new(
        $"有一行超过 {ImportLimits.ColumnsMax} 列。", $"A line has more than {ImportLimits.ColumnsMax} columns.");
    public static readonly Text Moved = new("这次导入已经不在这一步了。", "This import has moved on meanwhile.");

    private static readonly Dictionary<string, Text> States = new(StringComparer.Ordinal)
    {
        ["mapping"] = new("待核对列", "columns to check"),
        ["checking"] = new("检查中", "being checked"),
        ["ready"] = new("待确认", "ready to import"),
        ["running"] = new("导入中", "being imported"),
        ["done"] = new("已导入", "imported"),
        ["cancelled"] = new("已取消", "cancelled"),
        ["failed"] = new("失败", "failed"),
    };

    public static string State(string state) => States.TryGetValue(state, out var text) ? text : state;

    public static Text TemplateName(string kind) =>
        kind == "purchases" ? new("购买记录模板", "purchases-template") : new("客户与联系人模板", "customers-template");

    public static Text Kind(string kind) => kind == "purchases" ? Purchases : Customers;

    public static Text ColumnTwice(Text label) => new($"“{label.Zh}”选了两次。", $"“{label.En}” was chosen twice.");

    public static Text CellTooLong(int line) => new(
        $"第 {line} 行有一格超过 {ImportLimits.CellCharactersMax} 个字。",
        $"A cell in line {line} has more than {ImportLimits.CellCharactersMax} characters.");
}

/// <summary>Why a line is refused. What stands in the line is not repeated: reasons are stored open.</summary>
internal static class ImportProblems
{
    public static readonly Text NumberUnknown = new(
        "没有这个编号的客户。", "There is no customer with this number.");
    public static readonly Text CustomerUnknown = new(
        "系统中找不到这位客户。", "This customer is not on file.");
    public static readonly Text Ambiguous = new(
        "系统中有几位客户符合，请填写客户编号。", "Several customers on file fit; give the customer number.");
    public static readonly Text KnownAtAnother = new(
        "这个电话或邮箱属于系统中的另一位客户；如果是同一位，请填写其客户编号。",
        "This phone or e-mail is on file with another customer; if it is the same one, give its customer number.");
    public static readonly Text OutOfSight = new(
        "系统中已有这位客户，但不在您的可见范围内。", "This customer is on file, but not among those that you see.");
    public static readonly Text OwnerUnknown = new("没有这个账号的在职同事。", "There is no colleague with this user name.");
    public static readonly Text ContactNameMissing = new("请填写联系人姓名。", "Enter the contact's name.");
    public static readonly Text DateNotValid = new("日期无法识别，请写成 2026-03-15。", "This is not a date; write it as 2026-03-15.");
    public static readonly Text NumberNotValid = new("不是数字。", "This is not a number.");
    public static readonly Text OnFileOtherwise = new(
        "这一订单行已在系统中，内容不同。购买记录不能改写。", "This order line is on file with other values; purchases are never changed.");
    public static readonly Text Merged = new("这位客户已并入另一位客户。", "This customer was merged into another one.");

    public static Text OneOf(IReadOnlyCollection<Text> words) => new(
        $"可以填写：{string.Join("、", words.Select(word => word.Zh))}。", $"Write one of: {string.Join(", ", words.Select(word => word.En))}.");

    public static Text SameAs(int line) => new($"与第 {line} 行重复。", $"The same as line {line}.");

    public static Text OtherThan(int line) => new(
        $"与第 {line} 行对同一客户的说法不一致。", $"Line {line} says otherwise about the same customer.");
}
