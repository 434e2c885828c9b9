import { useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { z } from 'zod';
import { MOST_BYTES, CHUNK_BYTES } from '#app/imports/csv/file.ts';

const UPLOAD = '/app/settings/move-in/upload';

const Begun = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('begun'), id: z.string() }),
  z.object({ outcome: z.literal('refused'), reason: z.enum(['empty', 'too_large', 'busy']) }),
]);
const Completed = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.enum(['ready', 'asked']) }),
  z.object({ outcome: z.literal('incomplete') }),
  z.object({ outcome: z.literal('refused'), reason: z.string() }),
]);

const REFUSED = {
  empty: 'The file is empty.',
  too_large: `The file is larger than ${String(MOST_BYTES / CHUNK_BYTES)} MB. Split it and import the parts one after another.`,
  busy: 'Another file is being imported. Wait for it, or cancel it.',
};
const LOST = 'The file did not arrive. Check your connection and choose it again.';

export type Upload = {
  /** 0 to 100 while a file is on its way; null else. */
  percent: number | null;
  error: string | null;
  send: (file: File) => Promise<void>;
};

/** Sends a file piece by piece and goes to its page when it is there. */
export function useUpload(): Upload {
  const navigate = useNavigate();
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);

  async function send(file: File): Promise<void> {
    setError(null);
    setPercent(0);
    try {
      const id = await begin(file);
      for (let at = 0; at < file.size; at += CHUNK_BYTES) {
        await sendPiece(file, id, at);
        setPercent(Math.floor((100 * Math.min(file.size, at + CHUNK_BYTES)) / file.size));
      }
      const completed = Completed.parse(await ask({ step: 'complete', id }));
      if (completed.outcome === 'refused') throw new Refusal(completed.reason);
      if (completed.outcome === 'incomplete') throw new Refusal(LOST);
      navigate(`/app/settings/move-in/${id}`);
    } catch (problem) {
      setError(problem instanceof Refusal ? problem.message : LOST);
    } finally {
      setPercent(null);
    }
  }

  return { percent, error, send };
}

/** Why a file was not taken, in words for the merchant. */
class Refusal extends Error {}

async function begin(file: File): Promise<string> {
  const fields = { step: 'begin', name: file.name, bytes: String(file.size) };
  const begun = Begun.parse(await ask(fields));
  if (begun.outcome === 'refused') throw new Refusal(REFUSED[begun.reason]);
  return begun.id;
}

/** A piece that got lost on the way is sent once more. */
async function sendPiece(file: File, id: string, at: number): Promise<void> {
  const piece = file.slice(at, at + CHUNK_BYTES);
  const fields = { step: 'piece', id, position: String(at / CHUNK_BYTES) };
  await ask(fields, piece).catch(() => ask(fields, piece));
}

async function ask(fields: Record<string, string>, body?: Blob): Promise<unknown> {
  const response = await fetch(`${UPLOAD}?${new URLSearchParams(fields).toString()}`, {
    method: 'POST',
    body: body ?? null,
  });
  if (!response.ok) throw new Error(`The upload answered HTTP ${String(response.status)}.`);
  return await response.json();
}
