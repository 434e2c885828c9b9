import { createHmac, randomUUID } from 'node:crypto';
import { calmNetwork, type WebhookFaults } from './webhook-faults.ts';
import { openPost, type Post } from './post.ts';

export type WebhookSenderOptions = DeliveryOptions & {
  /** Read at each attempt, so the app may move. */
  appUrl: () => string;
  apiSecret: string;
  shopDomain: string;
  apiVersion: string;
};

export type DeliveryOptions = {
  /** Deliveries under way at once; 25 by default. */
  concurrency?: number;
  /** 5 s by default, as Shopify gives. */
  timeoutMs?: number;
  /** Shopify spreads its eight retries over four hours; here over one minute by default. */
  retryWindowMs?: number;
  /** Whether the app subscribes to a topic (to all by default); others are not sent at all. */
  subscribedTo?: (topic: string) => boolean;
  random?: () => number;
};

/** One webhook on its way. */
export type Delivery = {
  readonly webhookId: string;
  readonly eventId: string;
  readonly topic: string;
  readonly shopDomain: string;
  readonly triggeredAt: number;
  state: 'waiting' | 'accepted' | 'failed' | 'dropped';
  attempts: number;
  /** HTTP status or network error of the last attempt. */
  answer: string | null;
};

export type SendOptions = { at: number; eventId: string; webhookId?: string; shopDomain?: string };

export type WebhookSender = {
  /** Queues a webhook; undefined when the app does not subscribe to the topic. A string is sent as it is. */
  send(topic: string, payload: unknown, options: SendOptions): Delivery | undefined;
  /** Resolves when nothing waits, is under way or is to be retried. */
  idle(): Promise<void>;
  /** What got 2xx, in the order of the answers; only ever grows. */
  readonly accepted: readonly Delivery[];
  /** Every delivery ever queued, oldest first. */
  readonly deliveries: readonly Delivery[];
  /** Change its fields to disturb the network. */
  readonly faults: WebhookFaults;
  /** Each attempt after the first counts as a retry. */
  counts(): Record<Delivery['state'] | 'retries', number>;
  close(): void;
};

const RETRIES = 8;

type Parcel = { delivery: Delivery; body: Buffer; headers: Record<string, string> };

/** Delivers as Shopify does: signed, 5 s to answer, eight retries, at least once and in no sure order. */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { concurrency = 25, timeoutMs = 5_000, retryWindowMs = 60_000 } = options;
  const { subscribedTo = () => true, random = Math.random } = options;
  const faults = calmNetwork();
  const deliveries: Delivery[] = [];
  const accepted: Delivery[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const post: Post = openPost(concurrency, timeoutMs);
  let idleWaiters: (() => void)[] = [];
  let open = 0;

  function send(topic: string, payload: unknown, about: SendOptions): Delivery | undefined {
    if (!subscribedTo(topic)) return undefined;
    const delivery: Delivery = {
      webhookId: about.webhookId ?? randomUUID(),
      eventId: about.eventId,
      topic,
      shopDomain: about.shopDomain ?? options.shopDomain,
      triggeredAt: about.at,
      state: 'waiting',
      attempts: 0,
      answer: null,
    };
    deliveries.push(delivery);
    if (random() < faults.dropShare) {
      delivery.state = 'dropped';
      return delivery;
    }
    const body = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
    const parcel = { delivery, body, headers: headersOf(delivery, body, options) };
    const copies = random() < faults.duplicateShare ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      open += 1;
      const isLate = random() < faults.lateShare || faults.lateTopics.includes(topic);
      const late = isLate ? faults.lateMs : 0;
      later(late + random() * faults.shuffleMs, () => attempt(parcel, 0));
    }
    return delivery;
  }

  function later(ms: number, act: () => void): void {
    if (ms <= 0) return act();
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  }

  function attempt(parcel: Parcel, retry: number): void {
    const { delivery } = parcel;
    void post.send(`${options.appUrl()}/webhooks`, parcel.headers, parcel.body).then((answer) => {
      delivery.attempts += 1;
      delivery.answer = answer.kind === 'answered' ? String(answer.status) : answer.why;
      if (answer.kind === 'answered' && answer.status >= 200 && answer.status < 300) {
        if (delivery.state !== 'accepted') accepted.push(delivery);
        delivery.state = 'accepted';
        return done();
      }
      if (retry < RETRIES)
        return later(retryDelay(retry, retryWindowMs), () => attempt(parcel, retry + 1));
      if (delivery.state !== 'accepted') delivery.state = 'failed';
      return done();
    });
  }

  function done(): void {
    open -= 1;
    if (open > 0) return;
    for (const resolve of idleWaiters) resolve();
    idleWaiters = [];
  }

  return {
    send,
    idle: () =>
      open === 0 ? Promise.resolve() : new Promise((resolve) => idleWaiters.push(resolve)),
    accepted,
    deliveries,
    faults,
    counts() {
      const counts = { waiting: 0, accepted: 0, failed: 0, dropped: 0, retries: 0 };
      for (const { state, attempts } of deliveries) {
        counts[state] += 1;
        counts.retries += Math.max(0, attempts - 1);
      }
      return counts;
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      post.close();
      for (const resolve of idleWaiters) resolve();
    },
  };
}

/** Milliseconds before a retry (0 is the first): each wait is twice the one before, all together the window. */
export function retryDelay(retry: number, windowMs: number): number {
  return (windowMs * 2 ** retry) / (2 ** RETRIES - 1);
}

/** Base64 HMAC-SHA256 of the raw body, as X-Shopify-Hmac-Sha256 carries it. */
function webhookSignature(secret: string, body: Buffer): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

function headersOf(
  delivery: Delivery,
  body: Buffer,
  options: WebhookSenderOptions,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'user-agent': 'Shopify-Captain-Hook',
    'x-shopify-topic': delivery.topic,
    'x-shopify-hmac-sha256': webhookSignature(options.apiSecret, body),
    'x-shopify-shop-domain': delivery.shopDomain,
    'x-shopify-api-version': options.apiVersion,
    'x-shopify-webhook-id': delivery.webhookId,
    'x-shopify-event-id': delivery.eventId,
    'x-shopify-triggered-at': new Date(delivery.triggeredAt).toISOString(),
  };
}
