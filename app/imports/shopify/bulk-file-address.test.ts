import { expect, test } from 'vitest';
import { isBulkFileAddress } from './bulk-file-address.ts';

test.each([
  ['https://storage.googleapis.com/shopify-tiers-assets/bulk-1.jsonl?X-Goog-Signature=0a', true],
  ['https://shopify.storage.googleapis.com/bulk-1.jsonl', true],
  ['https://cdn.shopify.com/bulk-1.jsonl', true],
  ['http://storage.googleapis.com/bulk-1.jsonl', false],
  ['https://storage.googleapis.com:8443/bulk-1.jsonl', false],
  ['https://user:secret@storage.googleapis.com/bulk-1.jsonl', false],
  ['https://storage.googleapis.com.evil.example/bulk-1.jsonl', false],
  ['https://evilshopify.com/bulk-1.jsonl', false],
  ['https://storage.googleapis.com@evil.example/bulk-1.jsonl', false],
  ['https://169.254.169.254/latest/meta-data', false],
  ['https://10.0.0.1/bulk-1.jsonl', false],
  ['https://[::1]/bulk-1.jsonl', false],
  ['https://localhost/bulk-1.jsonl', false],
  ['http://127.0.0.1:4000/bulk/1.jsonl', false],
  ['file:///etc/passwd', false],
  ['data:text/plain,{}', false],
  ['/bulk/1.jsonl', false],
  ['', false],
])('%s is where Shopify keeps bulk files: %s', (url, expected) => {
  expect(isBulkFileAddress(url, null)).toBe(expected);
});

test('the files of a local store may be read where one is set, and no other address beside it', () => {
  const store = 'http://127.0.0.1:4000';
  expect(isBulkFileAddress('http://127.0.0.1:4000/bulk/1.jsonl', store)).toBe(true);
  expect(isBulkFileAddress('http://127.0.0.1:4001/bulk/1.jsonl', store)).toBe(false);
  expect(isBulkFileAddress('http://127.0.0.1.evil.example:4000/bulk/1.jsonl', store)).toBe(false);
});
