import { randomBytes, timingSafeEqual } from 'node:crypto';

const secret = (): string => randomBytes(32).toString('base64url');

function isSame(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Who may talk to the host: whoever opened one of its one-time links, for as long as the host runs. */
export interface Session {
  /** Returns a new one-time token for a link. */
  issueToken(): string;
  /** Exchanges a token for the cookie that carries the session; null when it was used before or never issued. */
  redeem(token: string): string | null;
  isCarriedBy(cookieHeader: string | undefined): boolean;
}

/** Returns the session of the host on `port`. Cookies do not tell ports apart, so its cookie is named after it. */
export function createSession(port: number): Session {
  const name = `candlekeep-${port}`;
  const id = secret();
  const tokens = new Set<string>();
  return {
    issueToken: () => {
      const token = secret();
      tokens.add(token);
      return token;
    },
    redeem: (token) => (tokens.delete(token) ? `${name}=${id}; HttpOnly; SameSite=Strict; Path=/` : null),
    isCarriedBy: (header) =>
      (header ?? '').split(';').some((pair) => {
        const [key, value] = pair.trim().split('=', 2);
        return key === name && value !== undefined && isSame(value, id);
      }),
  };
}
