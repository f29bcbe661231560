// The product's own complaint, opened by its API and worked on by the agent through the engine's.
import { address, client, eventually, once, refused, step } from './session.js';

const basic = (user) => `Basic ${Buffer.from(`${user}:demo`).toString('base64')}`;
const agent = client('agent');

const opened = await step('open complaint', async () => {
  const answer = await fetch(`${address}/api/complaints`, {
    method: 'POST', headers: { authorization: basic('agent'), 'content-type': 'application/json' },
    body: JSON.stringify({
      subject: 'Parcel never came', description: 'Promised for Wednesday.', category: 'delivery', severity: 'normal', amount: 80,
      channel: 'api', language: 'en', contact: { name: 'Li Hua', email: 'li.hua@example.cn' },
    }),
  });
  return { status: answer.status, ...(await answer.json()) };
}, (answer) => answer.status === 201 && answer.number.startsWith('C-'));
const processInstanceKey = String(opened.processInstanceKey);

const task = async () => (await agent.searchUserTasks(
  { filter: { processInstanceKey, state: 'CREATED' }, sort: [{ field: 'creationDate' }] }, eventually((r) => r.items.length > 0))).items[0];
const investigate = await step('searchUserTasks', task, (t) => t.candidateGroups.length > 0 || t.assignee !== null);
const { userTaskKey } = investigate;
await step('getUserTaskForm', () => agent.getUserTaskForm({ userTaskKey }, once), (f) => JSON.parse(f.schema).components.length > 0);
await step('searchUserTaskVariables', () => agent.searchUserTaskVariables({ userTaskKey }, once), (r) => r.items.some((v) => v.name === 'caseNumber' && JSON.parse(v.value) === opened.number));
// Where the workflow did not give it to the agent, the agent takes it.
await step('assignUserTask', () => agent.assignUserTask({ userTaskKey, assignee: 'agent' }));
await step('completeUserTask', () => agent.completeUserTask({ userTaskKey, variables: JSON.parse(process.env.CUSTOMERFLOW_ANSWERS) }));
await refused('completeUserTask twice', 409, () => agent.completeUserTask({ userTaskKey }));
await step('the next step', task, (t) => t.userTaskKey !== userTaskKey);
await step('searchElementInstances', () => agent.searchElementInstances({ filter: { processInstanceKey, type: 'USER_TASK' } }, once),
  (r) => r.items.some((e) => e.elementInstanceKey === investigate.elementInstanceKey && e.state === 'COMPLETED'));
