import type { Story } from '../case-environment.ts';

/** Records the answer to a step under the name that the step gives it. */
export async function recordAnswer(
  { answers }: Story,
  name: string | undefined,
  answer: Response,
): Promise<void> {
  if (name === undefined) return;
  const { status } = answer;
  const body = await answer.clone().text();
  answers.set(name, [...(answers.get(name) ?? []), { status, body }]);
}
