namespace CustomerFlow.Host.Start;

internal static class StartTexts
{
    public static readonly Text Ready = new("CustomerFlow 已就绪", "CustomerFlow is ready");
    public static readonly Text Open = new("打开", "Open");
    public static readonly Text SignIns = new("登录", "Sign in");
    public static readonly Text Password = new("密码", "Password");
    public static readonly Text PasswordConfigured = new("Demo:Password 的值", "the value of Demo:Password");
    public static readonly Text Data = new("数据", "Data");
    public static readonly Text Setup = new("首次设置", "First set-up");
    public static readonly Text SetupOnce = new("（链接只能使用一次）", "(works once)");
    public static readonly Text Stop = new("按 Ctrl+C 停止", "Ctrl+C stops it");
    public static readonly Text NotStarted = new("CustomerFlow 未能启动：", "CustomerFlow did not start:");
    public static readonly Text FileMissing = new("缺少文件 {0}。", "The file {0} is missing.");
    public static readonly Text FileWrong = new("{0} 有错误：{1}", "{0} cannot be used: {1}");
    public static readonly Text AddressInUse = new(
        "端口已被占用（{0}）。请停止占用它的程序，或用 --urls http://127.0.0.1:5081 换一个端口。",
        "The port is taken ({0}) Stop the program that has it, or choose another one with --urls http://127.0.0.1:5081.");
    public static readonly Text DemoNotOnLoopback = new(
        "演示模式使用公开的密码，只能监听本机地址，但配置的地址是 {0}。请改用 --urls http://127.0.0.1:5080，或以 --Demo:Enabled=false 关闭演示模式。",
        "Demo mode uses passwords that everybody knows and so listens on this machine only, but {0} is configured. "
        + "Use --urls http://127.0.0.1:5080, or switch demo mode off with --Demo:Enabled=false.");
}
