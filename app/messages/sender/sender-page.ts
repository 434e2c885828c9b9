import type { DomainState, DnsRecord, RecordFinding } from './sending-domain.ts';

/** What the settings page says of who mails are from. */
export type SenderPage = {
  /** Who they are from now, and where answers go. */
  from: string;
  replyTo: string | null;
  /** Filled in while no sender is named. */
  fallback: { name: string; address: string };
  domain:
    | { kind: 'no_sender' }
    /** Anyone can get an address there, or it is the operator's. */
    | { kind: 'never' }
    /** The operator signs no mail for merchants' domains. */
    | { kind: 'not_offered' }
    | {
        kind: 'wanted';
        name: string;
        state: DomainState;
        checkedAt: number | null;
        records: (DnsRecord & { purpose: 'SPF' | 'DKIM'; finding: RecordFinding | null })[];
      };
};
