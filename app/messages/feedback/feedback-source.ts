import type { FeedbackProvider } from './feedback-providers.ts';

/** A provider that may report, as it may be shown: never its secret. */
export type ShownFeedbackSource = {
  provider: FeedbackProvider;
  hint: string;
  changedBy: string;
  changedAt: number;
  /** When it last reported something of its own; null when it never did. */
  receivedAt: number | null;
};

const UUID_BYTES = 16;

/** The shop in an address for reports: it says where the secret is to be found, and proves nothing. */
export function feedbackToken(shopId: string): string {
  const hex = shopId.replaceAll('-', '');
  const bytes = Array.from({ length: UUID_BYTES }, (_, place) =>
    Number.parseInt(hex.slice(place * 2, place * 2 + 2), 16),
  );
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The shop that a token names; null when the text is none. */
export function shopOfFeedbackToken(token: string): string | null {
  if (!/^[A-Za-z0-9_-]{22}$/.test(token)) return null;
  const hex = [...atob(token.replaceAll('-', '+').replaceAll('_', '/'))]
    .map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
