namespace CustomerFlow.Host.OrchestrationApi;

internal static class EngineTexts
{
    public static readonly Text TenantUnknown = new("没有这个租户；唯一的租户是 <default>。", "There is no such tenant; the only one is <default>.");
    public static readonly Text VariablesNotAnObject = new(
        "variables 必须是一个对象，其中的数字不能过大。", "variables has to be an object, and no number in it may be that large.");
    public static readonly Text VariablesRefused = new("变量未被接受：{0}", "The variables were not taken: {0}");
    public static readonly Text KeyNotValid = new("“{0}”不是有效的键。", "\"{0}\" is not a key.");
    public static readonly Text NotSupported = new("不支持字段“{0}”。", "The field \"{0}\" is not supported.");
    public static readonly Text OutOfRange = new("“{0}”必须在 {1} 到 {2} 之间。", "\"{0}\" must be between {1} and {2}.");
    public static readonly Text Missing = new("缺少“{0}”。", "\"{0}\" is missing.");
    public static readonly Text TooLong = new("“{0}”最长 {1} 个字符。", "\"{0}\" has at most {1} characters.");

    public static readonly Text NoResources = new(
        "没有文件：请在 resources 中上传 .bpmn、.dmn 或 .form 文件。",
        "There is no file: send .bpmn, .dmn or .form files as resources.");
    public static readonly Text NotMultipart = new(
        "请以 multipart/form-data 上传文件。", "Send the files as multipart/form-data.");
    public static readonly Text MultipartBroken = new(
        "multipart 内容不完整，无法读取。", "The multipart content is broken and cannot be read.");
    public static readonly Text PartUnknown = new("不支持名为“{0}”的部分。", "A part named \"{0}\" is not supported.");
    public static readonly Text TooManyResources = new("一次最多上传 {0} 个文件。", "At most {0} files can be deployed at a time.");
    public static readonly Text ResourceNameNotValid = new("文件名“{0}”无效。", "The file name \"{0}\" is not valid.");
    public static readonly Text ResourceKindUnknown = new(
        "不支持文件“{0}”：请上传 .bpmn、.dmn 或 .form 文件。",
        "The file \"{0}\" is not supported: send .bpmn, .dmn or .form files.");
    public static readonly Text NothingDefined = new(
        "文件中没有流程、决策表或表单。", "There is no process, decision or form in these files.");
    public static readonly Text Refused = new("有 {0} 个问题，未发布。", "Not published: {0} problems were found.");

    public static readonly Text ProcessChoice = new(
        "请给出 processDefinitionKey 或 processDefinitionId，二者之一。",
        "Give either processDefinitionKey or processDefinitionId.");
    public static readonly Text ProcessUnknown = new("没有这个流程，或没有这个版本。", "There is no such process, or no such version of it.");
    public static readonly Text CannotStart = new("流程无法这样启动：{0}", "The process cannot be started that way: {0}");
    public static readonly Text NotInTime = new(
        "流程 {0} 已启动，但未在规定时间内结束。", "The process instance {0} was started but did not end in time.");
    public static readonly Text InstanceEnded = new("该流程实例已经结束。", "The process instance has ended.");

    public static readonly Text TaskEnded = new("该任务已由 {0} 于 {1} 完成。", "The task was completed by {0} at {1}.");
    public static readonly Text TaskCanceled = new("该任务已于 {0} 取消。", "The task was withdrawn at {0}.");
    public static readonly Text TaskWithOther = new("该任务由 {0} 处理。", "The task is with {0}.");
    public static readonly Text TaskNotAssigned = new(
        "该任务尚未分配给您，请先领取。", "The task is not assigned to you. Assign it to yourself first.");
    public static readonly Text TaskNotYours = new("此任务不由您处理。", "This task is not yours to deal with.");
    public static readonly Text TaskBarred = new(
        "此任务需要由另一个人处理。", "This task is for somebody else: a second pair of eyes.");
    public static readonly Text TaskRefused = new("任务未被接受：{0}", "The task was not changed: {0}");
    public static readonly Text PersonUnknown = new("没有名为“{0}”的在职人员。", "There is nobody active of the name \"{0}\".");
    public static readonly Text TeamUnknown = new("没有名为“{0}”的小组。", "There is no team of the name \"{0}\".");
    public static readonly Text DateNotValid = new("“{0}”不是有效的时间。", "\"{0}\" is not a valid time.");
    public static readonly Text Somebody = new("其他人", "somebody else");
    public static readonly Text NoForm = new("没有表单。", "There is no form.");

    public static readonly Text JobEnded = new("该作业已经结束，状态为 {0}。", "The job has ended; it is {0}.");
    public static readonly Text LeaseLost = new("租约已过期，作业已由其他工作进程处理。", "The lease ran out; another worker has the job.");
    public static readonly Text JobRefused = new("作业结果未被接受：{0}", "The answer for the job was not taken: {0}");

    public static readonly Text NobodyWaits = new("没有流程在等待此消息。", "No process waits for this message.");
    public static readonly Text AlreadyPublished = new(
        "具有此 messageId 的消息仍被保留。", "A message with this messageId is still kept.");
    public static readonly Text MessageRefused = new("消息未被接受：{0}", "The message was not taken: {0}");

    public static readonly Text IncidentResolved = new("该异常已被处理。", "The incident was resolved before.");
    public static readonly Text OperationRefused = new("操作未被接受：{0}", "This was not done: {0}");

    public static readonly Text DecisionChoice = new(
        "请给出 decisionDefinitionKey 或 decisionDefinitionId，二者之一。",
        "Give either decisionDefinitionKey or decisionDefinitionId.");

    public static readonly Text ClockOnlyInDemo = new(
        "只有在演示模式下才能调整时钟。", "The clock can only be moved in demo mode.");
}
