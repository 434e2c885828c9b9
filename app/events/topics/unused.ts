import { parsedEvents, type TopicHandler } from './topic-handler.ts';
import type { TopicRecord } from './topic-record.ts';

const readNothing: TopicHandler = () => parsedEvents();

/** Topics we may be sent and take nothing from: what they hold, another topic holds as well, or nothing needs yet. */
export const unusedTopics: TopicRecord = {
  names: [
    'customer.joined_segment',
    'customer.left_segment',
    'inventory_levels/update',
    'returns/request',
  ],
  handler: readNothing,
  subscription: null,
  origin: 'an event',
};

/** The same of an order: the change of the order itself follows. */
export const orderEditTopic: TopicRecord = {
  names: ['orders/edited'],
  handler: readNothing,
  subscription: null,
  origin: 'an order',
  shape: { object: null, has: ['order_edit'] },
};

/** A deleted quote stays what it was last; that it is sent shows that quotes are. */
export const deletedDraftOrderTopic: TopicRecord = {
  names: ['draft_orders/delete'],
  handler: readNothing,
  subscription: 'topic',
  origin: 'a draft order',
  shape: { object: 'DraftOrder', lacks: ['line_items'] },
};
