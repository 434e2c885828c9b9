import type { ReadFeedback } from '../feedback-event.ts';
import type { SnsCertificates } from '../sns-requests.server.ts';

/** A request as it arrived: nothing of it is proven yet. */
export type FeedbackRequest = { headers: Headers; body: Uint8Array };

/** With what authenticity is decided. */
export type ProofContext = {
  /** Epoch milliseconds. */
  now: number;
  certificateOf: SnsCertificates;
};

/** What reading a report needs: the host of our own Message-IDs. */
export type ReadingContext = { messageHost: string };

/** One provider: how it proves that a report is its own, and what its reports say. */
export type FeedbackProviderRecord = {
  /** Whether a text can be its secret at all. */
  isSecret(text: string): boolean;
  /** Whether the raw bytes are the provider's own, for the account whose secret this is. Never throws for what was sent. */
  isAuthentic(
    request: FeedbackRequest,
    secret: string,
    context: ProofContext,
  ): boolean | Promise<boolean>;
  read(body: Uint8Array, context: ReadingContext): ReadFeedback | Promise<ReadFeedback>;
};
