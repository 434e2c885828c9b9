/** Thrown by the reader of a body that was given up, because too much was being received at once. */
export class BodyDroppedError extends Error {
  override name = 'BodyDroppedError';
}

/** One body that is being received. */
export type IncomingBody = {
  /** Counts bytes that arrived; whichever bodies must go for them are dropped at once. */
  grow(bytes: number): void;
  /** Whole, refused or broken off: its bytes count no more. */
  end(): void;
};

/** How many bytes are held of bodies that are not whole yet, all together. */
export type BodyBudget = {
  /** @param drop gives the body up; called once at most, and not after `end` */
  begin(drop: () => void): IncomingBody;
};

/**
 * Bounds what unfinished bodies take of the memory. Where it is passed, the body that began longest ago goes: a sender
 * that is slow, or pretends to be, makes room for one whose body is there in a moment, and never the other way round.
 * @param mostBytes of all unfinished bodies
 */
export function createBodyBudget(mostBytes: number): BodyBudget {
  /** Bodies of which something arrived, the oldest first. */
  const bodies = new Map<IncomingBody, { bytes: number; drop: () => void }>();
  let heldBytes = 0;

  return {
    begin(drop) {
      const body: IncomingBody = {
        grow(bytes) {
          const known = bodies.get(body);
          if (known) known.bytes += bytes;
          else bodies.set(body, { bytes, drop });
          heldBytes += bytes;
          for (const [oldest, held] of bodies) {
            if (heldBytes <= mostBytes) break;
            oldest.end();
            held.drop();
          }
        },
        end() {
          heldBytes -= bodies.get(body)?.bytes ?? 0;
          bodies.delete(body);
        },
      };
      return body;
    },
  };
}
