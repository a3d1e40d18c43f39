import type { Timing } from '../platform/timing.ts';
import type { CcxtVenue } from './ccxtVenue.ts';
import type { Lines } from './lines.ts';
import { within } from './patience.ts';
import type { StreamTopic } from './venues/topic.ts';
import type { Channel, SocketRules } from './venues/venue.ts';

/** Both venues answer an unsubscription within a round trip, or ccxt never notices that they did; real milliseconds. */
const UNSUBSCRIBE_PATIENCE = 2_000;

/** One stream that is wanted, and who is told about it. */
export type Stream = Readonly<{
  channel: Channel;
  topic: StreamTopic;
  /** Whether anybody still wants it. */
  isWanted(): boolean;
  /** A message as ccxt hands it out: possibly a live reference. */
  heard(message: unknown): void;
  /** The stream has ended for `error`; whoever wants it again adds it again. `refused`: the venue will not have it. */
  ended(error: unknown, refused: boolean): void;
}>;

export type Subscriber = ReturnType<typeof createSubscriber>;

/**
 * Subscribes to streams, many with one message, at the pace the venue puts up with, and listens to them. When a venue
 * refuses a message, the stream that is meant is found; the others never hear of it.
 */
export function createSubscriber(
  deps: Readonly<{
    exchange: CcxtVenue;
    rules: SocketRules;
    lines: Lines;
    timing: Timing;
    isRefusal: (error: unknown) => boolean;
    lineError: (message: string) => Error;
    closing: AbortSignal;
  }>,
) {
  const { exchange, rules, lines, timing, closing } = deps;
  const queue = new Set<Stream>();
  /** Streams that were refused together with others and are tried alone. */
  const alone = new WeakSet<Stream>();
  const ending = new Map<string, Promise<unknown>>();
  let flushing = false;
  let nextMessageAt = Number.NEGATIVE_INFINITY;
  const hashOf = ({ channel, topic }: Stream): string => channel.hash(topic);

  /** Waits until the venue takes another message. */
  async function turn(): Promise<void> {
    const now = timing.elapsed();
    const at = Math.max(now, nextMessageAt);
    nextMessageAt = at + rules.messageGapMs;
    if (at > now) await timing.sleep(at - now, closing);
    // A new line begins a new count; the supervisor sees a cut like any other and fills what it missed.
    if (rules.messagesPerHour !== null && lines.messagesLastHour() >= rules.messagesPerHour)
      lines.drop(deps.lineError('the line has taken all the messages it takes in an hour'));
  }

  async function listen(stream: Stream, isShared: boolean): Promise<void> {
    let silent = true;
    try {
      while (stream.isWanted() && !closing.aborted) {
        const message = await stream.channel.next(exchange, stream.topic);
        silent = false;
        if (stream.isWanted()) stream.heard(message);
      }
    } catch (error) {
      ended(stream, error, silent && deps.isRefusal(error), isShared);
    }
  }

  function ended(stream: Stream, error: unknown, refused: boolean, isShared: boolean): void {
    if (!stream.isWanted()) return;
    // On a line that still stands, ccxt would go on believing in the subscription and never send another.
    lines.forget(hashOf(stream));
    if (refused && isShared && !rules.refusesByName) {
      alone.add(stream);
      add(stream);
      return;
    }
    alone.delete(stream);
    stream.ended(error, refused);
  }

  /** Takes the next streams that fit into one message: of one kind, or one that has to be tried alone. */
  function takeBatch(): readonly Stream[] {
    const wanted = [...queue].filter((stream) => stream.isWanted());
    const [first] = wanted;
    queue.clear();
    if (first === undefined) return [];
    const together = wanted.filter((stream) => stream.channel === first.channel && !alone.has(stream));
    const batch = alone.has(first) ? [first] : together.slice(0, rules.perMessage);
    for (const stream of wanted) if (!batch.includes(stream)) queue.add(stream);
    return batch;
  }

  async function send(batch: readonly Stream[]): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    const topics = batch.map(({ topic }) => topic);
    const answered = first.channel.subscribe(exchange, topics).catch(() => null);
    for (const stream of batch) void listen(stream, batch.length > 1);
    // What is sent while a line is being dialled goes out in one burst when it stands.
    await Promise.race([lines.connected(), answered]);
  }

  async function flush(): Promise<void> {
    while (queue.size > 0 && !closing.aborted) {
      await turn();
      await Promise.all([...queue].map((stream) => ending.get(hashOf(stream))));
      if (!closing.aborted) await send(takeBatch());
    }
  }

  /** Subscribes soon, together with whatever else is added in the same breath. */
  function add(stream: Stream): void {
    queue.add(stream);
    if (flushing) return;
    flushing = true;
    setImmediate(() => {
      void flush().finally(() => {
        flushing = false;
      });
    });
  }

  async function end({ channel, topic }: Stream): Promise<void> {
    await turn();
    if (closing.aborted || !lines.has(channel.hash(topic))) return;
    await within(
      UNSUBSCRIBE_PATIENCE,
      channel.unsubscribe(exchange, topic).catch(() => null),
    );
    lines.forget(channel.hash(topic));
  }

  return {
    add,
    /** Ends the subscription of a stream nobody wants any more; without a line there is nothing to say. */
    async remove(stream: Stream): Promise<void> {
      queue.delete(stream);
      const hash = hashOf(stream);
      if (!lines.has(hash)) return;
      const done = end(stream).finally(() => {
        if (ending.get(hash) === done) ending.delete(hash);
      });
      ending.set(hash, done);
      await done;
    },
  };
}
