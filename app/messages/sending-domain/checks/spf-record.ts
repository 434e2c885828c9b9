/** A part of an SPF record (RFC 7208, 4.6.1), such as `include:spf.example`. */
export type SpfTerm = { qualifier: '+' | '-' | '~' | '?'; name: string; value: string };

const TERM = /^([+\-~?]?)([a-z][a-z0-9_.-]*)(?:[:=/](.*))?$/i;

/** Whether a text is an SPF record. */
export function isSpfRecord(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text);
}

/** The terms of a record; what is no term is left out. */
export function spfTerms(record: string): SpfTerm[] {
  return record
    .split(/ +/)
    .slice(1)
    .flatMap((text) => {
      const [, qualifier = '', name, value = ''] = TERM.exec(text) ?? [];
      if (name === undefined) return [];
      return [
        {
          qualifier: (qualifier === '' ? '+' : qualifier) as SpfTerm['qualifier'],
          name: name.toLowerCase(),
          value: value.toLowerCase(),
        },
      ];
    });
}

/** Whether a term says what is to be done with all others. */
function isEnd(text: string): boolean {
  return /^(?:[+\-~?]?all$|redirect=)/i.test(text);
}

/**
 * One record that says what several said, and lets a host send as well. A record that let everyone send lets only those now.
 * @param records none to begin with
 */
export function joinedSpf(records: readonly string[], spfHost: string): string {
  const texts = records
    .flatMap((record) => record.split(/ +/).slice(1))
    .filter((one) => one !== '');
  const include = `include:${spfHost}`;
  const wanted = new Set([include, `+${include}`].map((one) => one.toLowerCase()));
  const parts = new Map(
    texts.filter((one) => !isEnd(one)).map((one) => [one.toLowerCase(), one] as const),
  );
  if (![...parts.keys()].some((one) => wanted.has(one))) parts.set(include, include);
  const ends = texts.filter(isEnd);
  const end =
    ends.find((one) => /^[-~?]all$/i.test(one)) ??
    (ends.some((one) => /all$/i.test(one)) ? '~all' : ends[0]) ??
    '~all';
  return ['v=spf1', ...parts.values(), end].join(' ');
}
