// Every operation of the interface, once around an order: deployed, started, failed, repaired, approved, paid, delivered.
import { readFile } from 'node:fs/promises';
import { client, eventually, once, refused, step } from './session.js';

const admin = client('admin');
const orderId = `A-${process.pid}`;
const file = async (name, type) => new File([await readFile(new URL(name, import.meta.url))], name, { type });
const named = (items, field, value) => items.filter((item) => item[field] === value);

// Cluster and identity.
await step('getTopology', () => admin.getTopology(), (t) => t.brokers.length === 1 && t.gatewayVersion.startsWith('8.9'));
await step('getStatus', () => admin.getStatus());
await step('getAuthentication', () => admin.getAuthentication(), (me) => me.username === 'admin' && me.roles.includes('admin'));

// Definitions.
const deployed = await step('createDeployment', async () => admin.createDeployment({
  resources: await Promise.all([
    file('order.bpmn', 'text/xml'), file('discount.dmn', 'text/xml'), file('order-start.form', 'application/json'),
    file('order-approval.form', 'application/json'),
  ]),
}), (d) => d.processes.length === 2 && d.decisions.length === 1 && d.decisionRequirements.length === 1 && d.forms.length === 2);
const processDefinitionKey = named(deployed.processes, 'processDefinitionId', 'order')[0].processDefinitionKey;
const decisionDefinitionKey = deployed.decisions[0].decisionDefinitionKey;
await refused('createDeployment refused', 400, async () => admin.createDeployment({
  resources: [new File(['<bpmn:definitions'], 'broken.bpmn', { type: 'text/xml' })],
}));
await step('searchProcessDefinitions', () => admin.searchProcessDefinitions(
  { filter: { processDefinitionId: { $like: 'ord*' }, isLatestVersion: true }, sort: [{ field: 'name', order: 'DESC' }] }, once),
(r) => r.items.length === 1 && r.page.totalItems === 1 && r.items[0].versionTag === 'first' && r.items[0].hasStartForm);
await step('getProcessDefinition', () => admin.getProcessDefinition({ processDefinitionKey }, once), (d) => d.processDefinitionId === 'order');
await step('getProcessDefinitionXml', () => admin.getProcessDefinitionXml({ processDefinitionKey }, once), (xml) => xml.includes('id="order"'));
await step('getStartProcessForm', () => admin.getStartProcessForm({ processDefinitionKey }, once), (f) => f.formId === 'order-start' && f.schema.includes('textfield'));
await step('searchDecisionDefinitions', () => admin.searchDecisionDefinitions({ filter: { decisionDefinitionId: 'discount' } }, once), (r) => r.items.length === 1);
const decision = await step('getDecisionDefinition', () => admin.getDecisionDefinition({ decisionDefinitionKey }, once), (d) => d.name === 'Discount');
await step('getDecisionDefinitionXml', () => admin.getDecisionDefinitionXml({ decisionDefinitionKey }, once), (xml) => xml.includes('discount_table'));
await step('getResource', () => admin.getResource({ resourceKey: decision.decisionRequirementsKey }), (r) => r.resourceName === 'discount.dmn');
await step('getResourceContent', () => admin.getResourceContent({ resourceKey: decision.decisionRequirementsKey }), (text) => text.includes('discount_table'));
await step('evaluateDecision', () => admin.evaluateDecision({ decisionDefinitionId: 'discount', variables: { amount: 120 } }),
  (d) => JSON.parse(d.output) === 5 && d.evaluatedDecisions[0].matchedRules[0].ruleIndex === 1 && d.evaluatedDecisions[0].evaluatedInputs[0].inputValue === '120');

// Instances.
await step('createProcessInstance and wait', () => admin.createProcessInstance(
  { processDefinitionId: 'greeting', variables: { name: '小李' }, awaitCompletion: true, fetchVariables: ['words'] }),
(i) => i.variables.words === 'Hello 小李' && i.variables.name === undefined);
const started = await step('createProcessInstance', () => admin.createProcessInstance(
  { processDefinitionKey, variables: { orderId, amount: 250, note: 'x'.repeat(9000) } }), (i) => i.processDefinitionId === 'order');
const { processInstanceKey } = started;
await step('searchProcessInstances', () => admin.searchProcessInstances(
  { filter: { processInstanceKey, state: 'ACTIVE', variables: [{ name: 'orderId', value: JSON.stringify(orderId) }] } }, once),
(r) => r.items.length === 1 && r.items[0].processDefinitionVersionTag === 'first');
await step('getProcessInstance', () => admin.getProcessInstance({ processInstanceKey }, once), (i) => i.state === 'ACTIVE' && !i.hasIncident);
const elements = await step('searchElementInstances', () => admin.searchElementInstances(
  { filter: { processInstanceKey }, sort: [{ field: 'startDate' }, { field: 'elementId' }] }, once),
(r) => named(r.items, 'type', 'PROCESS').length === 1 && named(r.items, 'type', 'SERVICE_TASK')[0].state === 'ACTIVE'
  && named(r.items, 'type', 'START_EVENT')[0].state === 'COMPLETED');
const { elementInstanceKey } = named(elements.items, 'elementId', 'check')[0];
await step('getElementInstance', () => admin.getElementInstance({ elementInstanceKey }, once), (e) => e.elementName === 'Check stock');

// Variables.
const known = await step('searchVariables', () => admin.searchVariables({ filter: { processInstanceKey }, sort: [{ field: 'name' }] }, once),
  (r) => r.items.some((v) => v.name === 'article' && v.scopeKey === elementInstanceKey && v.value === JSON.stringify(orderId))
    && r.items.some((v) => v.name === 'note' && v.isTruncated));
const note = named(known.items, 'name', 'note')[0];
await step('getVariable', () => admin.getVariable({ variableKey: note.variableKey }, once), (v) => v.value.length === 9002);
await step('createElementInstanceVariables', () => admin.createElementInstanceVariables(
  { elementInstanceKey: processInstanceKey, variables: { amount: 300, colour: 'red' } }));

// A job that fails, is repaired, and is done by another worker.
const activation = { type: 'check-stock', worker: 'walk', timeout: 60000, maxJobsToActivate: 5, requestTimeout: 5000 };
const first = await step('activateJobs', () => admin.activateJobs({ ...activation, fetchVariable: ['article', 'amount'] }),
  (r) => r.jobs.length === 1 && r.jobs[0].variables.article === orderId && r.jobs[0].customHeaders.warehouse === 'north');
const { jobKey } = first.jobs[0];
await step('failJob', () => admin.failJob({ jobKey, retries: 0, errorMessage: 'The shelf is empty', retryBackOff: 0 }));
await step('searchJobs', () => admin.searchJobs({ filter: { jobKey, state: 'FAILED', retries: { $lte: 0 } } }, once),
  (r) => r.items.length === 1 && r.items[0].errorMessage === 'The shelf is empty' && r.items[0].kind === 'BPMN_ELEMENT');
const incidents = await step('searchIncidents', () => admin.searchIncidents(
  { filter: { processInstanceKey, errorType: { $in: ['JOB_NO_RETRIES'] }, state: 'ACTIVE' } }, once), (r) => r.items.length === 1);
const { incidentKey } = incidents.items[0];
await step('getIncident', () => admin.getIncident({ incidentKey }, once), (i) => i.jobKey === jobKey && i.elementId === 'check');
await step('searchProcessInstanceIncidents', () => admin.searchProcessInstanceIncidents({ processInstanceKey }, once), (r) => r.items.length === 1);
await step('searchElementInstanceIncidents', () => admin.searchElementInstanceIncidents({ elementInstanceKey }, once), (r) => r.items.length === 1);
await step('updateJob', () => admin.updateJob({ jobKey, changeset: { retries: 1 } }));
await step('resolveIncident', () => admin.resolveIncident({ incidentKey }));
await refused('resolveIncident twice', 409, () => admin.resolveIncident({ incidentKey }));
const second = await step('activateJobs again', () => admin.activateJobs(activation), (r) => r.jobs.length === 1 && r.jobs[0].jobKey === jobKey);
await step('failJob again', () => admin.failJob({ jobKey: second.jobs[0].jobKey, retries: 0, errorMessage: 'Still empty' }));
await step('updateJob again', () => admin.updateJob({ jobKey, changeset: { retries: 1 } }));
await step('resolveProcessInstanceIncidents', () => admin.resolveProcessInstanceIncidents({ processInstanceKey }),
  (b) => b.batchOperationType === 'RESOLVE_INCIDENT');
await step('activateJobs once more', () => admin.activateJobs(activation), (r) => r.jobs.length === 1);
await step('completeJob', () => admin.completeJob({ jobKey, variables: { inStock: true } }));
await refused('completeJob twice', 409, () => admin.completeJob({ jobKey }));
await refused('getIncident unknown', 404, () => admin.getIncident({ incidentKey: '42' }, once));

// A task for a person.
const tasks = await step('searchUserTasks', () => admin.searchUserTasks(
  { filter: { processInstanceKey, state: 'CREATED', candidateGroup: { $in: ['service'] } }, sort: [{ field: 'creationDate' }] }, once),
(r) => r.items.length === 1 && r.items[0].customHeaders.desk === 'two' && r.items[0].formKey !== null);
const { userTaskKey } = tasks.items[0];
await step('getUserTask', () => admin.getUserTask({ userTaskKey }, once), (t) => t.name === 'Approve the order' && t.assignee === null);
await step('getUserTaskForm', () => admin.getUserTaskForm({ userTaskKey }, once), (f) => f.formId === 'order-approval');
await step('searchUserTaskVariables', () => admin.searchUserTaskVariables({ userTaskKey, filter: { name: { $in: ['shown', 'discount'] } } }, once),
  (r) => r.items.length === 2 && named(r.items, 'name', 'shown')[0].value === '10');
await step('searchUserTaskEffectiveVariables', () => admin.searchUserTaskEffectiveVariables({ userTaskKey, filter: { name: 'shown' } }, once),
  (r) => r.items.length === 1 && r.items[0].value === '10');
await step('updateUserTask', () => admin.updateUserTask({ userTaskKey, changeset: { priority: 80, dueDate: '2030-01-02T03:04:05Z' } }));
await step('searchUserTasks by due date', () => admin.searchUserTasks(
  { filter: { processInstanceKey, priority: { $gte: 80 }, dueDate: { $lt: '2030-01-03T00:00:00Z' } } }, once), (r) => r.items.length === 1);
await step('assignUserTask', () => admin.assignUserTask({ userTaskKey, assignee: 'agent' }));
await refused('assignUserTask without overriding', 409, () => admin.assignUserTask({ userTaskKey, assignee: 'lead', allowOverride: false }));
await step('unassignUserTask', () => admin.unassignUserTask({ userTaskKey }));
await step('assignUserTask to myself', () => admin.assignUserTask({ userTaskKey, assignee: 'admin' }));
await step('completeUserTask', () => admin.completeUserTask({ userTaskKey, variables: { approved: true } }));
await refused('completeUserTask twice', 409, () => admin.completeUserTask({ userTaskKey }));

// Messages, one of them before anyone waits for it.
await step('publishMessage early', () => admin.publishMessage(
  { name: 'order-packed', correlationKey: orderId, timeToLive: 600000, messageId: `packed-${orderId}`, variables: { boxes: 2 } }), (m) => m.messageKey.length > 0);
await refused('publishMessage twice', 409, () => admin.publishMessage(
  { name: 'order-packed', correlationKey: orderId, timeToLive: 600000, messageId: `packed-${orderId}` }));
await refused('correlateMessage with nobody', 404, () => admin.correlateMessage({ name: 'order-paid', correlationKey: 'nobody' }));
await step('correlateMessage', () => admin.correlateMessage({ name: 'order-paid', correlationKey: orderId, variables: { paid: true } }),
  (m) => m.processInstanceKey === processInstanceKey);
await step('searchElementInstances that waits', () => admin.searchElementInstances(
  { filter: { processInstanceKey, elementId: 'cooled' } }, eventually((r) => r.items.length === 1)), (r) => r.items[0].type === 'INTERMEDIATE_CATCH_EVENT');
await step('broadcastSignal', () => admin.broadcastSignal({ signalName: 'nobody-listens' }), (s) => s.signalKey.length > 0);

// The clock: ahead until the timer is due, back to where it was, and let go.
await step('pinClock ahead', () => admin.pinClock({ timestamp: Date.now() + 3 * 3600 * 1000 }));
await step('getProcessInstance ended', () => admin.getProcessInstance({ processInstanceKey }, eventually((i) => i.state === 'COMPLETED')),
  (i) => i.endDate !== null);
await step('pinClock back', () => admin.pinClock({ timestamp: Date.now() - 24 * 3600 * 1000 }));
await step('resetClock', () => admin.resetClock());

// Another order ends in an error, a third is called off.
const other = await admin.createProcessInstance({ processDefinitionId: 'order', variables: { orderId: `${orderId}-2`, amount: 1 } });
const third = await admin.activateJobs(activation);
await step('throwJobError', () => admin.throwJobError({ jobKey: third.jobs[0].jobKey, errorCode: 'SOLD_OUT', errorMessage: 'None left' }));
await step('searchElementInstances of the error', () => admin.searchElementInstances(
  { filter: { processInstanceKey: other.processInstanceKey, elementId: 'refused' } }, eventually((r) => r.items.length === 1)), (r) => r.items[0].state === 'COMPLETED');
const last = await admin.createProcessInstance({ processDefinitionId: 'order', variables: { orderId: `${orderId}-3` } });
await step('cancelProcessInstance', () => admin.cancelProcessInstance({ processInstanceKey: last.processInstanceKey }));
await refused('cancelProcessInstance twice', 409, () => admin.cancelProcessInstance({ processInstanceKey: last.processInstanceKey }));

// Pages with cursors there and back. Version 9.1.5 drops the cursor of a request that it checks strictly (the first kind of page that
// fits has none), so requests are only looked at here; answers are checked as strictly as before.
const pager = client('admin', 'req:warn,res:strict');
const mine = { $in: [processInstanceKey, other.processInstanceKey, last.processInstanceKey] };
const page = { filter: { processInstanceKey: mine }, sort: [{ field: 'startDate', order: 'DESC' }] };
const pages = await step('searchProcessInstances page', () => admin.searchProcessInstances({ ...page, page: { limit: 2 } }, once), (r) => r.items.length === 2 && r.page.totalItems === 3);
const next = await step('searchProcessInstances after', () => pager.searchProcessInstances({ ...page, page: { limit: 2, after: pages.page.endCursor } }, once),
  (r) => r.items.length === 1 && r.items[0].processInstanceKey === processInstanceKey);
await step('searchProcessInstances before', () => pager.searchProcessInstances({ ...page, page: { limit: 2, before: next.page.startCursor } }, once),
  (r) => JSON.stringify(r.items) === JSON.stringify(pages.items));

// Who may not.
await refused('createProcessInstance as staff', 403, () => client('agent').createProcessInstance({ processDefinitionId: 'order' }));
