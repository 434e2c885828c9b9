import { setTimeout as sleep } from 'node:timers/promises';

const MOST_TRIES = 200;
const PAUSE_MS = 100;

/** A busy app answers 503 or 429; a person tries once more, so that nothing of a demo hangs on the machine's pace. */
export async function fetchWithRetry(url: string, request: RequestInit = {}): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(url, request);
    if (![429, 503].includes(answer.status) || tries === MOST_TRIES) return answer;
    await answer.arrayBuffer();
    await sleep(PAUSE_MS);
  }
}
