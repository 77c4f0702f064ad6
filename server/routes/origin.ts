/** Without accounts, what keeps other web pages from using the API is that browsers say where a request comes from. */

import { createMiddleware } from 'hono/factory';
import { isLoopback } from '../config.ts';
import { ProblemError } from './problem.ts';

/**
 * Refuses requests that a page of another origin makes (Fetch Metadata, or Origin in older browsers), and those that reach
 * this address under another name (DNS rebinding). Programs, which send neither header, are let through.
 */
export const guardOrigin = createMiddleware(async (c, next) => {
  const site = c.req.header('Sec-Fetch-Site');
  const origin = c.req.header('Origin');
  const { host, hostname } = new URL(c.req.url);
  const foreign =
    site === 'cross-site' ||
    (site !== 'same-origin' && origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === host));
  if (foreign) throw new ProblemError(403, 'foreign-origin');
  if (!isLoopback(hostname.replace(/^\[|\]$/g, ''))) throw new ProblemError(403, 'foreign-host', { host: hostname });
  await next();
});
