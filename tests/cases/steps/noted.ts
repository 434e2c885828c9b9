import type { Story } from '../house.ts';

/** Keeps what a step was answered, under the name that it was given. */
export async function noted(
  { answers }: Story,
  name: string | undefined,
  answer: Response,
): Promise<void> {
  if (name === undefined) return;
  const { status } = answer;
  const body = await answer.clone().text();
  answers.set(name, [...(answers.get(name) ?? []), { status, body }]);
}
