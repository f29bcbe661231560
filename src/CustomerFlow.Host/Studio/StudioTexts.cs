namespace CustomerFlow.Host.Studio;

internal static class StudioTexts
{
    public static readonly Text Workflows = new("流程设定", "Workflows");
    public static readonly Text Lead = new("修改流程、决策表、表单和邮件：先存草稿，检查后发布。进行中的案件沿用原版本。",
        "Change flows, decision tables, forms and mails: as a draft first, checked, then published. Running cases keep their version.");
    public static readonly Text Version = new("第 {0} 版", "Version {0}");
    public static readonly Text PublishedAt = new("发布于 {0}", "published {0}");
    public static readonly Text Running = new("{0} 个案件进行中", "{0} running cases");
    public static readonly Text RunningOne = new("1 个案件进行中", "1 running case");
    public static readonly Text RunningNone = new("没有进行中的案件", "no running cases");
    public static readonly Text DraftOf = new("草稿：{0}，{1}", "Draft: {0}, {1}");
    public static readonly Text Draft = new("草稿", "Draft");
    public static readonly Text NoDraft = new("没有草稿", "no draft");
    public static readonly Text NoWorkflows = new("还没有流程", "There is no workflow yet");
    public static readonly Text NoWorkflowsAdvice = new("随产品提供的流程会在启动时发布；如果这里一直为空，请查看启动日志。",
        "The workflows that come with the product are published on start; if this stays empty, look at the start-up log.");
    public static readonly Text ShippedChanged = new(
        "产品自带的流程有更新。您发布的版本没有被替换；更新的文件已作为草稿放在这里，由您决定是否采用。",
        "The workflow that comes with the product has changed. Your version was not replaced; "
        + "the new files wait here as a draft for you to take or discard.");
    public static readonly Text ShippedChangedShort = new("产品更新待采用", "product update waiting");

    public static readonly Text Overview = new("概览", "Overview");
    public static readonly Text Parts = new("流程的组成部分", "Parts of the workflow");
    public static readonly Text Flow = new("流程图", "Flow");
    public static readonly Text Table = new("决策表", "Table");
    public static readonly Text Tables = new("决策表", "Decision tables");
    public static readonly Text Form = new("表单", "Form");
    public static readonly Text Forms = new("表单", "Forms");
    public static readonly Text Mail = new("邮件", "Mail");
    public static readonly Text MailNamed = new("邮件：{0}", "Mail: {0}");
    public static readonly Text Mails = new("邮件", "Mails");
    public static readonly Text Texts = new("中英文文字", "Texts");
    public static readonly Text Changed = new("已修改", "changed");
    public static readonly Text File = new("文件", "File");

    public static readonly Text SaveDraft = new("保存草稿", "Save draft");
    public static readonly Text Saved = new("草稿已保存。", "The draft is saved.");
    public static readonly Text SavedClean = new("草稿已保存，检查没有发现问题。", "The draft is saved; the check found no problem.");
    public static readonly Text SavedProblems = new("草稿已保存；检查结果：{0}。", "The draft is saved; the check found {0}.");
    public static readonly Text Unsaved = new("有未保存的修改", "unsaved changes");
    public static readonly Text EditorFailed = new("编辑器无法打开这个文件。", "The editor cannot open this file.");
    public static readonly Text EditorNeedsScript = new("编辑器需要启用 JavaScript。", "The editor needs JavaScript.");
    public static readonly Text EditorOnDesk = new(
        "编辑请使用较宽的屏幕；在手机上可以查看、检查和发布。", "Edit on a wider screen; on a phone you can read, check and publish.");

    public static readonly Text Check = new("检查", "Check");
    public static readonly Text CheckClean = new("没有发现问题，可以发布。", "No problem found; it can be published.");
    public static readonly Text Problems = new("{0} 个问题", "{0} problems");
    public static readonly Text ProblemOne = new("1 个问题", "1 problem");
    public static readonly Text Error = new("错误", "error");
    public static readonly Text Warning = new("提醒", "hint");
    public static readonly Text ErrorsStop = new("有错误时不能发布；提醒不妨碍发布。", "Errors must be put right before publishing; hints need not.");
    public static readonly Text InFile = new("在 {0}", "in {0}");

    public static readonly Text Differences = new("草稿与第 {0} 版的差异", "What the draft changes in version {0}");
    public static readonly Text NoDifferences = new("草稿与已发布的版本相同。", "The draft is the same as the published version.");
    public static readonly Text Publish = new("发布", "Publish");
    public static readonly Text PublishAs = new("发布为第 {0} 版", "Publish as version {0}");
    public static readonly Text PublishExplained = new(
        "新案件从此按新版本进行；进行中的 {0} 个案件沿用原版本。", "New cases follow the new version from now on; the {0} running ones keep theirs.");
    public static readonly Text PublishExplainedNone = new(
        "新案件从此按新版本进行；目前没有进行中的案件。", "New cases follow the new version from now on; no case is running at present.");
    public static readonly Text Note = new("改了什么、为什么（可选）", "What changed and why (optional)");
    public static readonly Text Published = new("已发布第 {0} 版。", "Version {0} is published.");
    public static readonly Text PublishedNothing = new(
        "草稿与已发布的版本相同，没有新版本。", "The draft was the same as the published version; there is no new one.");
    public static readonly Text PublishRefused = new("没有发布：草稿里有错误，见下方。", "Not published: the draft has errors, see below.");
    public static readonly Text PublishNoDraft = new(
        "没有草稿可发布；可能已被他人发布或放弃。", "There is no draft to publish; somebody may have published or discarded it.");
    public static readonly Text PublishChanged = new("没有发布：{0} 在此期间又修改了草稿。请查看下方差异后再发布。",
        "Not published: {0} changed the draft in the meantime. Look at the differences below, then publish.");
    public static readonly Text PublishOutdated = new(
        "没有发布：{0} 在草稿开始之后发布了新版本。", "Not published: {0} published a version after this draft was begun.");
    public static readonly Text Outdated = new("这份草稿开始之后又发布了第 {0} 版（{1}，{2}）。先把您的修改移到新版本上，再检查差异。",
        "Version {0} was published after this draft was begun ({1}, {2}). Move your changes onto it, then look at the differences.");
    public static readonly Text MoveToLatest = new("移到新版本上", "Move onto the new version");
    public static readonly Text Moved = new(
        "草稿现在基于最新版本；您改过的文件保持不变。", "The draft is now based on the newest version; the files that you changed are as they were.");
    public static readonly Text Discard = new("放弃草稿", "Discard draft");
    public static readonly Text DiscardExplained = new(
        "草稿中的全部修改将被删除，已发布的版本不变。", "All changes of the draft are deleted; the published version stays.");
    public static readonly Text DiscardConfirm = new("确认放弃", "Yes, discard it");
    public static readonly Text Discarded = new("草稿已放弃。", "The draft is discarded.");

    public static readonly Text History = new("已发布的版本", "Published versions");
    public static readonly Text ReleaseChanges = new("第 {0} 版改了什么", "What version {0} changed");
    public static readonly Text ReleaseChangesShort = new("查看改动", "What changed");
    public static readonly Text ReleaseFirst = new("这是第一个版本。", "This is the first version.");
    public static readonly Text ReleaseSame = new("与前一个版本没有可见的差异。", "Nothing that can be seen differs from the version before.");
    public static readonly Text Newest = new("当前版本", "newest");
    public static readonly Text GoBack = new("恢复此版本", "Go back to this");
    public static readonly Text GoBackExplained = new(
        "第 {0} 版的内容将作为新版本发布；进行中的案件沿用原版本。", "The content of version {0} is published again as a new version; running cases keep theirs.");
    public static readonly Text GoBackConfirm = new("确认恢复", "Yes, go back");
    public static readonly Text WentBack = new("第 {0} 版的内容已作为第 {1} 版发布。", "The content of version {0} is published as version {1}.");
    public static readonly Text WentBackNote = new("恢复第 {0} 版", "Back to version {0}");
    public static readonly Text GoBackNothing = new(
        "第 {0} 版与当前版本相同，没有新版本。", "Version {0} is the same as the newest; nothing was published.");
    public static readonly Text GoBackRefused = new("无法恢复第 {0} 版：{1}", "Version {0} cannot be published again: {1}");
    public static readonly Text OriginPack = new("随产品提供", "shipped with the product");
    public static readonly Text OriginStudio = new("流程设定", "workbench");
    public static readonly Text OriginApi = new("接口", "API");
    public static readonly Text Product = new("产品", "the product");

    public static readonly Text ConflictTitle = new("没有保存：草稿在此期间有变化", "Not saved: the draft has changed meanwhile");
    public static readonly Text ConflictBy = new(
        "{0} 在 {1} 保存了草稿。您的修改没有丢失，仍保留在本页。", "{0} saved the draft {1}. Nothing of yours is lost; it is kept on this page.");
    public static readonly Text ConflictGone = new("草稿在此期间被发布或放弃。您的修改没有丢失，仍保留在本页。",
        "The draft was published or discarded meanwhile. Nothing of yours is lost; it is kept on this page.");
    public static readonly Text ConflictSame = new(
        "对方没有改动这个文件：可以放心保存您的修改。", "This file was not changed by the other save: yours can be saved safely.");
    public static readonly Text ConflictDifferences = new(
        "如果保存您的版本，这个文件相对于现有草稿会有以下变化：", "If you save yours, this file changes against the present draft as follows:");
    public static readonly Text ConflictKeep = new("保存我的版本", "Save mine");
    public static readonly Text ConflictOpen = new("放弃我的修改，打开现有草稿", "Drop mine and open the present draft");
    public static readonly Text ConflictMine = new("我的版本（可复制）", "My version (to copy)");

    public static readonly Text Subject = new("主题", "Subject");
    public static readonly Text MailHint = new("第一行“# ”之后是主题；{{{{ }}}} 中是占位符；单独一段的链接显示为按钮。",
        "The first line, after \"# \", is the subject; placeholders stand in {{{{ }}}}; a link alone in its paragraph becomes a button.");
    public static readonly Text Chinese = new("中文", "Chinese");
    public static readonly Text English = new("英文", "English");
    public static readonly Text Preview = new("预览", "Preview");
    public static readonly Text PreviewChinese = new("中文预览", "Chinese preview");
    public static readonly Text PreviewEnglish = new("英文预览", "English preview");
    public static readonly Text PreviewExplained = new("用示例数据填写，不发送邮件。", "Filled with sample data; no mail is sent.");
    public static readonly Text PreviewImpossible = new("有错误，暂时无法预览。", "It has errors and cannot be previewed yet.");
    public static readonly Text Placeholders = new("占位符", "Placeholders");
    public static readonly Text PlaceholdersExplained = new(
        "本流程的邮件使用的占位符，可复制到正文中。", "The placeholders that the mails of this workflow use; copy them into the text.");
    public static readonly Text UsedHere = new("本邮件使用", "used here");

    public static readonly Text TextsLead = new(
        "步骤、表单和选项在页面上的名称。留空的行会被删除。", "The names of steps, forms and options on the pages. A line that is left empty is removed.");
    public static readonly Text TextKey = new("名称的编号", "Key");
    public static readonly Text TextNew = new("添加名称", "Add a text");
    public static readonly Text TextSearch = new("查找编号或文字", "Find a key or text");
    public static readonly Text Colon = new("：", ": ");
    public static readonly Text ListSeparator = new("、", ", ");
    public static readonly Text Comma = new("，", ", ");
}
