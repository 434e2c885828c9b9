import { Agent, request } from 'node:http';

export type Answer = { kind: 'answered'; status: number } | { kind: 'unreachable'; why: string };

export type Post = {
  /** Posts a body; network errors and the timeout are answers too. */
  send(url: string, headers: Record<string, string>, body: Buffer): Promise<Answer>;
  close(): void;
};

type PendingRequest = {
  url: string;
  headers: Record<string, string>;
  body: Buffer;
  resolve: (answer: Answer) => void;
};

/** Posts over kept-alive connections with so many requests under way at once; the timeout counts from the start of each. */
export function openPost(concurrency: number, timeoutMs: number): Post {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const waiting: PendingRequest[] = [];
  let first = 0;
  let underWay = 0;

  function next(): void {
    const job = waiting[first];
    if (!job || underWay >= concurrency) return;
    first += 1;
    if (first > 1_000) {
      waiting.splice(0, first);
      first = 0;
    }
    underWay += 1;
    void postOnce(agent, timeoutMs, job).then((answer) => {
      underWay -= 1;
      next();
      job.resolve(answer);
    });
  }

  return {
    send: (url, headers, body) =>
      new Promise((resolve) => {
        waiting.push({ url, headers, body, resolve });
        next();
      }),
    close: () => agent.destroy(),
  };
}

function postOnce(
  agent: Agent,
  timeoutMs: number,
  { url, headers, body }: PendingRequest,
): Promise<Answer> {
  return new Promise((resolve) => {
    const unreachable = (error: Error) => resolve({ kind: 'unreachable', why: error.message });
    const outgoing = request(url, {
      method: 'POST',
      agent,
      headers,
      signal: AbortSignal.timeout(timeoutMs),
    });
    outgoing.on('error', unreachable);
    outgoing.on('response', (incoming) => {
      incoming.on('error', unreachable);
      incoming.on('end', () => resolve({ kind: 'answered', status: incoming.statusCode ?? 0 }));
      incoming.resume();
    });
    outgoing.end(body);
  });
}
