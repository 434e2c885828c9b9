import { expect, test } from 'vitest';
import { readTestAddresses } from './test-addresses.ts';

test.each<[unknown, string[]]>([
  ['ann@shop.example', ['ann@shop.example']],
  [
    ' Ann@Shop.Example , bob@shop.example;cy@shop.example\n',
    ['ann@shop.example', 'bob@shop.example', 'cy@shop.example'],
  ],
  ['ann@shop.example ANN@shop.example', ['ann@shop.example']],
  ['ann@müller.example', ['ann@xn--mller-kva.example']],
])('%j is read as %j', (typed, addresses) => {
  expect(readTestAddresses(typed)).toEqual({ outcome: 'read', addresses });
});

const six = Array.from({ length: 6 }, (_, n) => `a${String(n)}@shop.example`).join(',');

test.each<[string, unknown]>([
  ['nothing', ' , ; '],
  ['no address', 'ann'],
  ['a header', 'ann@shop.example\r\nBcc: all@shop.example'],
  ['a name with an address', 'Ann <ann@shop.example>'],
  ['a line end inside of an address', 'ann@\r\nshop.example'],
  ['a zero byte', 'ann\u0000@shop.example'],
  ['an address of no internet domain', 'root@localhost'],
  ['six addresses', six],
  ['an object', { to: 'ann@shop.example' }],
  ['a list', ['ann@shop.example']],
  ['no value', undefined],
  ['very much', 'ann@shop.example '.repeat(200)],
])('%s is refused', (_what, typed) => {
  expect(readTestAddresses(typed).outcome).toBe('invalid');
});
