namespace CustomerFlow.Host.Shared;

internal static class ProblemTexts
{
    public static readonly Text InvalidRequest = new("请求内容有误", "The request is not valid");
    public static readonly Text SignInNeeded = new("请先登录", "Sign in first");
    public static readonly Text NotAllowed = new("您没有权限执行此操作", "You are not allowed to do this");
    public static readonly Text NotFound = new("未找到", "Not found");
    public static readonly Text MethodNotAllowed = new("此地址不支持该请求方法", "This address does not take that method");
    public static readonly Text AlreadyCompleted = new("该任务已被完成", "The task has already been completed");
    public static readonly Text ChangedMeanwhile = new("内容已被他人修改", "Somebody has changed this in the meantime");
    public static readonly Text TooLarge = new("内容过大", "The content is too large");
    public static readonly Text UnsupportedMediaType = new("不支持该内容类型", "This content type is not supported");
    public static readonly Text Unprocessable = new("内容无法处理", "The content cannot be processed");
    public static readonly Text TooManyRequests = new("请求过于频繁，请稍后再试", "Too many requests; try again shortly");
    public static readonly Text Unexpected = new("系统出现意外错误", "Something went wrong on our side");
    public static readonly Text NotReady = new("系统正在启动，请稍候", "The system is starting; try again shortly");
    public static readonly Text NotInTime = new("未在规定时间内完成", "It did not end in time");
    public static readonly Text JsonNotValid = new(
        "请求的 JSON 在 {0} 处有误：字段未知，或值的类型不对。",
        "The JSON of the request is not as expected at {0}: the field is unknown, or its value is of another kind.");
}
