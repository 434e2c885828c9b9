import { expect, test } from 'vitest';
import { openAgenda } from './agenda.ts';

test('things of one moment begin in the order of who does them, whatever was planned first', async () => {
  const agenda = openAgenda();
  const done: string[] = [];
  for (const who of ['cara', 'ada', 'bo']) agenda.at(10, who, () => void done.push(who));
  agenda.at(5, 'zoe', () => void done.push('zoe'));
  expect(agenda.next()).toBe(5);
  await agenda.tick(10);
  expect(done).toEqual(['zoe', 'ada', 'bo', 'cara']);
  expect(agenda.next()).toBeNull();
});

test('what one person does twice at a moment is begun one after the other', async () => {
  const agenda = openAgenda();
  const done: string[] = [];
  agenda.at(10, 'ada', () => void done.push('orders'));
  agenda.at(10, 'ada', () => void done.push('sends back'));
  agenda.at(10, 'bo', () => void done.push('bo looks'));
  await agenda.tick(10);
  expect(done).toEqual(['orders', 'bo looks']);
  expect(agenda.next()).toBe(10);
  await agenda.tick(10);
  expect(done).toEqual(['orders', 'bo looks', 'sends back']);
  expect(agenda.next()).toBeNull();
});
