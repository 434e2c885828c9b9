import type { EventKind } from '#app/events/event.ts';

const ACTION_WORDS: Partial<Record<EventKind, string>> = {
  'cart.changed': 'changes a cart',
  'checkout.changed': 'changes a checkout',
  'order.placed': 'places an order',
  'order.shipped': 'the order is sent',
  'order.delivered': 'the order arrives',
};

/** What starts a journey or ends a wait, as what a person does or what happens to an order. */
export function eventActionWords(kind: EventKind): string {
  return ACTION_WORDS[kind] ?? kind.replace('.', ' ');
}

const STATE_WORDS: Partial<Record<EventKind, string>> = {
  'order.shipped': 'the order is sent',
  'order.delivered': 'the order is delivered',
  'order.placed': 'an order is placed',
};

/** What a person's run waits for. */
export function eventStateWords(kind: EventKind): string {
  return STATE_WORDS[kind] ?? kind;
}
