import { expect, test } from 'vitest';
import {
  actionTextProblems,
  fillActionLine,
  fillActionText,
  unknownActionVariables,
  type ActionValues,
} from './action-text.ts';

const ADA: ActionValues = {
  name: 'Ada Byron',
  first_name: 'Ada',
  email: 'ada@example.com',
  score: '72',
  grade: 'A2',
  band: 'hot',
  stage: 'Loyal',
  orders: '4',
  journey: 'Win back',
};

test('variables are filled in, with or without blanks around the name', () => {
  expect(fillActionText('{{name}} ({{ grade }}) in {{journey}}', ADA)).toBe(
    'Ada Byron (A2) in Win back',
  );
});

test('a value that looks like a variable is text', () => {
  expect(fillActionText('{{name}}', { ...ADA, name: '{{email}} $&' })).toBe('{{email}} $&');
});

test('a name that no variable has stays as written and is named as a problem', () => {
  expect(fillActionText('{{password}}', ADA)).toBe('{{password}}');
  expect(unknownActionVariables('{{name}} {{x}} {{ x }} {{constructor}}')).toEqual([
    'x',
    'constructor',
  ]);
  expect(actionTextProblems('Hello {{x}}', 'the subject')).toEqual([
    'Take {{x}} out of the subject, or choose one of the variables instead.',
  ]);
});

test('a line has no line break, whatever a person is called, and a longest length', () => {
  const evil = { ...ADA, name: 'Ada\r\nBcc: all@example.com' };
  expect(fillActionLine('For {{name}}', evil, 200)).toBe('For Ada Bcc: all@example.com');
  expect(fillActionLine('{{name}}'.repeat(40), ADA, 10)).toBe('Ada ByronA');
});
