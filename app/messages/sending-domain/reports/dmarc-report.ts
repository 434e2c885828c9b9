/** What receivers say of the emails of one source. */
export type ReportedSource = {
  /** The address of the server that sent. */
  ip: string;
  count: number;
  /** Whether DKIM or SPF passed for the domain of From, or one aligned with it. */
  dkim: boolean;
  spf: boolean;
  disposition: 'none' | 'quarantine' | 'reject';
};

/** An aggregate report (RFC 7489, appendix C) as far as it is used; times are epoch milliseconds. */
export type DmarcReport = {
  reporter: string;
  reportId: string;
  domain: string;
  begin: number;
  end: number;
  /** One for each address and result. */
  sources: ReportedSource[];
};

export type ReadDmarcReport =
  | { outcome: 'read'; report: DmarcReport }
  | { outcome: 'unreadable' }
  /** More than is read of one report. */
  | { outcome: 'too_large' };

/** Of a file as it is sent, mostly packed. */
export const MOST_PACKED_BYTES = 512 * 1_024;
/** Of the XML inside. */
export const MOST_REPORT_BYTES = 1_024 * 1_024;
