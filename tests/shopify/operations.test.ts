import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObjectType, NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql';
import { expect, test } from 'vitest';
import { adminSchema } from '#tests/store/graphql/admin-schema.ts';
import { deniedFields } from '#tests/store/graphql/scopes.ts';
import { requestedScopes } from './app-toml.ts';

const ROOT = join(import.meta.dirname, '../..');
const LITERAL = /`#graphql\s([^`]*)`/g;

const operations = globSync('app/**/*.{ts,tsx}', {
  cwd: ROOT,
  exclude: ['app/generated/**'],
}).flatMap((file) =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(LITERAL)].map(([, text = '']) => ({
    file,
    text,
  })),
);
const admin = adminSchema();

test('the operations of the app are found', () => {
  expect(operations.length).toBeGreaterThanOrEqual(9);
});

test.each(operations)(
  '$file is valid on the Admin API and asks for nothing deprecated',
  ({ text }) => {
    const problems = validate(admin.schema, parse(text), [
      ...specifiedRules,
      NoDeprecatedCustomRule,
    ]);
    expect(problems.map(({ message }) => message).filter(hasRemedy)).toEqual([]);
  },
);

const DEPRECATED =
  /^The field (?<type>\w+)\.\w+ is deprecated\. Use `(?<successor>\w+)` instead\.$/;

/** False for a field whose successor this version of the API does not have yet, as `Shop.domains` in 2026-10. */
function hasRemedy(problem: string): boolean {
  const { type = '', successor = '' } = DEPRECATED.exec(problem)?.groups ?? {};
  const owner = admin.schema.getType(type);
  return !isObjectType(owner) || successor in owner.getFields();
}

test('a deprecated field is refused once its successor is there', () => {
  const use = (successor: string) =>
    `The field Shop.domains is deprecated. Use \`${successor}\` instead.`;
  expect(hasRemedy(use('primaryDomain'))).toBe(true);
  expect(hasRemedy(use('domainsPaginated'))).toBe(false);
  expect(hasRemedy('Cannot query field "x" on type "Shop".')).toBe(true);
});

test.each(operations)(
  '$file asks for nothing that the scopes of the app do not cover',
  ({ text }) => {
    const denied = deniedFields(admin, parse(text), requestedScopes());
    expect(denied.map(({ message }) => message)).toEqual([]);
  },
);

test.each(operations)('$file holds one operation, named as the file', ({ file, text }) => {
  const names = parse(text).definitions.map((definition) =>
    'name' in definition ? definition.name?.value : '',
  );
  const expected = (file.split('/').at(-1) ?? '')
    .replace(/\.ts$/, '')
    .split('-')
    .map(capitalised)
    .join('');
  expect(names).toEqual([expected]);
});

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
