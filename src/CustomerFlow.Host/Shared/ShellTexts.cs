namespace CustomerFlow.Host.Shared;

internal static class ShellTexts
{
    public static readonly Text Product = new("CustomerFlow", "CustomerFlow");
    public static readonly Text SkipToContent = new("跳到正文", "Skip to content");
    public static readonly Text Menu = new("菜单", "Menu");
    public static readonly Text MainMenu = new("主菜单", "Main menu");
    public static readonly Text More = new("更多", "More");
    public static readonly Text SignedInAs = new("当前用户", "Signed in as");
    public static readonly Text SignOut = new("退出登录", "Sign out");
    public static readonly Text Account = new("我的账号", "My account");
    public static readonly Text ShowLanguage = new("English", "中文");
    public static readonly Text SwitchLanguage = new("切换到英文", "Switch to Chinese");
    public static readonly Text Work = new("工作", "Work");
    public static readonly Text Customers = new("客户", "Customers");
    public static readonly Text Improve = new("改进", "Improve");
    public static readonly Text Operate = new("运维", "Operate");
    public static readonly Text Company = new("公司", "Company");
    public static readonly Text Pages = new("翻页", "Pages");
    public static readonly Text NextPage = new("下一页", "Next page");
    public static readonly Text FirstPage = new("回到首页", "Back to the first page");
    public static readonly Text Search = new("搜索", "Search");
    public static readonly Text Clear = new("清除", "Clear");
    public static readonly Text Save = new("保存", "Save");
    public static readonly Text Back = new("返回", "Back");
    public static readonly Text ChooseOption = new("请选择", "Choose…");
    public static readonly Text Required = new("必填", "required");
    public static readonly Text Yes = new("是", "Yes");
    public static readonly Text No = new("否", "No");
    public static readonly Text InputMissing = new("请填写此项。", "Please fill in this field.");
    public static readonly Text InputTooLong = new("内容过长，请缩短。", "This is too long. Please shorten it.");
    public static readonly Text InputNotValid = new("此项的内容无效，请重新填写。", "This value cannot be used. Please enter it again.");
    public static readonly Text Overdue = new("已逾期", "overdue");
    public static readonly Text ErrorBack = new("回到首页", "Go to the start page");
    public static readonly Text ErrorNotFound = new("这个页面不存在，或者您无权查看。", "This page does not exist, or you may not see it.");
    public static readonly Text ErrorNotAllowed = new(
        "您的角色无权执行此操作。如有需要，请联系您的上级或管理员。",
        "Your role does not allow this. Ask your supervisor or an administrator if you need it.");
    public static readonly Text ErrorTooMany = new(
        "来自您网络的请求过多，请一分钟后再试。",
        "Too many requests have come from your network. Try again in a minute.");
    public static readonly Text ErrorExpired = new(
        "页面已过期，内容没有提交。请返回、刷新后再试。",
        "The page had expired, so nothing was sent. Go back, reload it and try again.");
    public static readonly Text ErrorExpiredKept = new(
        "页面已过期，内容没有提交。您的填写保留在下面，点击即可重新提交。",
        "The page had expired, so nothing was sent. What you typed is kept below: send it again.");
    public static readonly Text ErrorSignedOut = new("登录已失效，请重新登录。", "You have been signed out. Sign in again.");
    public static readonly Text ErrorSignedOutKept = new(
        "登录已失效，内容没有提交。您的填写保留在下面：先在新窗口登录，再回到这里重新提交。",
        "You have been signed out, so nothing was sent. What you typed is kept below: sign in in another window, then send it from here.");
    public static readonly Text ErrorSignIn = new("在新窗口登录", "Sign in in a new window");
    public static readonly Text CorrectMarked = new("请更正标出的内容。", "Correct what is marked below.");
    public static readonly Text ErrorTyped = new("您填写的内容", "What you typed");
    public static readonly Text ErrorSendAgain = new("重新提交", "Send again");
    public static readonly Text ErrorUnexpected = new(
        "操作没有完成，数据没有改动。请重试；若仍然出错，请把下面的编号告诉我们。",
        "Nothing was changed. Try again; if it fails again, tell us the number below.");
    public static readonly Text ErrorNumber = new("编号", "Number");

    public static Text Heading(NavigationGroup group) => group switch
    {
        NavigationGroup.Work => Work,
        NavigationGroup.Customers => Customers,
        NavigationGroup.Improve => Improve,
        NavigationGroup.Operate => Operate,
        _ => Company,
    };
}
