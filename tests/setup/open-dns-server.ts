import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** What the server says of a name: its TXT records, or how it fails; it never says anything to `silent`. */
export type DnsAnswer = string[] | 'servfail' | 'silent';

export type DnsServer = {
  /** Address and port, as a resolver takes it. */
  address: string;
  /** By name, in lower case; a name that is not here does not exist. */
  zone: Map<string, DnsAnswer>;
  /** The mail servers of a name. */
  mx: Map<string, string[]>;
};

const NO_ERROR = 0;
const SERVER_FAILURE = 2;
const NO_SUCH_NAME = 3;
const MX = 15;
const TXT = 16;
const INTERNET = 1;
const HEADER_BYTES = 12;

/** A real name server on a UDP port of this machine, for TXT and MX questions (RFC 1035). */
export async function openDnsServer(): Promise<DnsServer & { close(): Promise<void> }> {
  const zone: DnsServer['zone'] = new Map();
  const mx: DnsServer['mx'] = new Map();
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => {
    const answer = answerTo(question, zone, mx);
    if (answer !== null) socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const address = `127.0.0.1:${String(socket.address().port)}`;
  return { address, zone, mx, close: () => closed(socket) };
}

async function closed(socket: Socket): Promise<void> {
  socket.close();
  await once(socket, 'close');
}

function answerTo(question: Buffer, zone: DnsServer['zone'], mx: DnsServer['mx']): Buffer | null {
  const { name, end } = nameIn(question);
  const answer = zone.get(name.toLowerCase());
  const servers = mx.get(name.toLowerCase());
  if (answer === 'silent') return null;
  const isMx = question.readUInt16BE(end) === MX;
  const texts = Array.isArray(answer) ? answer : [];
  const records = isMx ? (servers ?? []).map(serverOf) : texts.map(recordOf);
  const isNowhere = answer === undefined && servers === undefined;
  const code = isNowhere ? NO_SUCH_NAME : answer === 'servfail' ? SERVER_FAILURE : NO_ERROR;
  const header = Buffer.alloc(HEADER_BYTES);
  question.copy(header, 0, 0, 2);
  // A recursive answer to one question.
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, question.subarray(HEADER_BYTES, end + 4), ...records]);
}

function nameIn(question: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 1 };
}

/** A TXT record of the name asked for; long texts go in pieces of 255 bytes. */
function recordOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let from = 0; from < Math.max(bytes.length, 1); from += 255) {
    const piece = bytes.subarray(from, from + 255);
    pieces.push(Buffer.from([piece.length]), piece);
  }
  return recordWith(TXT, Buffer.concat(pieces));
}

/** An MX record of the name asked for, all of one preference. */
function serverOf(host: string): Buffer {
  const labels = host
    .split('.')
    .flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  return recordWith(MX, Buffer.concat([Buffer.from([0, 10]), ...labels, Buffer.from([0])]));
}

function recordWith(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  // The name is the question's.
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(INTERNET, 4);
  head.writeUInt32BE(0, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
