/** The web application: the API under /api/v1, the page, and what holds for every answer. */

import { serveStatic } from '@hono/node-server/serve-static';
import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit as limitBody } from 'hono/body-limit';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import { sql } from 'kysely';
import { bodyLimit } from './config.ts';
import { bitextRoutes } from './routes/bitexts.ts';
import { checkRoutes } from './routes/checks.ts';
import { exchangeRoutes } from './routes/exchange.ts';
import { jobRoutes } from './routes/jobs.ts';
import { knowledgeRoutes } from './routes/knowledge.ts';
import { guardOrigin } from './routes/origin.ts';
import { ProblemError, problemResponse } from './routes/problem.ts';
import { projectRoutes } from './routes/projects.ts';
import { referenceRoutes } from './routes/reference.ts';
import { reportRoutes } from './routes/report.ts';
import { reviewRoutes } from './routes/review.ts';
import { ruleRoutes } from './routes/rules.ts';
import { termbaseRoutes } from './routes/termbases.ts';
import type { Services } from './services.ts';

/** All of the API; its type is what the page's client is typed with. */
function api(services: Services) {
  return new OpenAPIHono()
    .route('/', projectRoutes(services))
    .route('/', checkRoutes(services))
    .route('/', ruleRoutes(services))
    .route('/', bitextRoutes(services))
    .route('/', reviewRoutes(services))
    .route('/', exchangeRoutes(services))
    .route('/', reportRoutes(services))
    .route('/', jobRoutes(services))
    .route('/', termbaseRoutes(services))
    .route('/', knowledgeRoutes(services))
    .route('/', referenceRoutes());
}

export function createApp(services: Services) {
  const { db } = services.database;
  const app = new OpenAPIHono();
  app.onError(problemResponse);
  app.notFound((c) => problemResponse(new ProblemError(404, 'no-page', { path: c.req.path }), c));
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        // The virtual list and the minimap place things by style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      // Meaningless, and in a browser harmful, on an address that has no TLS.
      strictTransportSecurity: false,
    }),
  );
  app.get('/healthz', async (c) => {
    await sql`select 1`.execute(db);
    return c.json({ status: 'ok' });
  });
  app.use('/api/*', guardOrigin);
  app.use(
    '/api/*',
    limitBody({
      maxSize: bodyLimit,
      onError: () => Promise.reject(new ProblemError(413, 'too-large', { megabytes: bodyLimit / 2 ** 20 })),
    }),
  );
  app.use('/api/v1/locales/*', etag());
  const routes = app.route('/api/v1', api(services));
  app.doc31('/api/v1/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Sverka',
      version: '1',
      description: 'Bitexts: aligning, checking, reviewing. Problems are RFC 9457, in the language of Accept-Language.',
    },
  });
  if (services.page !== null) servePage(app, services.page);
  return routes;
}

export type App = ReturnType<typeof createApp>;

/** Built files have their hash in the name and never change; the page itself is asked for anew each time. */
function servePage(app: OpenAPIHono, folder: string): void {
  app.use('/*', async (c, next) => {
    await next();
    if (!c.res.ok || c.req.path.startsWith('/api/') || c.req.path === '/healthz') return;
    c.header('Cache-Control', c.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  app.get('/*', serveStatic({ root: folder }));
  // Every address of the page is the page: what it shows is its own affair.
  app.get('/*', async (c, next) => {
    const isPage = !/^\/(api|assets)\/|\.\w+$/.test(c.req.path);
    return isPage ? serveStatic({ root: folder, path: 'index.html' })(c, next) : next();
  });
}
