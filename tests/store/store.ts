import type { Clock } from '#app/lib/clock.ts';
import type { StoreProduct } from './shop-records.ts';
import type { DeliveryOptions, WebhookSender } from './webhook-sender.ts';
import type { AdminGraphqlOptions, AdminFaults } from './admin-graphql.ts';
import type { ShopState } from './shop-state.ts';
import type { Mailbox } from './mailbox.ts';
import type { SmtpFaults } from './smtp-sink.ts';
import type { TokenRegistry } from './oauth.ts';

export type StoreOptions = {
  /** 0 takes any free port. */
  port: number;
  smtpPort: number;
  appUrl: string;
  apiKey: string;
  apiSecret: string;
  shopDomain?: string;
  clock: Clock;
  products: readonly StoreProduct[];
  currency?: string;
  timezone?: string;
  /** Comma-separated access scopes the shop grants; all that Tendril asks for by default. */
  scopes?: string;
  seed?: string;
  webhooks?: DeliveryOptions;
  throttle?: AdminGraphqlOptions['throttle'];
};

export type Store = {
  readonly url: string;
  readonly smtpUrl: string;
  readonly options: Readonly<Required<Omit<StoreOptions, 'webhooks' | 'throttle'>>>;
  /** Where the app is; may be changed when the app starts after the store. */
  appUrl: string;
  readonly shop: ShopState;
  readonly webhooks: WebhookSender;
  readonly mailbox: Mailbox;
  readonly smtpFaults: SmtpFaults;
  readonly adminFaults: AdminFaults;
  /** Issues and revokes the tokens of the Admin API. */
  readonly tokens: TokenRegistry;
  /** Gives the app more access; emits app/scopes_update. */
  grantScopes(scopes: readonly string[]): void;
  /** Lets things happen without webhooks, as before an app was installed. */
  quiet(happen: () => void): void;
  close(): Promise<void>;
};
