import { expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { newProfile } from '#app/profiles/profile.ts';
import { cartEvent, eventAt, orderEvents, STORY_START } from '#tests/fixtures/journey-story.ts';
import { passesFilter, type EventFilter } from './event-filter.ts';

const facts = { carts: new Map(), purchases: new Map() };
const person = newProfile(0);

const viewed = eventAt(STORY_START, { kind: 'product.viewed', productId: '1' });
const collection = eventAt(STORY_START, { kind: 'collection.viewed', collectionId: '7' });
const page = eventAt(STORY_START, { kind: 'page.viewed', page: '/pages/Størrelser' });
const search = eventAt(STORY_START, { kind: 'search.submitted', query: 'Blue mugs' });
const secret = eventAt(STORY_START, { kind: 'search.submitted', query: null });
const custom = eventAt(STORY_START, { kind: 'custom.happened', name: 'quiz.done', values: {} });
const cart = cartEvent(STORY_START);
const [placed, changed] = orderEvents(STORY_START);

test.each<[string, EventFilter, DomainEvent | undefined, boolean]>([
  ['a product that was looked at', { products: ['1'] }, viewed, true],
  ['another product', { products: ['2'] }, viewed, false],
  ['a collection that was looked at', { collections: ['7'] }, collection, true],
  ['a product of a collection', { collections: ['7'], collected: ['1'] }, viewed, true],
  ['a product in the cart', { products: ['1'] }, cart, true],
  ['part of the address of a page', { page: 'størr' }, page, true],
  ['the address of another page', { page: 'returns' }, page, false],
  ['part of a search', { search: 'MUG' }, search, true],
  ['a search that is not known', { search: 'mug' }, secret, false],
  ['the name of an event of another program', { name: 'quiz.done' }, custom, true],
  ['another name', { name: 'quiz' }, custom, false],
  ['what the cart comes to', { atLeast: { minor: 500, currency: 'GBP' } }, cart, true],
  ['more than that', { atLeast: { minor: 501, currency: 'GBP' } }, cart, false],
  ['another currency', { atLeast: { minor: 1, currency: 'EUR' } }, cart, false],
  ['what the order comes to', { atLeast: { minor: 500, currency: 'GBP' } }, changed, true],
  ['an order that is not known yet', { atLeast: { minor: 1, currency: 'GBP' } }, placed, false],
  ['the first order', { firstOrder: true }, placed, true],
  ['nothing', {}, placed, true],
])('a filter on %s', (_, filter, event, passes) => {
  if (!event) throw new Error('There is no such event.');
  expect(passesFilter(filter, event, { facts, person })).toBe(passes);
});

test('an order is not the first of a person who placed one before', () => {
  const orders = { ...person.orders, firstAt: STORY_START - 60_000 };
  const known = { facts, person: { ...person, orders } };
  if (!placed) throw new Error('There is no such event.');
  expect(passesFilter({ firstOrder: true }, placed, known)).toBe(false);
});
