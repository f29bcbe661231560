// A client as anyone would make one: the published package, Basic sign-in, strict in both directions.
import createCamundaClient from '@camunda8/orchestration-cluster-api';

export const address = process.env.CUSTOMERFLOW_ADDRESS;

export function client(user, validation = process.env.CAMUNDA_SDK_VALIDATION ?? 'req:strict,res:strict') {
  return createCamundaClient({
    config: {
      CAMUNDA_REST_ADDRESS: `${address}/v2`,
      CAMUNDA_AUTH_STRATEGY: 'BASIC',
      CAMUNDA_BASIC_AUTH_USERNAME: user,
      CAMUNDA_BASIC_AUTH_PASSWORD: 'demo',
      CAMUNDA_SDK_VALIDATION: validation,
      CAMUNDA_SDK_LOG_LEVEL: 'error',
    },
  });
}

// What was called before its data could be there is called again: other nodes and loops work beside us.
export const once = { consistency: { waitUpToMs: 0 } };
export const eventually = (predicate) => ({ consistency: { waitUpToMs: 20000, pollIntervalMs: 100, predicate } });

/** Prints one line for the operation: done, or what went wrong. */
export async function step(operation, call, check = () => true) {
  const began = Date.now();
  let line;
  let result;
  try {
    result = await call();
    const verdict = check(result);
    line = { operation, done: verdict === true, found: verdict === true ? undefined : (verdict || result) };
  } catch (error) {
    line = { operation, done: false, error: String(error?.message ?? error), status: error?.status, detail: error?.detail, issues: error?.issues };
  }
  console.log(JSON.stringify({ ...line, milliseconds: Date.now() - began }));
  if (!line.done) process.exitCode = 1;
  return result;
}

/** The call must be refused with this status and a problem as RFC 9457 has it. */
export async function refused(operation, status, call) {
  let line;
  try {
    line = { operation, done: false, found: await call() };
  } catch (error) {
    line = { operation, done: error?.status === status, status: error?.status, detail: error?.detail, error: String(error?.message ?? error) };
  }
  console.log(JSON.stringify(line));
  if (!line.done) process.exitCode = 1;
}
