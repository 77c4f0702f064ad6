import { defineConfig } from 'vite';

/** The page: built into web/dist, which the server hands out; `vite dev` passes the API on to a running server. */
export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  server: { proxy: { '/api': 'http://127.0.0.1:4321' } },
});
