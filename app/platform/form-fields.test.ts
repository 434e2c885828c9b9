import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldCounter } from './form-fields.ts';

const URLENCODED = 'application/x-www-form-urlencoded';

async function encoded(
  form: FormData | URLSearchParams,
): Promise<{ type: string; bytes: Uint8Array }> {
  const request = new Request('https://app.example.com', { method: 'POST', body: form });
  const type = request.headers.get('content-type') ?? '';
  return { type, bytes: new Uint8Array(await request.arrayBuffer()) };
}

function counted(type: string, bytes: Uint8Array, cuts: readonly number[]): number | undefined {
  const count = fieldCounter(type);
  let fields = count?.(new Uint8Array());
  let from = 0;
  for (const to of [
    ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b),
    bytes.length,
  ]) {
    fields = count?.(bytes.subarray(from, to));
    from = to;
  }
  return fields;
}

test('as many fields are counted as a form has, wherever its bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string()), { maxLength: 20 }),
      fc.array(fc.nat(), { maxLength: 5 }),
      fc.boolean(),
      async (fields, cuts, isMultipart) => {
        const form = isMultipart ? new FormData() : new URLSearchParams();
        for (const [name, value] of fields) form.append(name, value);
        const { type, bytes } = await encoded(form);
        expect(counted(type, bytes, cuts)).toBe(fields.length);
      },
    ),
  );
});

test('a part counts however its header is written', () => {
  const body = new TextEncoder().encode(
    '--b\r\nConTent-dispositioN: form-data; name="a"\r\n\r\n1\r\n--b\r\ncCONTENT-DISPOSITION: x\r\n',
  );
  expect(counted('multipart/form-data; boundary="b"', body, [])).toBe(2);
});

test('what is no form has no fields that could be counted', () => {
  for (const type of [null, '', 'application/json', 'text/plain', 'multipart/mixed'])
    expect(fieldCounter(type)).toBeNull();
  expect(fieldCounter(`${URLENCODED.toUpperCase()}; charset=utf-8`)).not.toBeNull();
});
