import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseIntent, parseQuery } from './parse-intent.ts';

const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('archive') }),
  z.object({ intent: z.literal('restore'), version: z.coerce.number().int().min(1) }),
]);

function formOf(fields: Record<string, string>): Request {
  const body = new URLSearchParams(fields);
  return new Request('https://app.example', { method: 'POST', body });
}

test('a form is read by its schema', async () => {
  const form = formOf({ intent: 'restore', version: '3', more: 'x' });
  expect(await parseIntent(form, Intent)).toEqual({ intent: 'restore', version: 3 });
});

test.each([
  ['without an intent', {}],
  ['with an intent that the page does not know', { intent: 'drop' }],
  ['with a field that is none of its values', { intent: 'restore', version: '0' }],
])('a form %s is refused with 400 and what to do', async (_, fields) => {
  const refused = await parseIntent(formOf(fields), Intent).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Response);
  const response = refused as Response;
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('Reload the page');
});

test('a field that may be sent several times is read as a list of all its values', async () => {
  const Choice = z.object({ intent: z.literal('retry'), key: z.array(z.string()).min(1) });
  const sent = (...keys: string[]) => {
    const body = new URLSearchParams([['intent', 'retry'], ...keys.map((key) => ['key', key])]);
    return new Request('https://app.example', { method: 'POST', body });
  };
  expect(await parseIntent(sent('a', 'b'), Choice, ['key'])).toMatchObject({ key: ['a', 'b'] });
  expect(await parseIntent(sent('a'), Choice, ['key'])).toMatchObject({ key: ['a'] });
  await expect(parseIntent(sent(), Choice, ['key'])).rejects.toMatchObject({ status: 400 });
});

test('an address is read by its schema, and refused with 400 when it is not complete', () => {
  const Choice = z.object({ days: z.coerce.number().int().min(0) });
  const asked = (query: string) => parseQuery(new Request(`https://app.example/?${query}`), Choice);
  expect(asked('days=30&more=x')).toEqual({ days: 30 });
  expect(() => asked('days=-1')).toThrow(expect.objectContaining({ status: 400 }));
  expect(() => asked('')).toThrow(expect.objectContaining({ status: 400 }));
});
