import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { firstView } from './scripts/first-view.mjs';
import { pdfFiles } from './scripts/pdf-files.mjs';

export default defineConfig({
  plugins: [
    // React Aria carries its own words in thirty languages; the pages speak two.
    { ...optimizeLocales.vite({ locales: ['en-US', 'de-DE'] }), enforce: 'pre' },
    react(),
    firstView(),
    pdfFiles(),
  ],
  build: {
    target: ['chrome111', 'firefox115', 'safari16.4'],
    // A data: font or script would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    // The polyfill is an inline script, which the policy forbids and these browsers do not need.
    modulePreload: { polyfill: false },
    // What every page needs is one file: pieces of it compress worse, and are each asked for.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
    // React, its router and its accessible components are most of it, and every page needs them.
    chunkSizeWarningLimit: 800,
  },
  server: {
    proxy: {
      '/api': process.env.ALLMENDE_URL ?? 'http://127.0.0.1:8099',
    },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
  },
});
