import { deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { MOST_PACKED_BYTES, MOST_REPORT_BYTES } from './dmarc-report.ts';
import { readDmarcReport } from './read-dmarc-report.ts';
import { summarizeReports } from './reported-sources.ts';
import { unpackReport } from './unpack-report.server.ts';

function record(ip: string, count: number | string, dkim = 'pass', spf = 'pass'): string {
  return `<record><row><source_ip>${ip}</source_ip><count>${String(count)}</count>
    <policy_evaluated><disposition>none</disposition><dkim>${dkim}</dkim><spf>${spf}</spf>
    </policy_evaluated></row><identifiers><header_from>fern.example</header_from></identifiers>
    <auth_results><dkim><domain>fern.example</domain><result>pass</result></dkim></auth_results></record>`;
}

function report(records: string, domain = 'fern.example'): string {
  return `<?xml version="1.0" encoding="UTF-8" ?><feedback><version>1.0</version>
    <report_metadata><org_name>google.com</org_name><email>noreply@google.com</email>
    <report_id>123</report_id><date_range><begin>1764547200</begin><end>1764633599</end></date_range>
    </report_metadata><policy_published><domain>${domain}</domain><p>none</p></policy_published>
    ${records}</feedback>`;
}

/** A zip archive of one file, with its length behind it as receivers write it. */
function zipOf(text: string): Buffer {
  const data = deflateRawSync(text);
  const name = Buffer.from('a.xml');
  const file = Buffer.alloc(30);
  file.writeUInt32LE(0x04034b50, 0);
  file.writeUInt16LE(8, 6);
  file.writeUInt16LE(8, 8);
  file.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 8);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(file.length + name.length + data.length, 16);
  return Buffer.concat([file, name, data, entry, name, end]);
}

test('a report is read, rows of one source and result joined', () => {
  const text = report(
    record('192.0.2.1', 2) + record('192.0.2.1', 3) + record('2001:db8::1', 9, 'fail', 'fail'),
  );
  expect(readDmarcReport(text)).toEqual({
    outcome: 'read',
    report: {
      reporter: 'google.com',
      reportId: '123',
      domain: 'fern.example',
      begin: 1_764_547_200_000,
      end: 1_764_633_599_000,
      sources: [
        { ip: '2001:db8::1', count: 9, disposition: 'none', dkim: false, spf: false },
        { ip: '192.0.2.1', count: 5, disposition: 'none', dkim: true, spf: true },
      ],
    },
  });
});

test('an empty report and one of a single record are reports', () => {
  expect(readDmarcReport(report(''))).toMatchObject({ report: { sources: [] } });
  const one = readDmarcReport(report(record('192.0.2.1', 1)));
  expect(one).toMatchObject({ report: { sources: [{ count: 1 }] } });
});

test('it is read packed by gzip and zip, and as it is', () => {
  const text = report(record('192.0.2.1', 1));
  for (const file of [gzipSync(text), zipOf(text), Buffer.from(text)])
    expect(unpackReport(file)).toEqual({ outcome: 'unpacked', text });
});

test.each([
  ['entities', `<!DOCTYPE a [<!ENTITY b "c">]>${report('')}`],
  ['a depth without end', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`],
  ['too many tags', report('<a/>'.repeat(200_001))],
  ['too many rows', report(record('192.0.2.1', 1).repeat(2_001))],
  ['an odd address', report(record('192.0.2.1; drop', 1))],
  ['an odd count', report(record('192.0.2.1', '-1'))],
  ['an odd domain', report('', '../etc/passwd')],
  ['no XML', 'PK'],
  ['a tag without end', '<feedback'],
  ['a name of prototypes', report('<__proto__><a>1</a></__proto__><record>1</record>')],
])('%s: no report', (_what, text) => {
  expect(readDmarcReport(text)).toEqual({ outcome: 'unreadable' });
});

test('what unpacks to more than a report may be is given up, packed or not', () => {
  const bomb = 'a'.repeat(MOST_REPORT_BYTES + 1);
  expect(unpackReport(gzipSync(bomb))).toEqual({ outcome: 'too_large' });
  expect(unpackReport(zipOf(bomb))).toEqual({ outcome: 'too_large' });
  expect(unpackReport(Buffer.alloc(MOST_PACKED_BYTES + 1))).toEqual({ outcome: 'too_large' });
  expect(readDmarcReport(bomb)).toEqual({ outcome: 'too_large' });
});

test('a damaged archive is no report', () => {
  const zip = zipOf(report(''));
  for (const cut of [10, 31, zip.length - 30, zip.length - 1])
    expect(unpackReport(zip.subarray(0, cut)).outcome).not.toBe('too_large');
  expect(unpackReport(gzipSync('a').subarray(0, 8))).toEqual({ outcome: 'unreadable' });
  expect(unpackReport(Buffer.from([0xff, 0xfe, 0xc0]))).toEqual({ outcome: 'unreadable' });
});

test('reports are summed up by address', () => {
  const row = { ip: '192.0.2.1', disposition: 'none' as const };
  expect(summarizeReports([])).toBeNull();
  expect(
    summarizeReports([
      { begin: 1, end: 2, sources: [{ ...row, count: 3, dkim: true, spf: false }] },
      {
        begin: 2,
        end: 3,
        sources: [{ ...row, count: 2, dkim: false, spf: false, disposition: 'reject' }],
      },
    ]),
  ).toEqual({
    reports: 2,
    begin: 1,
    end: 3,
    sources: [{ ip: '192.0.2.1', count: 5, passed: 3, dkim: 3, spf: 0, stopped: 2 }],
  });
});
